import { type Budget, COSTS } from "./budget";
import type { AnyCondition, ConditionFacts, Fact } from "./facts";
import { findText } from "./find-text";
import { areDisjoint, draw, type Share } from "./shares";

/** A yes-or-no question about one attribute. */
export type Atom = { readonly index: number } & (
  | { readonly type: "condition"; readonly stored: AnyCondition; readonly facts: ConditionFacts }
  | { readonly type: "rollout"; readonly share: Share }
);

/** A value of the attribute. Undefined: missing. */
export interface Found {
  readonly value: unknown;
  /** By the atom's index: 1 holds, -1 does not, else not asked yet. */
  readonly truths: Int8Array;
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

/** Finds values of one attribute. Attributes do not depend on each other, so this is all there is to decide of them. */
export class AttributeSolver {
  readonly nothing: Wishes = { key: [], yes: [], no: [], next: new Map() };
  /** Some values that conditions name, for witnesses that look like somebody. */
  readonly mentioned: string[] = [];
  private readonly atoms: Atom[] = [];
  private readonly wishes = new Map<string, Wishes>();
  /** Values found lately: with one wish more, one of them often still does. */
  private readonly recent: Found[] = [];
  private plain: readonly Found[] | null = null;

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
    if (text !== undefined && this.mentioned.length < MOST_MENTIONED) this.mentioned.push(text);
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

  /** Whether the atom holds at a value: the engine's word. */
  holds({ value, truths }: Found, atom: Atom): boolean {
    const known = truths[atom.index] ?? 0;
    if (known !== 0) return known === 1;
    this.budget.spend(costOf(atom, value));
    const truth = (atom.type === "condition" ? atom.facts.probe : atom.share.probe).holds(value);
    truths[atom.index] = truth ? 1 : -1;
    return truth;
  }

  private findSingle(wishes: Wishes): Answer {
    this.plain ??= [this.foundAt(undefined), this.foundAt(Object.freeze({}))];
    for (const found of [...this.plain, ...this.recent]) if (this.fits(found, wishes)) return found;
    const answer = this.check(this.findScalar(wishes), wishes);
    if (typeof answer === "object") {
      this.recent.unshift(answer);
      if (this.recent.length > MOST_REMEMBERED) this.recent.pop();
    }
    return answer;
  }

  private findScalar({ yes, no }: Wishes): Answer {
    const { required, forbidden, isPossible } = testsOf(yes, no, "scalar");
    const [inside, outside] = [sharesOf(yes), sharesOf(no)];
    if (!isPossible || areDisjoint(inside, outside)) return "none";
    const answer = findText({ required, forbidden, isDrawn: draw(inside, outside), budget: this.budget });
    return typeof answer === "object" ? this.foundAt(answer.text) : answer;
  }

  /** A list whose elements pass, between them, all that some element must, and none of what none may. */
  private findList({ yes, no }: Wishes): Answer {
    const { required, forbidden, isPossible } = testsOf(yes, no, "element");
    // A list is no id to draw by.
    if (!isPossible || yes.some((atom) => atom.type === "rollout")) return "none";
    const elements: string[] = [];
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
    for (const atom of yes) if (this.budget.isSpent || !this.holds(found, atom)) return false;
    for (const atom of no) if (this.budget.isSpent || this.holds(found, atom)) return false;
    return true;
  }

  private foundAt(value: unknown): Found {
    return { value, truths: new Int8Array(this.atoms.length) };
  }
}

/** A context with these attributes, each under its exact name; what is undefined is left out. */
export function contextOf(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Asking an atom about a value. */
function costOf(atom: Atom, value: unknown): number {
  const effort = atom.type === "rollout" ? COSTS.character : atom.facts.scalar.effort;
  const texts = Array.isArray(value) ? value : [value];
  return texts.reduce((sum, text) => sum + COSTS.test + (typeof text === "string" ? text.length * effort : 0), 0);
}

/** What the atoms ask of a value that is there. `isPossible` is false when one wants it missing. */
function testsOf(yes: readonly Atom[], no: readonly Atom[], part: "scalar" | "element") {
  const required: Fact[] = [];
  const forbidden: Fact[] = [];
  let isPossible = true;
  const add = (atom: Atom, isWanted: boolean) => {
    if (atom.type === "rollout") return;
    const { matchesWhen } = atom.facts;
    if (matchesWhen === "present" || matchesWhen === "missing") {
      isPossible &&= (matchesWhen === "present") === isWanted;
    } else {
      ((matchesWhen === "each") === isWanted ? required : forbidden).push(atom.facts[part]);
    }
  };
  for (const atom of yes) add(atom, true);
  for (const atom of no) add(atom, false);
  return { required, forbidden, isPossible };
}

function sharesOf(atoms: readonly Atom[]): Share[] {
  return atoms.flatMap((atom) => (atom.type === "rollout" ? [atom.share] : []));
}
