import { type Budget, COSTS } from "./budget";
import type { Fact } from "./facts";
import { type Domain, dateTexts, type Interval, intervalOf, isEmpty, numberTexts } from "./intervals";
import { excludeEachOther, plainTexts } from "./plain-texts";
import { isEmptyRange, versionTexts } from "./version-range";

export interface TextQuestion {
  /** Each must hold. */
  readonly required: readonly Fact[];
  /** None may hold. */
  readonly forbidden: readonly Fact[];
  /** What the draws of the text must do (be inside a percentage). Any text may or may not, as if by chance. */
  readonly draw?: Draw | undefined;
  /** When it is spent the answer is `unknown`. */
  readonly budget: Budget;
}

export interface Draw {
  readonly isDrawn: (text: string) => boolean;
  /** The part of all texts that are drawn so, from 0 to 1. */
  readonly part: number;
}

/**
 * `none` is proven; `unknown` is neither found nor proven. With `isDrawn` false the text passes the tests and is not drawn
 * as wanted; but so many texts pass that some of them are, for draws are independent of what conditions can ask.
 */
export type TextAnswer = { readonly text: string | number; readonly isDrawn: boolean } | "none" | "unknown";

/** Texts tried for a question whose answer cannot be counted out. */
const MOST_TRIES = 300;
/** The same where each text must be drawn, too, and the draw cannot be reasoned about. */
const MOST_DRAWN_TRIES = 8_000;
/** Texts tried for one that is drawn, where it is known that there is one: a rare one is not looked for. */
const MOST_LUCKY_TRIES = 64;
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
    if (typeof answer === "object" && answer.isDrawn) return answer;
    if (typeof answer === "object" || outcome === "none") outcome = answer;
  }
  return outcome;
}

function findSimple(question: TextQuestion): TextAnswer {
  const { required, forbidden } = question;
  // Affixes and parts that exclude each other do so for every text, numbers and dates included.
  const plain = plainTexts(required, forbidden, question.budget);
  const { exact } = plain;
  if (exact === null) return "none";
  const excluded = forbidden.filter(isAffix);
  if (!passes(exact, { ...question, required: [], forbidden: excluded, draw: undefined })) {
    return question.budget.isSpent ? "unknown" : "none";
  }

  const domains = domainsOf(required);
  const samples = required.flatMap(({ shape }) => (shape.type === "opaque" ? shape.samples : []));
  if (domains.size === 0) return tryAll(question, [samples, plain.candidates()], MOST_TRIES + samples.length);
  if (domains.has("version")) {
    // Some versions are numbers or dates, too.
    if (domains.size === 1 && isEmptyRange(required, forbidden)) return "none";
    return tryAll(question, [versionTexts([...required, ...forbidden])], MOST_TRIES);
  }
  const interval = intervalOf(domains, required, forbidden);
  // What is both is a number, of milliseconds since 1970; but for "20250310", which no interval can hold.
  if (isEmpty(interval)) return domains.size > 1 ? "unknown" : "none";
  if (required.some((fact) => isAffix(fact) && !couldBe(domains, fact))) return "none";
  const affixed = required.some(isAffix) ? take(plain.candidates(), MOST_AFFIXED) : [];
  const texts = domains.size > 1 ? numbersIn(interval) : textsIn(domains, interval);
  return tryAll(question, [affixed, texts], MOST_TRIES);
}

/** Ever more texts that are likely to pass the tests, whatever their draws; none where the texts that pass are counted. */
export function* likelyTexts(question: TextQuestion): Generator<string> {
  const { required, forbidden } = question;
  const split = required.find(({ shape }) => shape.type === "either");
  if (split?.shape.type === "either") {
    const others = required.filter((fact) => fact !== split);
    for (const fact of split.shape.of) yield* likelyTexts({ ...question, required: [...others, fact] });
    return;
  }
  if (shortestList(required)) return;
  const domains = domainsOf(required);
  if (domains.size === 0) yield* plainTexts(required, forbidden, question.budget).numbered();
  else if (domains.has("version")) yield* versionTexts([...required, ...forbidden]);
  else yield* textsIn(domains, intervalOf(domains, required, forbidden));
}

const domainsOf = (required: readonly Fact[]): ReadonlySet<Domain> =>
  new Set(required.flatMap(({ shape }) => ("domain" in shape ? [shape.domain] : [])));

const textsIn = (domains: ReadonlySet<Domain>, interval: Interval): Generator<string> =>
  domains.has("number") ? numberTexts(interval) : dateTexts(interval);

/** As numbers, for what is to be a number and a date. */
function* numbersIn(interval: Interval): Generator<number> {
  for (const text of numberTexts(interval)) yield* numberOf(text);
}

/**
 * Whether a text that passes is one of so many that some are drawn as wanted: between affixes and parts anything can
 * stand, and a number or a date can be written in any number of ways.
 */
function isOneOfMany({ required, forbidden }: TextQuestion): boolean {
  const all = [...required, ...forbidden];
  if (all.some(({ shape }) => shape.type === "opaque")) return false;
  return !required.some(({ shape }) => "domain" in shape) || !all.some(isAffix);
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
  for (const written of texts) {
    for (const text of [written, ...numberOf(written)]) {
      if (question.budget.isSpent) return "unknown";
      if (passes(text, question) && isDrawn(written, question)) return { text, isDrawn: true };
    }
  }
  return question.budget.isSpent ? "unknown" : "none";
}

/** The number that is written so, where that is how numbers are written. */
function numberOf(text: string): readonly number[] {
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? [number] : [];
}

function tryAll(question: TextQuestion, sources: readonly Iterable<string | number>[], most: number): TextAnswer {
  const { draw } = question;
  const canHope = draw === undefined || draw.part * MOST_LUCKY_TRIES >= 1;
  const isMany = draw !== undefined && isOneOfMany(question);
  let passing: string | number | null = null;
  let tries = 0;
  for (const source of sources) {
    for (const text of source) {
      if (passes(text, question)) {
        if (isDrawn(String(text), question)) return { text, isDrawn: true };
        passing ??= text;
      }
      tries += 1;
      if (question.budget.isSpent) return "unknown";
      if (passing !== null && isMany && (!canHope || tries >= MOST_LUCKY_TRIES)) {
        return { text: passing, isDrawn: false };
      }
      if (tries >= (draw === undefined || isMany ? most : Math.max(most, MOST_DRAWN_TRIES))) return "unknown";
    }
  }
  return passing !== null && isMany ? { text: passing, isDrawn: false } : "unknown";
}

export function* take(texts: Iterable<string>, most: number): Generator<string> {
  let count = 0;
  for (const text of texts) {
    if (count === most) return;
    count += 1;
    yield text;
  }
}

/** False, too, when the budget ends on the way. */
export function passes(text: string | number, { required, forbidden, budget }: TextQuestion): boolean {
  const holds = (fact: Fact) => {
    budget.spend(COSTS.test + fact.effort * String(text).length);
    return fact.holds(text);
  };
  for (const fact of required) if (budget.isSpent || !holds(fact)) return false;
  for (const fact of forbidden) if (budget.isSpent || holds(fact)) return false;
  return true;
}

function isDrawn(text: string, { draw, budget }: TextQuestion): boolean {
  if (draw === undefined) return true;
  budget.spend(COSTS.test + COSTS.character * text.length);
  return draw.isDrawn(text);
}

function isAffix({ shape }: Fact): boolean {
  return shape.type === "prefix" || shape.type === "suffix" || shape.type === "part";
}

/** Whether a number or a date can hold the text of an affix at all: every character must be one of theirs. */
function couldBe(domains: ReadonlySet<Domain>, { shape }: Fact): boolean {
  const alphabet = domains.has("number") ? /^[-+.\deE]*$/ : /^[-+.,:\dTtZzeE ]*$/;
  return !("text" in shape) || alphabet.test(shape.text);
}
