import { type Budget, COSTS } from "./budget";
import type { Fact } from "./facts";

/** Strings that are no number and no date, and are found by nothing but what they were asked to be found by. */
export interface PlainTexts {
  /** Ever new texts, readable ones first; those of `exact` among them. */
  candidates(): Generator<string>;
  /** The required affixes and parts with a number between them: 1, 2, 3, … without an end. */
  numbered(): Generator<string>;
  /**
   * A text with every required affix and part, and no other affix or part that these do not bring along: between the
   * pieces stand characters that no condition mentions. So a forbidden affix or part that it has, every text has that
   * has the required ones. Null when the required ones exclude each other.
   */
  readonly exact: string | null;
}

/** Whether no text has all of the required prefixes and suffixes. */
export function excludeEachOther(required: readonly Fact[]): boolean {
  const prefix = longest(required, "prefix");
  const suffix = longest(required, "suffix");
  return !(
    textsOf(required, "prefix").every((text) => prefix.startsWith(text)) &&
    textsOf(required, "suffix").every((text) => suffix.endsWith(text))
  );
}

/** Among the first candidates. What forbids digits needs the other ones. */
const MOST_NUMBERED = 40;

/** Texts for the required affixes and parts. Other shapes are the caller's to check. */
export function plainTexts(required: readonly Fact[], forbidden: readonly Fact[], budget: Budget): PlainTexts {
  const prefix = longest(required, "prefix");
  const suffix = longest(required, "suffix");
  const parts = textsOf(required, "part");
  const isPossible = !excludeEachOther(required);
  const fresh = freshCharacters([...required, ...forbidden], budget);
  const pieces = [prefix, ...parts, suffix];
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const write = (number: number) => {
    budget.spend(COSTS.character * length);
    return pieces.join(numeral(number, fresh));
  };
  const isFree = pieces.join("") === "";
  const middle = isFree ? "user-" : parts.join("-");
  const writeNumbered = (number: number) => `${prefix}${middle}${number}${suffix}`;
  return {
    exact: isPossible ? write(0) : null,
    *candidates() {
      if (!isPossible) return;
      // An empty text is nobody's plan and no id: where nothing is asked for, it is some word.
      if (isFree) yield* ["other", "something-else"];
      else yield joinedOnce(pieces, budget);
      for (let number = 1; number <= MOST_NUMBERED; number += 1) yield writeNumbered(number);
      for (let number = 0; ; number += 1) yield write(number);
    },
    *numbered() {
      for (let number = 1; isPossible; number += 1) yield writeNumbered(number);
    },
  };
}

function textsOf(facts: readonly Fact[], type: "prefix" | "suffix" | "part"): string[] {
  return facts.flatMap(({ shape }) => (shape.type === type ? [shape.text] : []));
}

function longest(facts: readonly Fact[], type: "prefix" | "suffix"): string {
  return textsOf(facts, type).reduce((best, text) => (text.length > best.length ? text : best), "");
}

/** The pieces one after the other, without those that are in the text already. */
function joinedOnce(pieces: readonly string[], budget: Budget): string {
  let text = "";
  for (const piece of pieces) {
    budget.spend(COSTS.character * text.length);
    if (budget.isSpent) break;
    if (!text.includes(piece) || !text.endsWith(piece)) text += piece;
  }
  return text;
}

// None of them is in a number or a date, nor in "true" and "false" in a row.
const LETTERS = "xqzkjvwybghmnpc";

/** Two characters that no affix and no part has, so that what stands on either side cannot grow together. */
function freshCharacters(facts: readonly Fact[], budget: Budget): readonly [string, string] {
  const used = new Set<string>();
  for (const { shape } of facts) {
    if (shape.type === "prefix" || shape.type === "suffix" || shape.type === "part") {
      budget.spend(COSTS.writtenCharacter * shape.text.length);
      for (const unit of shape.text) used.add(unit);
    }
  }
  const free = [...LETTERS].filter((letter) => !used.has(letter));
  for (let code = 0x100; free.length < 2; code += 1) {
    const letter = String.fromCharCode(code);
    if (!used.has(letter)) free.push(letter);
  }
  return [free[0] ?? "", free[1] ?? ""];
}

/** A number in the two fresh characters; each number has its own, and none is empty. */
function numeral(number: number, [zero, one]: readonly [string, string]): string {
  return number === 0 ? zero : number.toString(2).replace(/[01]/g, (digit) => (digit === "0" ? zero : one)) + zero;
}
