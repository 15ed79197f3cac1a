import { isRecord } from "./records";

/** Something that remembers what it found out during one evaluation. */
export interface Remembers {
  epoch: number;
}

/** Largest number that V8 keeps without allocating. */
const LAST = 2 ** 30 - 1;

/**
 * Numbers the evaluations of one ruleset, so that an attribute or a segment is worked out once for each: what carries
 * the number of the running evaluation is fresh. Numbers start over long before they could lose precision, and then
 * everything forgets, so that no stale answer can ever pass for a fresh one.
 */
export class Epochs {
  private current = 0;
  private readonly members: Remembers[] = [];

  constructor(private readonly last: number = LAST) {}

  register(member: Remembers): void {
    this.members.push(member);
  }

  next(): number {
    if (this.current >= this.last) {
      for (const member of this.members) member.epoch = 0;
      this.current = 0;
    }
    this.current += 1;
    return this.current;
  }
}

/** An object by whose own properties conditions are decided. */
export type Properties = Readonly<Record<string, unknown>>;

/** One evaluation (or one of all flags): for whom, and its number. */
export class Scope {
  private plain: boolean | null = null;

  constructor(
    readonly context: Properties,
    readonly epoch: number,
  ) {}

  /**
   * Whether `context`, this evaluation's, inherits from nothing but the prototype of every object, as what JSON.parse
   * makes. (Given by the caller, who has just read from it: then the compiler knows the answer without asking.)
   */
  isPlain(context: Properties): boolean {
    if (this.plain === null) this.plain = Object.getPrototypeOf(context) === Object.prototype;
    return this.plain;
  }
}

const NOBODY: Properties = Object.freeze(Object.create(null));

/** Opens an evaluation. A context that is no JSON object has no attributes. */
export function openScope(epochs: Epochs, context: unknown): Scope {
  return new Scope(isRecord(context) ? context : NOBODY, epochs.next());
}
