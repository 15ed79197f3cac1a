/** Bytes that the states of all automata of a process may take. A common pattern's take some kilobytes. */
export const MOST_STATE_BYTES = 16 * 1024 * 1024;

/** What has states, and can make them again. */
interface Owner {
  /** What its states take. */
  readonly bytes: number;
  /** Lets go of all of them. */
  forget(): void;
}

/**
 * Bounds the memory of automata, which add states as they meet texts. Texts come from strangers: enough of them could
 * make each pattern of a ruleset grow to a megabyte. When all automata together take more than the limit, all but the
 * growing one drop their states, and build them again when they need them.
 */
export class StateMemory {
  /** Of all owners since they forgot the last time, also of those that are gone. */
  private bytes = 0;
  /** Weak, because automata go with their rulesets, and nobody says when. */
  private owners: WeakRef<Owner>[] = [];

  constructor(private readonly mostBytes: number) {}

  /** To be called before an owner's first state. */
  enter(owner: Owner): void {
    this.owners.push(new WeakRef(owner));
  }

  /** To be called after an owner has grown by so much. */
  grow(owner: Owner, bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= this.mostBytes) return;
    for (const held of this.owners) {
      const other = held.deref();
      if (other !== owner) other?.forget();
    }
    this.owners = [new WeakRef(owner)];
    this.bytes = owner.bytes;
  }
}

/** Of every automaton in this process. */
export const stateMemory = new StateMemory(MOST_STATE_BYTES);
