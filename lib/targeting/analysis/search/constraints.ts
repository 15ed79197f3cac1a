import { type Budget, COSTS } from "../budget";
import type { Atom } from "./atoms";
import type { BucketRange } from "./buckets";

/** A value of the attribute. Undefined: the attribute is missing. */
export interface Found {
  readonly value: unknown;
  /** By the atom's index: 1 holds, -1 does not hold, 0 not asked yet. */
  readonly truths: Int8Array;
  /**
   * `value` stands for very many values that satisfy the same constraints. The buckets of some of these lie in the
   * ranges; nothing else is known about them.
   */
  readonly isStandIn: boolean;
  /** Where buckets are taken to lie: all that are asked about of a stand-in, those that are open of any other value. */
  readonly ranges: readonly BucketRange[];
}

/** `none` is proven; `unknown` was neither found nor ruled out. */
export type Answer = Found | "none" | "unknown";

/** All that is asked of an attribute at once. Equal constraints are one object, so that each is answered once. */
export interface Constraints {
  /** For each atom its index times two, plus one if the atom must not hold; sorted. */
  readonly key: readonly number[];
  readonly yes: readonly Atom[];
  readonly no: readonly Atom[];
  readonly next: Map<number, Constraints>;
  single?: Answer;
  list?: Answer;
}

const nameOf = (key: Constraints["key"]): string => key.join();

/** The constraints of one attribute that were asked about so far. */
export class ConstraintTable {
  readonly nothing: Constraints = { key: [], yes: [], no: [], next: new Map() };
  private readonly known = new Map<string, Constraints>();

  constructor(private readonly budget: Budget) {}

  /** The constraints with one atom more, which must hold or must not hold. */
  with(constraints: Constraints, atom: Atom, isWanted: boolean): Constraints {
    const added = atom.index * 2 + (isWanted ? 0 : 1);
    const found = constraints.next.get(added);
    if (found) return found;
    this.budget.spend(COSTS.look * constraints.key.length);
    const key = [...constraints.key, added].sort((a, b) => a - b);
    const name = nameOf(key);
    const more = this.known.get(name) ?? {
      key,
      yes: isWanted ? [...constraints.yes, atom] : constraints.yes,
      no: isWanted ? constraints.no : [...constraints.no, atom],
      next: new Map(),
    };
    this.known.set(name, more);
    constraints.next.set(added, more);
    return more;
  }

  /**
   * Whether these constraints without one of them are already known to have no single value, or no list. Then these
   * have none either.
   */
  excludes({ key }: Constraints, what: "single" | "list"): boolean {
    this.budget.spend(COSTS.look * key.length);
    return key.some((left) => this.known.get(nameOf(key.filter((each) => each !== left)))?.[what] === "none");
  }
}
