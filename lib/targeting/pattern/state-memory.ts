/** Bytes that the states of all automata of a process may take. A common pattern's take some kilobytes. */
export const MOST_STATE_BYTES = 16 * 1024 * 1024;

/** Something that has states and can make them again. */
interface Owner {
  /** What its states take. */
  readonly bytes: number;
  /** Lets go of all of them. */
  forget(): void;
}

/**
 * Bounds the memory of automata, which add states as they meet texts. Texts come from strangers, and enough of them
 * could make each pattern of a ruleset grow to a megabyte. When all automata together exceed the limit, all but the
 * growing one drop their states, and make them again when they need them.
 */
export class StateMemory {
  /** The bytes of all owners since they last dropped their states, including owners that no longer exist. */
  private bytes = 0;
  /** Weak references, because automata disappear with their rulesets, and nothing announces that. */
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
