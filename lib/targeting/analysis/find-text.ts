import { type Budget, COSTS } from "./budget";
import type { Fact } from "./facts";
import { dateTexts, intervalOf, isEmpty, numberTexts } from "./intervals";
import { excludeEachOther, plainTexts } from "./plain-texts";

export interface TextQuestion {
  /** Each must hold. */
  readonly required: readonly Fact[];
  /** None may hold. */
  readonly forbidden: readonly Fact[];
  /** What else the text must do (be inside a rollout). Any text may or may not. */
  readonly isDrawn?: ((text: string) => boolean) | undefined;
  /** When it is spent the answer is `unknown`. */
  readonly budget: Budget;
}

/** `none` is proven; `unknown` is neither found nor proven. */
export type TextAnswer = { readonly text: string } | "none" | "unknown";

/** Texts tried for a question whose answer cannot be counted out. */
const MOST_TRIES = 300;
/** With a draw most texts fail, but each new one may pass. */
const MOST_DRAWN_TRIES = 8_000;
/** Texts made of the affixes, before those made of numbers or dates. */
const MOST_AFFIXED = 60;

/**
 * A string that passes and fails the given tests, or that there is none. Exact for equality, lists, affixes, parts and
 * comparisons by themselves; what mixes opaque patterns, or comparisons with affixes, may stay unknown.
 */
export function findText(question: TextQuestion): TextAnswer {
  const { required, forbidden, budget } = question;
  budget.spend(COSTS.look * (required.length + forbidden.length));
  if (required.some((fact) => forbidden.includes(fact))) return "none";
  const shortest = shortestList(required);
  if (shortest) return pickFrom(shortest, question);
  // Before each way is gone: the choices of several patterns multiply.
  if (excludeEachOther(required)) return "none";
  const split = required.find(({ shape }) => shape.type === "either");
  if (split?.shape.type === "either") {
    const others = required.filter((fact) => fact !== split);
    return firstOf(split.shape.of, budget, (fact) => findText({ ...question, required: [...others, fact] }));
  }
  const flat = forbidden.flatMap((fact) => (fact.shape.type === "either" ? fact.shape.of : [fact]));
  return findSimple({ ...question, forbidden: flat });
}

/** The answer of the first alternative that has one. */
function firstOf(facts: readonly Fact[], budget: Budget, ask: (fact: Fact) => TextAnswer): TextAnswer {
  let outcome: TextAnswer = "none";
  for (const fact of facts) {
    if (budget.isSpent) return "unknown";
    const answer = ask(fact);
    if (typeof answer === "object") return answer;
    if (answer === "unknown") outcome = "unknown";
  }
  return outcome;
}

function findSimple(question: TextQuestion): TextAnswer {
  const { required, forbidden, isDrawn } = question;
  // Affixes and parts that exclude each other do so for every text, numbers and dates included.
  const plain = plainTexts(required, forbidden, question.budget);
  const { exact } = plain;
  if (exact === null) return "none";
  const excluded = forbidden.filter(isAffix);
  if (!passes(exact, { ...question, required: [], forbidden: excluded, isDrawn: undefined })) {
    return question.budget.isSpent ? "unknown" : "none";
  }

  const domains = new Set(required.flatMap(({ shape }) => ("domain" in shape ? [shape.domain] : [])));
  const [domain] = domains;
  if (domains.size > 1) return "none"; // Nothing is both a number and a date.
  if (domain === undefined) {
    const samples = required.flatMap(({ shape }) => (shape.type === "opaque" ? shape.samples : []));
    return tryAll(question, [samples, plain.candidates()], isDrawn ? MOST_DRAWN_TRIES : MOST_TRIES + samples.length);
  }
  const interval = intervalOf(domain, required, forbidden);
  if (isEmpty(interval) || required.some((fact) => isAffix(fact) && !couldBe(domain, fact))) return "none";
  const texts = domain === "number" ? numberTexts(interval) : dateTexts(interval);
  const affixed = required.some(isAffix) ? take(plain.candidates(), MOST_AFFIXED) : [];
  return tryAll(question, [affixed, texts], isDrawn ? MOST_DRAWN_TRIES : MOST_TRIES);
}

function shortestList(required: readonly Fact[]): readonly string[] | null {
  let shortest: readonly string[] | null = null;
  for (const { shape } of required) {
    if (shape.type === "one_of" && (shortest === null || shape.texts.length < shortest.length)) shortest = shape.texts;
  }
  return shortest;
}

/** A list can be counted out: whatever else is asked, the answer is exact. */
function pickFrom(texts: readonly string[], question: TextQuestion): TextAnswer {
  for (const text of texts) {
    if (question.budget.isSpent) return "unknown";
    if (passes(text, question)) return { text };
  }
  return question.budget.isSpent ? "unknown" : "none";
}

function tryAll(question: TextQuestion, sources: readonly Iterable<string>[], most: number): TextAnswer {
  let tries = 0;
  for (const source of sources) {
    for (const text of source) {
      if (passes(text, question)) return { text };
      tries += 1;
      if (tries >= most || question.budget.isSpent) return "unknown";
    }
  }
  return "unknown";
}

function* take(texts: Iterable<string>, most: number): Generator<string> {
  let count = 0;
  for (const text of texts) {
    if (count === most) return;
    count += 1;
    yield text;
  }
}

/** False, too, when the budget ends on the way. */
function passes(text: string, { required, forbidden, isDrawn, budget }: TextQuestion): boolean {
  const holds = (fact: Fact) => {
    budget.spend(COSTS.test + fact.effort * text.length);
    return fact.holds(text);
  };
  for (const fact of required) if (budget.isSpent || !holds(fact)) return false;
  for (const fact of forbidden) if (budget.isSpent || holds(fact)) return false;
  if (isDrawn === undefined) return true;
  budget.spend(COSTS.test + COSTS.character * text.length);
  return isDrawn(text);
}

function isAffix({ shape }: Fact): boolean {
  return shape.type === "prefix" || shape.type === "suffix" || shape.type === "part";
}

/** Whether a number or a date can hold the text of an affix at all: every character must be one of theirs. */
function couldBe(domain: "number" | "instant", { shape }: Fact): boolean {
  const alphabet = domain === "number" ? /^[-+.\deE]*$/ : /^[-+.:\dTZ]*$/;
  return !("text" in shape) || alphabet.test(shape.text);
}
