import { MAX_SEARCHED_TEXT } from "../../operators/search";
import { type Budget, COSTS } from "../budget";
import { type Fact, isTextShape, type ListShape } from "../facts/fact";
import { type Spellings, spellingsOf } from "../facts/letter-case";
import { excludeEachOther, plainTexts } from "./plain-texts";
import { type TextClass, textClasses } from "./text-classes";

export interface TextQuestion {
  /** Each must hold. */
  readonly required: readonly Fact[];
  /** None may hold. */
  readonly forbidden: readonly Fact[];
  /** Where the buckets of the text must lie. Any text may have them there, as if by chance. */
  readonly buckets?: BucketTest | undefined;
  /** When it is spent the answer is `unknown`. */
  readonly budget: Budget;
}

interface BucketTest {
  readonly isInside: (text: string) => boolean;
  /** The part of all texts whose buckets lie so, from 0 to 1. */
  readonly part: number;
}

/**
 * `none` is proven; `unknown` is neither found nor proven. With `isInBuckets` false the text passes the tests and its
 * buckets are others; but so many texts pass that those of some are as required, for buckets do not depend on what
 * conditions ask.
 */
export type TextAnswer = { readonly text: string | number; readonly isInBuckets: boolean } | "none" | "unknown";

/** Texts tried of one class. */
const MOST_TRIES = 300;
/** The same where the buckets of each text must be as required, too, and few texts may pass. */
const MOST_BUCKETED_TRIES = 8_000;
/** Texts tried to find one in the buckets, where one is known to exist: a rare one is not worth more tries. */
const MOST_LUCKY_TRIES = 64;

/**
 * A text that passes and fails the given tests, or that there is none. Exact for equality, lists, affixes, parts and
 * comparisons by themselves, whatever the case; what mixes opaque patterns, or comparisons with affixes, may stay
 * unknown.
 */
export function findText(question: TextQuestion): TextAnswer {
  const { required, forbidden, budget } = question;
  budget.spend(COSTS.look * (required.length + forbidden.length));
  if (required.some((fact) => forbidden.includes(fact))) return "none";
  const shortest = shortestList(required);
  if (shortest) return pickFrom(shortest, question);
  // Before the alternatives are tried one by one: those of several patterns multiply.
  if (excludeEachOther(required)) return "none";
  const split = required.find(({ shape }) => shape.type === "either");
  if (split?.shape.type === "either") {
    const others = required.filter((fact) => fact !== split);
    return firstOf(split.shape.of, budget, (fact) => findText({ ...question, required: [...others, fact] }));
  }
  return findSimple({ ...question, forbidden: forbidden.flatMap(alternativesOf) });
}

const alternativesOf = (fact: Fact): readonly Fact[] => (fact.shape.type === "either" ? fact.shape.of : [fact]);

/** The answer of the first that has one. */
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
  // Affixes and parts that exclude each other do so for every text, numbers and dates included.
  const plain = plainTexts(required, forbidden, budget);
  if (typeof plain === "string") return plain;
  const excluded = forbidden.filter(({ shape }) => isTextShape(shape));
  if (!passes(plain.exact, { ...question, required: [], forbidden: excluded })) {
    // A shorter text that holds the same pieces may be searched where this one is too long to be.
    return budget.isSpent || plain.exact.length > MAX_SEARCHED_TEXT ? "unknown" : "none";
  }
  const answer = firstOf(textClasses(question, plain), budget, (texts) => tryAll(question, texts));
  return answer === "none" && budget.isSpent ? "unknown" : answer;
}

/**
 * Ever more texts that are likely to pass the tests, whatever their buckets; none where the texts that pass are
 * counted.
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

/** The shortest list that a text must be in. A list in any letter case stands for many texts. */
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
    // What is the same in any case is asked once.
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

/** Whether a fact is the same for every spelling of a text. Numbers and dates have letters in either case. */
function isCaseBlind({ shape }: Fact): boolean {
  if (shape.type === "either") return shape.of.every(isCaseBlind);
  return "ignoresCase" in shape ? shape.ignoresCase : shape.type === "ordered" && shape.domain !== "version";
}

/** The number that is written so, where that is how numbers are written. */
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

function isInBuckets(text: string, { buckets, budget }: TextQuestion): boolean {
  if (buckets === undefined) return true;
  budget.spend(COSTS.test + COSTS.character * text.length);
  return buckets.isInside(text);
}
