import { type Budget, COSTS } from "../budget";
import type { Atom } from "./atoms";
import type { BucketRange } from "./buckets";

/** A value of the attribute. Undefined: missing. */
export interface Found {
  readonly value: unknown;
  /** By the atom's index: 1 holds, -1 does not, else not asked yet. */
  readonly truths: Int8Array;
  /**
   * Not null: `value` stands for very many that meet the same constraints. The buckets of some of them lie in these
   * ranges; nothing else is known of those.
   */
  readonly ranges: readonly BucketRange[] | null;
}

/** `none` is proven; `unknown` is neither found nor proven. */
export type Answer = Found | "none" | "unknown";

/** What is asked of an attribute at once. The same constraints are the same object, so that they are answered once. */
export interface Constraints {
  /** Sorted. An atom's index times two, and one more if it must not hold. */
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

  /** The constraints with one more: that the atom holds, or that it does not. */
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
   * Whether the same constraints but for one are known to be met by no single value, or by no list: then these are not
   * met either.
   */
  excludes({ key }: Constraints, what: "single" | "list"): boolean {
    this.budget.spend(COSTS.look * key.length);
    return key.some((left) => this.known.get(nameOf(key.filter((each) => each !== left)))?.[what] === "none");
  }
}
