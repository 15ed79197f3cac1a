import type { AnyCondition, ConditionFacts, Fact } from "./facts";
import { findText } from "./find-text";
import type { Probe } from "./probe";

/** A yes-or-no question about one attribute. */
export type Atom =
  | { readonly type: "condition"; readonly stored: AnyCondition; readonly facts: ConditionFacts }
  | { readonly type: "rollout"; readonly share: Share };

/** A percentage of those whom the attribute's value and the salt draw. */
export interface Share {
  readonly bucketBy: string;
  readonly percentage: number;
  readonly salt: string;
  readonly probe: Probe;
}

/** An attribute's value with which all that was asked holds. Undefined: missing. */
export interface Found {
  readonly value: unknown;
  /** What is known of other atoms at this value. */
  readonly truths: Map<Atom, boolean>;
}

/** `none` is proven; `unknown` is neither found nor proven. */
export type Answer = Found | "none" | "unknown";

const MOST_MENTIONED = 6;

/** Finds values of one attribute. Attributes do not depend on each other, so this is all there is to decide of them. */
export class AttributeSolver {
  /** Where the search begins. */
  readonly missing = foundAt(undefined);
  /** Some values that conditions name, for witnesses that look like somebody. */
  readonly mentioned: string[] = [];
  private readonly withoutLists = new Map<string, Answer>();
  private readonly withLists = new Map<string, Answer>();

  constructor(readonly name: string) {}

  mention({ scalar: { shape } }: ConditionFacts): void {
    const [text] = shape.type === "one_of" ? shape.texts : [];
    if (text !== undefined && this.mentioned.length < MOST_MENTIONED) this.mentioned.push(text);
  }

  /**
   * A value for which every atom of `yes` holds and none of `no`. Every value that JSON has is thought of: missing (or
   * null), an object, any string (other scalars stand for the same as their string form), and any list if `hasLists`.
   * @param key names the question, so that it is answered once
   */
  find(key: string, yes: readonly Atom[], no: readonly Atom[], hasLists: boolean): Answer {
    const single = this.remember(this.withoutLists, key, () => this.findSingle(yes, no));
    if (!hasLists || typeof single === "object") return single;
    const list = this.remember(this.withLists, key, () => this.check(findList(yes, no), yes, no));
    return list === "none" ? single : list;
  }

  /** Whether the atom holds at a value: the engine's word. */
  holds(found: Found, atom: Atom): boolean {
    const known = found.truths.get(atom);
    if (known !== undefined) return known;
    const truth = this.ask(atom, found.value);
    found.truths.set(atom, truth);
    return truth;
  }

  private remember(answers: Map<string, Answer>, key: string, find: () => Answer): Answer {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = find();
    answers.set(key, answer);
    return answer;
  }

  private findSingle(yes: readonly Atom[], no: readonly Atom[]): Answer {
    for (const value of [undefined, Object.freeze({})]) if (this.fits(value, yes, no)) return foundAt(value);
    return this.check(this.findScalar(yes, no), yes, no);
  }

  private findScalar(yes: readonly Atom[], no: readonly Atom[]): Answer {
    const { required, forbidden, isPossible } = testsOf(yes, no, "scalar");
    const inside = yes.filter((atom) => atom.type === "rollout");
    const outside = no.filter((atom) => atom.type === "rollout");
    if (!isPossible || areDisjoint(inside, outside)) return "none";
    const rollouts = [...inside, ...outside];
    const isDrawn = rollouts.length === 0 ? undefined : (text: string) => this.fits(text, inside, outside);
    const answer = findText({ required, forbidden, isDrawn });
    return typeof answer === "object" ? foundAt(answer.text) : answer;
  }

  /** What was built to fit is asked of the engine itself; should they ever differ, nothing is concluded. */
  private check(answer: Answer, yes: readonly Atom[], no: readonly Atom[]): Answer {
    return typeof answer === "object" && !this.fits(answer.value, yes, no) ? "unknown" : answer;
  }

  private fits(value: unknown, yes: readonly Atom[], no: readonly Atom[]): boolean {
    return yes.every((atom) => this.ask(atom, value)) && !no.some((atom) => this.ask(atom, value));
  }

  private ask(atom: Atom, value: unknown): boolean {
    return (atom.type === "condition" ? atom.facts.probe : atom.share.probe).holds(value);
  }
}

/** A context with these attributes, each under its exact name; what is undefined is left out. */
export function contextOf(values: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function foundAt(value: unknown): Found {
  return { value, truths: new Map() };
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

/** A list whose elements pass, between them, all that some element must, and none of what none may. */
function findList(yes: readonly Atom[], no: readonly Atom[]): Answer {
  // A list is no id to draw by.
  if (yes.some((atom) => atom.type === "rollout")) return "none";
  const { required: needed, forbidden, isPossible } = testsOf(yes, no, "element");
  if (!isPossible) return "none";
  const elements: string[] = [];
  let isKnown = true;
  for (const fact of needed) {
    if (elements.some((text) => fact.holds(text))) continue;
    const answer = findText({ required: [fact], forbidden });
    if (answer === "none") return "none";
    if (answer === "unknown") isKnown = false;
    else elements.push(answer.text);
  }
  return isKnown ? foundAt(elements) : "unknown";
}

/** Whether a share that lets in lies wholly inside one, of the same draw, that must not. */
function areDisjoint(inside: readonly RolloutAtom[], outside: readonly RolloutAtom[]): boolean {
  return inside.some(({ share }) =>
    outside.some(({ share: other }) => other.salt === share.salt && other.percentage >= share.percentage),
  );
}

type RolloutAtom = Extract<Atom, { type: "rollout" }>;
