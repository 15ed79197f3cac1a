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
 * Bounds what automata learn from the texts they meet. Texts come from strangers: whoever sends enough of them to a
 * ruleset of many patterns could have each grow to a megabyte. When all together take more than they may, all but the
 * one that grows forget their states, and learn again what they are asked for.
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
