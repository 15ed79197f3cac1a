import { MAX_SEARCHED_TEXT } from "../../operators/search";
import { type Budget, COSTS } from "../budget";
import { type Fact, isTextShape, type ListShape } from "../facts/fact";
import { type Spellings, spellingsOf } from "../facts/letter-case";
import { excludeEachOther, plainTexts } from "./plain-texts";
import { type TextClass, textClasses } from "./text-classes";

export interface TextQuestion {
  /** All must hold. */
  readonly required: readonly Fact[];
  /** None may hold. */
  readonly forbidden: readonly Fact[];
  /** The buckets that the text must have. Conditions say nothing about buckets: any text may have them. */
  readonly buckets?: BucketTest | undefined;
  /** When it is used up, the answer is `unknown`. */
  readonly budget: Budget;
}

interface BucketTest {
  readonly isInside: (text: string) => boolean;
  /** The share of all texts with such buckets, from 0 to 1. */
  readonly part: number;
}

/**
 * `none` is proven; `unknown` was neither found nor ruled out. With `isInBuckets` false, the text passes the tests and
 * has other buckets. Then so many texts pass that some of them have the required buckets, because buckets are
 * independent of what conditions ask.
 */
export type TextAnswer = { readonly text: string | number; readonly isInBuckets: boolean } | "none" | "unknown";

/** How many texts of one class are tried. */
const MOST_TRIES = 300;
/** How many are tried where each must also have the required buckets and few texts may pass. */
const MOST_BUCKETED_TRIES = 8_000;
/**
 * How many are tried to find one with the required buckets where one is known to exist; a rarer one is not worth more.
 */
const MOST_LUCKY_TRIES = 64;

/**
 * Finds a text that satisfies the required facts and none of the forbidden ones, or proves that there is none. Exact
 * for equality, lists, prefixes, suffixes, substrings and comparisons alone, also when they ignore case. Mixtures of
 * opaque patterns, or of comparisons with prefixes and the like, may stay unknown.
 */
export function findText(question: TextQuestion): TextAnswer {
  const { required, forbidden, budget } = question;
  budget.spend(COSTS.look * (required.length + forbidden.length));
  if (required.some((fact) => forbidden.includes(fact))) return "none";
  const shortest = shortestList(required);
  if (shortest) return pickFrom(shortest, question);
  // Before the alternatives are tried one by one, because those of several patterns multiply.
  if (excludeEachOther(required)) return "none";
  const split = required.find(({ shape }) => shape.type === "either");
  if (split?.shape.type === "either") {
    const others = required.filter((fact) => fact !== split);
    return firstOf(split.shape.of, budget, (fact) => findText({ ...question, required: [...others, fact] }));
  }
  return findSimple({ ...question, forbidden: forbidden.flatMap(alternativesOf) });
}

const alternativesOf = (fact: Fact): readonly Fact[] => (fact.shape.type === "either" ? fact.shape.of : [fact]);

/** The first answer that is a text in the required buckets. */
function firstOf<T>(each: Iterable<T>, budget: Budget, ask: (one: T) => TextAnswer): TextAnswer {
  let outcome: TextAnswer = "none";
  for (const one of each) {
    if (budget.isSpent) return "unknown";
    const answer = ask(one);
    if (typeof answer === "object" && answer.isInBuckets) return answer;
    if (typeof answer === "object" || outcome === "none") outcome = answer;
  }
  return outcome;
}

function findSimple(question: TextQuestion): TextAnswer {
  const { required, forbidden, budget } = question;
  // Prefixes, suffixes and substrings that exclude each other do so for every text, numbers and dates included.
  const plain = plainTexts(required, forbidden, budget);
  if (typeof plain === "string") return plain;
  const excluded = forbidden.filter(({ shape }) => isTextShape(shape));
  if (!passes(plain.exact, { ...question, required: [], forbidden: excluded })) {
    // The exact text may be too long to be searched where a shorter text with the same pieces is not.
    return budget.isSpent || plain.exact.length > MAX_SEARCHED_TEXT ? "unknown" : "none";
  }
  const answer = firstOf(textClasses(question, plain), budget, (texts) => tryAll(question, texts));
  return answer === "none" && budget.isSpent ? "unknown" : answer;
}

/**
 * Generates texts that are likely to pass the tests, whatever their buckets. It generates none where only finitely many
 * texts pass.
 */
export function* likelyTexts(question: TextQuestion): Generator<string> {
  const { required, forbidden, budget } = question;
  const split = required.find(({ shape }) => shape.type === "either");
  if (split?.shape.type === "either") {
    const others = required.filter((fact) => fact !== split);
    for (const fact of split.shape.of) yield* likelyTexts({ ...question, required: [...others, fact] });
    return;
  }
  if (shortestList(required)) return;
  const plain = plainTexts(required, forbidden.flatMap(alternativesOf), budget);
  if (typeof plain === "string") return;
  for (const { texts, isEndless } of textClasses(question, { ...plain, candidates: plain.numbered })) {
    if (isEndless) yield* texts();
  }
}

/** The shortest list in which the text must be. A list that ignores case stands for many more texts. */
function shortestList(required: readonly Fact[]): ListShape | null {
  const lists = required.flatMap(({ shape }) => (shape.type === "one_of" ? [shape] : []));
  const rank = ({ texts, ignoresCase }: ListShape) => (ignoresCase ? Number.MAX_SAFE_INTEGER : 0) + texts.length;
  return lists.reduce<ListShape | null>((best, each) => (best && rank(best) <= rank(each) ? best : each), null);
}

/** Tries every text of a list, so that the answer is exact. */
function pickFrom({ texts, ignoresCase }: ListShape, question: TextQuestion): TextAnswer {
  const { required, forbidden, budget } = question;
  const inAnyCase = { ...question, required: required.filter(isCaseBlind), forbidden: forbidden.filter(isCaseBlind) };
  const spellings = (text: string): Spellings => {
    if (!ignoresCase) return { texts: [text], isSingle: true, isComplete: true };
    // Facts that ignore case are tested once for all spellings.
    return passes(text, inAnyCase) ? spellingsOf(text, false) : { texts: [], isSingle: false, isComplete: true };
  };
  let isComplete = true;
  for (const written of texts) {
    const spelt = spellings(written);
    isComplete &&= spelt.isComplete;
    for (const text of spelt.texts) {
      for (const value of [text, ...numberOf(text)]) {
        if (budget.isSpent) return "unknown";
        if (passes(value, question) && isInBuckets(text, question)) return { text: value, isInBuckets: true };
      }
    }
  }
  return budget.isSpent || !isComplete ? "unknown" : "none";
}

/**
 * Whether a fact gives the same answer for every spelling of a text. Numbers and dates may have letters of either case.
 */
function isCaseBlind({ shape }: Fact): boolean {
  if (shape.type === "either") return shape.of.every(isCaseBlind);
  return "ignoresCase" in shape ? shape.ignoresCase : shape.type === "ordered" && shape.domain !== "version";
}

/** The number that JavaScript writes as this text, if there is one. */
function numberOf(text: string): readonly number[] {
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? [number] : [];
}

function tryAll(question: TextQuestion, { likely, texts, isEndless }: TextClass): TextAnswer {
  const { buckets } = question;
  const canHope = buckets === undefined || buckets.part * MOST_LUCKY_TRIES >= 1;
  const isMany = buckets !== undefined && isEndless;
  const most = buckets === undefined || isMany ? MOST_TRIES : MOST_BUCKETED_TRIES;
  let passing: string | null = null;
  let tries = 0;
  for (const source of [likely, texts()]) {
    for (const text of source) {
      if (passes(text, question)) {
        if (isInBuckets(text, question)) return { text, isInBuckets: true };
        passing ??= text;
      }
      tries += 1;
      if (question.budget.isSpent) return "unknown";
      if (passing !== null && isMany && (!canHope || tries >= MOST_LUCKY_TRIES)) break;
      if (tries >= most + likely.length) break;
    }
  }
  return passing !== null && isMany ? { text: passing, isInBuckets: false } : "unknown";
}

/** Also false when the budget ends meanwhile. */
export function passes(text: string | number, { required, forbidden, budget }: TextQuestion): boolean {
  const holds = (fact: Fact) => {
    budget.spend(COSTS.test + fact.effort * String(text).length);
    return fact.holds(text);
  };
  for (const fact of required) if (budget.isSpent || !holds(fact)) return false;
  for (const fact of forbidden) if (budget.isSpent || holds(fact)) return false;
  return true;
}

function isInBuckets(text: string, { buckets, budget }: TextQuestion): boolean {
  if (buckets === undefined) return true;
  budget.spend(COSTS.test + COSTS.character * text.length);
  return buckets.isInside(text);
}
