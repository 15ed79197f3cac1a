import { MAX_SEARCHED_TEXT } from "../../operators/search";
import { type Budget, COSTS } from "../budget";
import type { ConditionFacts } from "../facts/facts";
import { findText, likelyTexts, passes, type TextAnswer, type TextQuestion } from "../texts/find-text";
import { take } from "../texts/text-classes";
import { type Atom, costOf, elementTests, isOfText, rolloutsOf, scalarTests, testsWith } from "./atoms";
import { type BucketRange, bucketTest, partOf, rangesOf, truthIn } from "./buckets";
import { type Answer, type Constraints, ConstraintTable, type Found } from "./constraints";

const MOST_MENTIONED = 6;
const MOST_REMEMBERED = 32;
/** Ids tried to find one with the required buckets: some hundredths of a second. */
const MOST_IDS = 20_000;

/** Steps to look for a value. What is tried on the way costs extra. */
const STEPS_TO_FIND = 1;

/** A text that the operators on texts do not look at; `x` is a letter like others. */
const LONG_TEXT = "x".repeat(MAX_SEARCHED_TEXT + 1);

/** Each takes as long to hash as hundreds of others. */
const MOST_LONG_IDS = 64;

function* longTexts(): Generator<string> {
  for (let number = 1; number <= MOST_LONG_IDS; number += 1) yield `${LONG_TEXT}${number}`;
}

/** Finds values of one attribute. Attributes do not depend on each other, so this is all there is to decide of them. */
export class AttributeSolver {
  readonly constraints: ConstraintTable;
  /** Some values that conditions name, for witnesses that look like somebody. */
  readonly mentioned: string[] = [];
  private readonly atoms: Atom[] = [];
  /** Values found lately. One of them often meets the next constraints, too. */
  private readonly recent: Found[] = [];
  /** Every value that was found, by its JSON. Stand-ins are not among them. */
  private readonly found = new Map<string, Found>();
  private missing: Found | null = null;
  private object: Found | null = null;
  private long: Found | null = null;
  private empty: Found | null = null;

  constructor(
    /** Its place among the solvers of its vocabulary. */
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

  mention({ scalar }: ConditionFacts): void {
    const { shape } = scalar.fact;
    const [text] = shape.type === "one_of" ? shape.texts : [];
    if (text !== undefined && text !== "" && this.mentioned.length < MOST_MENTIONED) this.mentioned.push(text);
  }

  /**
   * A value that fulfils the constraints. Every value that JSON has is thought of: missing (or null), an object, any
   * string (other scalars stand for the same as their string form), and any list if `hasLists`.
   */
  find(constraints: Constraints, hasLists: boolean): Answer {
    const single = this.answerOnce(constraints, "single", () => this.findSingle(constraints));
    if (!hasLists || typeof single === "object") return single;
    const list = this.answerOnce(constraints, "list", () => this.check(this.findList(constraints), constraints));
    return list === "none" ? single : list;
  }

  private answerOnce(constraints: Constraints, what: "single" | "list", find: () => Answer): Answer {
    const known = constraints[what];
    if (known !== undefined) return known;
    this.budget.spend(STEPS_TO_FIND);
    const answer = this.constraints.excludes(constraints, what) ? "none" : find();
    // What was given up because the steps ran out may be found by the next question, which has its own.
    if (answer !== "unknown" || !this.budget.isSpent) constraints[what] = answer;
    return answer;
  }

  /** Whether the atom holds at a value, by the engine's word: 1, -1, or 0 where nothing was said of it. */
  truth({ value, truths, ranges }: Found, atom: Atom): number {
    if (ranges !== null) return atom.type === "rollout" ? truthIn(ranges, atom.rollout) : 0;
    const known = truths[atom.index] ?? 0;
    if (known !== 0) return known;
    this.budget.spend(costOf(atom, value));
    const truth = (atom.type === "condition" ? atom.facts.probe : atom.rollout.probe).holds(value) ? 1 : -1;
    truths[atom.index] = truth;
    return truth;
  }

  /**
   * Texts that meet the constraints, also on their buckets: as many as can be expected to be found in `MOST_IDS` tries.
   */
  *textsInBuckets({ yes, no, single }: Constraints): Generator<string> {
    const [inside, outside] = [rolloutsOf(yes), rolloutsOf(no)];
    const part = partOf(rangesOf(inside, outside) ?? []);
    // One id in 10^20 is inside ten rollouts of 1 %.
    if (part * MOST_IDS < 1) return;
    const tests = scalarTests(yes, no);
    if (tests === null) return;
    const question = { ...tests, budget: this.budget };
    const isInBuckets = bucketTest(inside, outside);
    const isLong = typeof single === "object" && single.value === LONG_TEXT;
    for (const text of isLong ? longTexts() : take(likelyTexts(question), MOST_IDS)) {
      this.budget.spend(COSTS.bucket + (isLong ? COSTS.character * text.length : 0));
      if (this.budget.isSpent) return;
      if (isInBuckets(text) && passes(text, question)) yield text;
    }
  }

  private findSingle(constraints: Constraints): Answer {
    this.missing ??= this.foundAt(undefined);
    for (const found of [this.missing, ...this.recent]) if (this.fits(found, constraints)) return found;
    const answer = this.check(this.findScalar(constraints), constraints);
    if (typeof answer === "object") {
      if (answer.ranges === null) this.remember(answer);
      return answer;
    }
    // An object is present and nothing can be compared with it. It is tried last: it makes a poor witness.
    this.object ??= this.foundAt(Object.freeze({}));
    if (this.fits(this.object, constraints)) return this.object;
    // A text that is too long to be searched makes a poor witness, too; but it equals nothing and contains nothing.
    return this.findLong(constraints) ?? this.findEmpty(constraints) ?? answer;
  }

  /** Where no id will do: of all texts only the empty one is none. */
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
    return ranges.length > 0 ? { ...long, ranges } : long;
  }

  private remember(found: Found): void {
    this.recent.unshift(found);
    if (this.recent.length > MOST_REMEMBERED) this.recent.pop();
  }

  private findScalar({ yes, no }: Constraints): Answer {
    const tests = scalarTests(yes, no);
    const [inside, outside] = [rolloutsOf(yes), rolloutsOf(no)];
    const ranges = rangesOf(inside, outside);
    if (tests === null || ranges === null) return "none";
    const buckets = ranges.length > 0 ? { isInside: bucketTest(inside, outside), part: partOf(ranges) } : undefined;
    const answer = findText({ ...tests, buckets, budget: this.budget });
    return typeof answer === "object" ? this.foundAt(answer.text, answer.isInBuckets ? null : ranges) : answer;
  }

  /**
   * A list each of whose elements is what every element must be, and that has one for each that some element must be.
   */
  private findList({ yes, no }: Constraints): Answer {
    const tests = elementTests(yes, no);
    // A list is no id and has no bucket.
    if (tests === null || yes.some((atom) => atom.type === "rollout")) return "none";
    const elements: (string | number)[] = [];
    let isKnown = true;
    for (const some of tests.some) {
      this.budget.spend(COSTS.test * (elements.length + 1));
      if (elements.some((text) => some.fact.holds(text) === some.isWanted)) continue;
      const answer = this.findElement({ ...testsWith(tests.every, some), budget: this.budget });
      if (answer === "none") return "none";
      if (answer === "unknown") isKnown = false;
      else elements.push(answer.text);
    }
    return isKnown ? this.foundAt(elements) : "unknown";
  }

  /** Tries the text that is too long to be searched last, as for a scalar. */
  private findElement(question: TextQuestion): TextAnswer {
    const answer = findText(question);
    if (typeof answer === "object") return answer;
    return passes(LONG_TEXT, question) ? { text: LONG_TEXT, isInBuckets: true } : answer;
  }

  /** Asks the engine itself about a value that was built to fit. Should it disagree, nothing is concluded. */
  private check(answer: Answer, constraints: Constraints): Answer {
    return typeof answer === "object" && !this.fits(answer, constraints) ? "unknown" : answer;
  }

  /** False, too, when the budget ends on the way. */
  private fits(found: Found, { yes, no }: Constraints): boolean {
    return this.areAll(found, no, -1) && this.areAll(found, yes, 1);
  }

  /** What was asked for last is asked first: what fulfils the rest is often at hand. */
  private areAll(found: Found, atoms: readonly Atom[], truth: number): boolean {
    for (let at = atoms.length - 1; at >= 0; at -= 1) {
      const atom = atoms[at];
      if (atom !== undefined && (this.budget.isSpent || this.truthLike(found, atom) !== truth)) return false;
    }
    return true;
  }

  /** As `truth`; of a stand-in it also asks the conditions. */
  private truthLike(found: Found, atom: Atom): number {
    if (found.ranges === null || atom.type === "rollout") return this.truth(found, atom);
    this.budget.spend(costOf(atom, found.value));
    return atom.facts.probe.holds(found.value) ? 1 : -1;
  }

  private foundAt(value: unknown, ranges: readonly BucketRange[] | null = null): Found {
    const found = { value, truths: new Int8Array(this.atoms.length), ranges };
    if (ranges !== null) return found;
    // What the engine said of a value is kept for all constraints that it meets. Of nothing there is no JSON.
    const key = JSON.stringify(value) ?? "";
    const known = this.found.get(key) ?? found;
    this.found.set(key, known);
    return known;
  }
}

/** A context with these attributes, each under its exact name; what is undefined is left out. */
export function contextOf(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
