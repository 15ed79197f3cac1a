import { type Budget, COSTS } from "../budget";
import { type Fact, isTextShape } from "../facts/fact";
import { edgeOf, piecesOf } from "./pieces";

/** Texts that are no numbers and no dates, and that contain only what was asked for. */
export interface PlainTexts {
  /** Ever more texts, readable ones first; some of them have the form of `exact`. */
  candidates(): Generator<string>;
  /** The required prefix, substrings and suffix with a number between them: 1, 2, 3 and so on without an end. */
  numbered(): Generator<string>;
  /**
   * A text with every required prefix, suffix and substring. Between its pieces stand characters that no condition
   * uses, so it contains no other piece that the required ones do not bring along. A forbidden piece that it contains
   * is therefore in every text with the required pieces.
   */
  readonly exact: string;
  /** The required substrings and suffix, written as the build of a version; empty where none is required. */
  readonly build: string;
}

/** Whether no text has all of the required prefixes and suffixes. */
export const excludeEachOther = (required: readonly Fact[]): boolean =>
  edgeOf(required, "prefix") === "none" || edgeOf(required, "suffix") === "none";

/** How many of the first candidates contain digits. Facts that forbid digits need the later ones. */
const MOST_NUMBERED = 40;

/**
 * Texts with the required prefixes, suffixes and substrings; `none` when these exclude each other or contain a
 * forbidden one, `unknown` where there are too many spellings to try. The caller checks facts of other shapes.
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
      // An empty text is no plausible plan and no id, so a word is used where nothing is asked for.
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

/** The pieces one after the other, without those that the text already contains. */
function joinedOnce(pieces: readonly string[], budget: Budget): string {
  let text = "";
  for (const piece of pieces) {
    budget.spend(COSTS.character * text.length);
    if (budget.isSpent) break;
    if (!text.includes(piece) || !text.endsWith(piece)) text += piece;
  }
  return text;
}

// None of these letters occurs in a number or a date; "true" and "false" need letters that are not here.
const LETTERS = "xqzkjvwybghmnpc";

/**
 * Two characters that no prefix, suffix or substring contains in either case, so that the pieces beside them cannot
 * combine into another piece.
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

/** A number written with the two fresh characters as digits; no two numbers have the same text, and none is empty. */
function numeral(number: number, [zero, one]: readonly [string, string]): string {
  return number === 0 ? zero : number.toString(2).replace(/[01]/g, (digit) => (digit === "0" ? zero : one)) + zero;
}
