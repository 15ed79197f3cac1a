import type { Budget } from "../budget";
import type { ConditionFacts } from "../facts/facts";
import { type Atom, costOf, isOfText, rolloutsOf } from "./atoms";
import { isId, rangesOf, truthIn } from "./buckets";
import { LONG_TEXT, listFor, scalarFor, textsInBuckets } from "./candidates";
import { type Answer, type Constraints, ConstraintTable, type Found } from "./constraints";

/** Values that conditions name, kept for witnesses. */
const MOST_MENTIONED = 6;
/** Values found last, tried first for the next constraints. */
const MOST_REMEMBERED = 32;
/** Steps to look for a value. Each value that is tried costs extra. */
const STEPS_TO_FIND = 1;

/**
 * Finds values of one attribute. Attributes are independent of each other, so values of each attribute are all that a
 * search needs.
 */
export class AttributeSolver {
  readonly constraints: ConstraintTable;
  /** Some values that conditions name, so that witnesses look familiar. */
  readonly mentioned: string[] = [];
  private readonly atoms: Atom[] = [];
  /** The values found last. One of them often satisfies the next constraints, too. */
  private readonly recent: Found[] = [];
  /** Every value that was found, by its JSON; stand-ins are not kept. */
  private readonly found = new Map<string, Found>();
  private missing: Found | null = null;
  private object: Found | null = null;
  private long: Found | null = null;
  private empty: Found | null = null;

  constructor(
    /** Its index among the solvers of its vocabulary. */
    readonly index: number,
    readonly name: string,
    private readonly budget: Budget,
  ) {
    this.constraints = new ConstraintTable(budget);
  }

  add(make: (index: number) => Atom): Atom {
    const atom = make(this.atoms.length);
    this.atoms.push(atom);
    return atom;
  }

  /** Whether the attribute decides the buckets of a rule that does not exist yet: they are unknown. */
  get isBucketOpen(): boolean {
    return this.atoms.some((atom) => atom.type === "rollout" && atom.rollout.isOpen);
  }

  mention({ scalar }: ConditionFacts): void {
    const { shape } = scalar.fact;
    const [text] = shape.type === "one_of" ? shape.texts : [];
    if (text !== undefined && text !== "" && this.mentioned.length < MOST_MENTIONED) this.mentioned.push(text);
  }

  /**
   * A value that satisfies the constraints. It considers every value that JSON has: missing (or null), an object, any
   * string (conditions see other scalars as strings), and any list if `hasLists`.
   */
  find(constraints: Constraints, hasLists: boolean): Answer {
    const single = this.answerOnce(constraints, "single", () => this.findSingle(constraints));
    if (!hasLists || typeof single === "object") return single;
    const list = this.answerOnce(constraints, "list", () => this.checked(listFor, constraints));
    return list === "none" ? single : list;
  }

  private answerOnce(constraints: Constraints, what: "single" | "list", find: () => Answer): Answer {
    const known = constraints[what];
    if (known !== undefined) return known;
    this.budget.spend(STEPS_TO_FIND);
    const answer = this.constraints.excludes(constraints, what) ? "none" : find();
    // An answer that is unknown because the steps ran out is not kept: the next question has steps of its own.
    if (answer !== "unknown" || !this.budget.isSpent) constraints[what] = answer;
    return answer;
  }

  /** Whether the engine says that the atom holds for a value: 1, -1, or 0 where that is left open. */
  truth({ value, truths, isStandIn, ranges }: Found, atom: Atom): number {
    if (isStandIn) return atom.type === "rollout" ? truthIn(ranges, atom.rollout) : 0;
    if (atom.type === "rollout" && atom.rollout.isOpen && isId(value)) return truthIn(ranges, atom.rollout);
    const known = truths[atom.index] ?? 0;
    if (known !== 0) return known;
    this.budget.spend(costOf(atom, value));
    const truth = (atom.type === "condition" ? atom.facts.probe : atom.rollout.probe).holds(value) ? 1 : -1;
    truths[atom.index] = truth;
    return truth;
  }

  textsInBuckets(constraints: Constraints): Generator<string> {
    return textsInBuckets(constraints, this.budget);
  }

  private findSingle(constraints: Constraints): Answer {
    this.missing ??= this.foundAt(undefined);
    for (const found of [this.missing, ...this.recent]) if (this.fits(found, constraints)) return found;
    const answer = this.checked(scalarFor, constraints);
    if (typeof answer === "object") {
      if (answer.ranges.length === 0) this.remember(answer);
      return answer;
    }
    // An object is present, and nothing can be compared with it. It is tried last, because it makes a poor witness.
    this.object ??= this.foundAt(Object.freeze({}));
    if (this.fits(this.object, constraints)) return this.object;
    // The long text makes a poor witness, too, but it equals nothing and contains nothing.
    return this.findLong(constraints) ?? this.findEmpty(constraints) ?? answer;
  }

  /** The empty text, where the value must not be an id: no other text qualifies. */
  private findEmpty(constraints: Constraints): Found | null {
    if (rolloutsOf(constraints.no).every(({ percentage }) => percentage < 100)) return null;
    this.empty ??= this.foundAt("");
    return this.fits(this.empty, constraints) ? this.empty : null;
  }

  private findLong({ yes, no }: Constraints): Found | null {
    const ranges = rangesOf(rolloutsOf(yes), rolloutsOf(no));
    if (ranges === null || ![...yes, ...no].some(isOfText)) return null;
    this.long ??= this.foundAt(LONG_TEXT);
    const { long } = this;
    const isAs = (atom: Atom, truth: number) =>
      atom.type === "rollout" || (!this.budget.isSpent && this.truth(long, atom) === truth);
    if (!yes.every((atom) => isAs(atom, 1)) || !no.every((atom) => isAs(atom, -1))) return null;
    return ranges.length > 0 ? { ...long, isStandIn: true, ranges } : long;
  }

  private remember(found: Found): void {
    this.recent.unshift(found);
    if (this.recent.length > MOST_REMEMBERED) this.recent.pop();
  }

  /** Asks the engine about a value that was built to fit. If the engine disagrees, nothing is concluded. */
  private checked(candidateFor: typeof scalarFor, constraints: Constraints): Answer {
    const candidate = candidateFor(constraints, this.budget);
    if (typeof candidate !== "object") return candidate;
    const found = this.foundAt(candidate.value, candidate);
    return this.fits(found, constraints) ? found : "unknown";
  }

  /** Also false when the budget ends meanwhile. */
  private fits(found: Found, { yes, no }: Constraints): boolean {
    return this.areAll(found, no, -1) && this.areAll(found, yes, 1);
  }

  /** The atoms that were added last are asked first: a value at hand often satisfies the others. */
  private areAll(found: Found, atoms: readonly Atom[], truth: number): boolean {
    for (let at = atoms.length - 1; at >= 0; at -= 1) {
      const atom = atoms[at];
      if (atom !== undefined && (this.budget.isSpent || this.truthLike(found, atom) !== truth)) return false;
    }
    return true;
  }

  /** As `truth`, but for a stand-in it asks the engine about conditions. */
  private truthLike(found: Found, atom: Atom): number {
    if (!found.isStandIn || atom.type === "rollout") return this.truth(found, atom);
    this.budget.spend(costOf(atom, found.value));
    return atom.facts.probe.holds(found.value) ? 1 : -1;
  }

  private foundAt(value: unknown, { isStandIn, ranges }: Pick<Found, "isStandIn" | "ranges"> = OWN_BUCKETS): Found {
    const found = { value, truths: new Int8Array(this.atoms.length), isStandIn, ranges };
    if (isStandIn || ranges.length > 0) return found;
    // One object for each value, so that the engine's answers about it are kept. JSON has no text for undefined.
    const key = JSON.stringify(value) ?? "";
    const known = this.found.get(key) ?? found;
    this.found.set(key, known);
    return known;
  }
}

/** A value has the buckets that the engine gives it. */
const OWN_BUCKETS = { isStandIn: false, ranges: [] } as const;

/** A context with these attributes, each under its exact name; attributes without a value are left out. */
export function contextOf(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
