import { type Budget, COSTS } from "../budget";
import { type Fact, isTextShape } from "../facts/fact";
import { edgeOf, piecesOf } from "./pieces";

/** Strings that are no number and no date, and are found by nothing but what they were asked to be found by. */
export interface PlainTexts {
  /** Ever new texts, readable ones first; those of `exact` among them. */
  candidates(): Generator<string>;
  /** The required affixes and parts with a number between them: 1, 2, 3, … without an end. */
  numbered(): Generator<string>;
  /**
   * A text with every required affix and part, and no other affix or part that these do not bring along: between the
   * pieces stand characters that no condition mentions. So a forbidden affix or part that it has, every text has that
   * has the required ones.
   */
  readonly exact: string;
  /** The required parts and the end, as the build of a version; empty where neither is asked for. */
  readonly build: string;
}

/** Whether no text has all of the required prefixes and suffixes. */
export const excludeEachOther = (required: readonly Fact[]): boolean =>
  edgeOf(required, "prefix") === "none" || edgeOf(required, "suffix") === "none";

/** Among the first candidates. What forbids digits needs the other ones. */
const MOST_NUMBERED = 40;

/**
 * Texts for the required affixes and parts; `none` when they exclude each other or the forbidden ones, `unknown` where
 * there are too many spellings to try. Other shapes are the caller's to check.
 */
export function plainTexts(
  required: readonly Fact[],
  forbidden: readonly Fact[],
  budget: Budget,
): PlainTexts | "none" | "unknown" {
  const fresh = freshCharacters([...required, ...forbidden], budget);
  const found = piecesOf(
    { required, forbidden: forbidden.filter(({ shape }) => isTextShape(shape)), budget },
    fresh[0],
  );
  if (typeof found === "string") return found;
  const { prefix, parts, suffix } = found;
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
    exact: write(0),
    build: parts.length > 0 || suffix !== "" ? `+x${parts.join("x")}${suffix}` : "",
    *candidates() {
      // An empty text is nobody's plan and no id: where nothing is asked for, it is some word.
      if (isFree) yield* ["other", "something-else"];
      else yield joinedOnce(pieces, budget);
      for (let number = 1; number <= MOST_NUMBERED; number += 1) yield writeNumbered(number);
      for (let number = 0; ; number += 1) yield write(number);
    },
    *numbered() {
      for (let number = 1; ; number += 1) yield writeNumbered(number);
    },
  };
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

/**
 * Two characters that no affix and no part has in either case, so that what stands on either side cannot grow together.
 */
function freshCharacters(facts: readonly Fact[], budget: Budget): readonly [string, string] {
  const used = new Set<string>();
  for (const { shape } of facts) {
    if (!isTextShape(shape)) continue;
    budget.spend(COSTS.writtenCharacter * shape.text.length);
    for (const letter of shape.text.toLowerCase()) used.add(letter);
  }
  const free = [...LETTERS].filter((letter) => !used.has(letter));
  for (let code = 0x100; free.length < 2; code += 1) {
    const letter = String.fromCharCode(code);
    if (letter === letter.toLowerCase() && !used.has(letter)) free.push(letter);
  }
  return [free[0] ?? "", free[1] ?? ""];
}

/** A number in the two fresh characters; each number has its own, and none is empty. */
function numeral(number: number, [zero, one]: readonly [string, string]): string {
  return number === 0 ? zero : number.toString(2).replace(/[01]/g, (digit) => (digit === "0" ? zero : one)) + zero;
}
