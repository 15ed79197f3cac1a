import { MAX_SEARCHED_TEXT } from "../bounds";
import { type Atom, costOf, isOfText, sharesOf, testsOf } from "./atoms";
import { type Budget, COSTS } from "./budget";
import { type DrawRange, drawTest, partOf, rangesOf, truthIn } from "./draws";
import type { ConditionFacts } from "./facts";
import { findText, likelyTexts, passes, take } from "./find-text";

/** A value of the attribute. Undefined: missing. */
export interface Found {
  readonly value: unknown;
  /** By the atom's index: 1 holds, -1 does not, else not asked yet. */
  readonly truths: Int8Array;
  /**
   * Not null: `value` is only like the value that is meant, one of very many that meet the same wishes. Its draws fall in
   * these ranges, and of what was not wished for nothing is known.
   */
  readonly ranges: readonly DrawRange[] | null;
}

/** `none` is proven; `unknown` is neither found nor proven. */
export type Answer = Found | "none" | "unknown";

/** What is asked of an attribute at once. The same wishes are the same object, so that they are answered once. */
export interface Wishes {
  /** Sorted. An atom's index times two, and one more if it must not hold. */
  readonly key: readonly number[];
  readonly yes: readonly Atom[];
  readonly no: readonly Atom[];
  readonly next: Map<number, Wishes>;
  single?: Answer;
  list?: Answer;
}

const MOST_MENTIONED = 6;
const MOST_REMEMBERED = 32;
/** Ids tried for one that is drawn as wished: some hundredths of a second. */
const MOST_DRAWS = 20_000;

/** A text that the operators on texts do not look at; `x` is a letter like others. */
const LONG_TEXT = "x".repeat(MAX_SEARCHED_TEXT + 1);

/** Finds values of one attribute. Attributes do not depend on each other, so this is all there is to decide of them. */
export class AttributeSolver {
  readonly nothing: Wishes = { key: [], yes: [], no: [], next: new Map() };
  /** Some values that conditions name, for witnesses that look like somebody. */
  readonly mentioned: string[] = [];
  private readonly atoms: Atom[] = [];
  private readonly wishes = new Map<string, Wishes>();
  /** Values found lately: with one wish more, one of them often still does. */
  private readonly recent: Found[] = [];
  private missing: Found | null = null;
  private object: Found | null = null;
  private long: Found | null = null;

  constructor(
    /** Its place among the solvers of its vocabulary. */
    readonly index: number,
    readonly name: string,
    private readonly budget: Budget,
  ) {}

  add(make: (index: number) => Atom): Atom {
    const atom = make(this.atoms.length);
    this.atoms.push(atom);
    return atom;
  }

  mention({ scalar: { shape } }: ConditionFacts): void {
    const [text] = shape.type === "one_of" ? shape.texts : [];
    if (text !== undefined && text !== "" && this.mentioned.length < MOST_MENTIONED) this.mentioned.push(text);
  }

  /** The wishes with one more: that the atom holds, or that it does not. */
  wish(wishes: Wishes, atom: Atom, isWanted: boolean): Wishes {
    const added = atom.index * 2 + (isWanted ? 0 : 1);
    const known = wishes.next.get(added);
    if (known) return known;
    this.budget.spend(COSTS.look * wishes.key.length);
    const key = [...wishes.key, added].sort((a, b) => a - b);
    const name = key.join();
    const more = this.wishes.get(name) ?? {
      key,
      yes: isWanted ? [...wishes.yes, atom] : wishes.yes,
      no: isWanted ? wishes.no : [...wishes.no, atom],
      next: new Map(),
    };
    this.wishes.set(name, more);
    wishes.next.set(added, more);
    return more;
  }

  /**
   * A value that fulfils the wishes. Every value that JSON has is thought of: missing (or null), an object, any string
   * (other scalars stand for the same as their string form), and any list if `hasLists`.
   */
  find(wishes: Wishes, hasLists: boolean): Answer {
    const single = wishes.single ?? this.findSingle(wishes);
    if (this.isAnswered(single)) wishes.single = single;
    if (!hasLists || typeof single === "object") return single;
    const list = wishes.list ?? this.check(this.findList(wishes), wishes);
    if (this.isAnswered(list)) wishes.list = list;
    return list === "none" ? single : list;
  }

  /** What was given up because the steps ran out may be found by the next question, which has its own. */
  private isAnswered(answer: Answer): boolean {
    return answer !== "unknown" || !this.budget.isSpent;
  }

  /** Whether the atom holds at a value, by the engine's word: 1, -1, or 0 where nothing was said of it. */
  truth({ value, truths, ranges }: Found, atom: Atom): number {
    if (ranges !== null) return atom.type === "rollout" ? truthIn(ranges, atom.share) : 0;
    const known = truths[atom.index] ?? 0;
    if (known !== 0) return known;
    this.budget.spend(costOf(atom, value));
    const truth = (atom.type === "condition" ? atom.facts.probe : atom.share.probe).holds(value) ? 1 : -1;
    truths[atom.index] = truth;
    return truth;
  }

  /** Texts that meet the wishes, draws and all: as many as can be expected to be found in `MOST_DRAWS` tries. */
  *drawnTexts({ yes, no }: Wishes): Generator<string> {
    const [inside, outside] = [sharesOf(yes), sharesOf(no)];
    const part = partOf(rangesOf(inside, outside) ?? []);
    // Ten draws of 1 % come together for one id in 10^20.
    if (part * MOST_DRAWS < 1) return;
    const question = { ...testsOf(yes, no, "scalar"), budget: this.budget };
    const isDrawn = drawTest(inside, outside);
    for (const text of take(likelyTexts(question), MOST_DRAWS)) {
      this.budget.spend(COSTS.draw);
      if (this.budget.isSpent) return;
      if (isDrawn(text) && passes(text, question)) yield text;
    }
  }

  private findSingle(wishes: Wishes): Answer {
    this.missing ??= this.foundAt(undefined);
    for (const found of [this.missing, ...this.recent]) if (this.fits(found, wishes)) return found;
    const answer = this.check(this.findScalar(wishes), wishes);
    if (typeof answer === "object") {
      if (answer.ranges === null) this.remember(answer);
      return answer;
    }
    // That is there, and nothing that can be compared. Asked for last: nobody's plan is an object.
    this.object ??= this.foundAt(Object.freeze({}));
    if (this.fits(this.object, wishes)) return this.object;
    // Nor does anybody have a text that is too long to be searched; but it differs from others, and contains nothing.
    return this.findLong(wishes) ?? answer;
  }

  private findLong({ yes, no }: Wishes): Found | null {
    const ranges = rangesOf(sharesOf(yes), sharesOf(no));
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

  private findScalar({ yes, no }: Wishes): Answer {
    const { required, forbidden, isPossible } = testsOf(yes, no, "scalar");
    const [inside, outside] = [sharesOf(yes), sharesOf(no)];
    const ranges = rangesOf(inside, outside);
    if (!isPossible || ranges === null) return "none";
    const draw = ranges.length > 0 ? { isDrawn: drawTest(inside, outside), part: partOf(ranges) } : undefined;
    const answer = findText({ required, forbidden, draw, budget: this.budget });
    return typeof answer === "object" ? this.foundAt(answer.text, answer.isDrawn ? null : ranges) : answer;
  }

  /** A list whose elements pass, between them, all that some element must, and none of what none may. */
  private findList({ yes, no }: Wishes): Answer {
    const { required, forbidden, isPossible } = testsOf(yes, no, "element");
    // A list is no id to draw by.
    if (!isPossible || yes.some((atom) => atom.type === "rollout")) return "none";
    const elements: (string | number)[] = [];
    let isKnown = true;
    for (const fact of required) {
      this.budget.spend(COSTS.test * (elements.length + forbidden.length));
      if (elements.some((text) => fact.holds(text))) continue;
      const answer = findText({ required: [fact], forbidden, budget: this.budget });
      if (answer === "none") return "none";
      if (answer === "unknown") isKnown = false;
      else elements.push(answer.text);
    }
    return isKnown ? this.foundAt(elements) : "unknown";
  }

  /** What was built to fit is asked of the engine itself; should they ever differ, nothing is concluded. */
  private check(answer: Answer, wishes: Wishes): Answer {
    return typeof answer === "object" && !this.fits(answer, wishes) ? "unknown" : answer;
  }

  /** False, too, when the budget ends on the way. */
  private fits(found: Found, { yes, no }: Wishes): boolean {
    const isAs = (atom: Atom, truth: number) => !this.budget.isSpent && this.truthLike(found, atom) === truth;
    return yes.every((atom) => isAs(atom, 1)) && no.every((atom) => isAs(atom, -1));
  }

  /** The same, and of a value that is only like the one that is meant, what conditions say of it. */
  private truthLike(found: Found, atom: Atom): number {
    if (found.ranges === null || atom.type === "rollout") return this.truth(found, atom);
    this.budget.spend(costOf(atom, found.value));
    return atom.facts.probe.holds(found.value) ? 1 : -1;
  }

  private foundAt(value: unknown, ranges: readonly DrawRange[] | null = null): Found {
    return { value, truths: new Int8Array(this.atoms.length), ranges };
  }
}

/** A context with these attributes, each under its exact name; what is undefined is left out. */
export function contextOf(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
