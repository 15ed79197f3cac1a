/** Code points above this one have no case. */
const LAST_CASED = 0x1efff;
/** How many spellings of one text are tried. A text of eight letters has that many. */
const MOST_SPELLINGS = 256;

/**
 * Letters whose lower case is not a single letter, or depends on the letters around them: the sigmas, and the dotted
 * capital I with the dot that it leaves.
 */
const IRREGULAR = /\u03a3|\u03c3|\u03c2|\u0130|\u0307/;

/** Whether the lower case of a text is that of each of its letters. */
export const isRegular = (text: string): boolean => text.isWellFormed() && !IRREGULAR.test(text);

let known: ReadonlyMap<string, readonly string[]> | null = null;

/** By lower-case letter: the other letters that it is the lower case of. */
function sources(): ReadonlyMap<string, readonly string[]> {
  if (known !== null) return known;
  const made = new Map<string, string[]>();
  for (let code = 0; code <= LAST_CASED; code += 1) {
    const letter = String.fromCodePoint(code);
    const lower = letter.toLowerCase();
    if (lower !== letter) made.set(lower, [...(made.get(lower) ?? []), letter]);
  }
  known = made;
  return made;
}

export interface Spellings {
  /** As many as are tried; each is made when it is asked for. */
  readonly texts: Iterable<string>;
  readonly isSingle: boolean;
  /** Whether these are all of them. */
  readonly isComplete: boolean;
}

/**
 * The spellings of a text that are equal when case is ignored: as written, in lower case, in upper case, then all
 * others, up to the number that is tried. For a regular text only.
 * @param isOpen whether other characters may follow, so that a last `i` may be the first half of a lower-cased dotted I
 */
export function spellingsOf(written: string, isOpen: boolean): Spellings {
  const letters = [...written.toLowerCase()].map((letter) => [letter, ...(sources().get(letter) ?? [])]);
  if (isOpen) letters.at(-1)?.push(...(written.endsWith("i") || written.endsWith("I") ? ["\u0130"] : []));
  const count = letters.reduce((product, { length }) => product * length, 1);
  return { texts: spelt(written, letters, count), isSingle: count === 1, isComplete: count <= MOST_SPELLINGS };
}

function* spelt(written: string, letters: readonly (readonly string[])[], count: number): Generator<string> {
  const likely = new Set([written, written.toLowerCase(), regularUpperCase(letters)]);
  yield* likely;
  for (let number = 0; number < Math.min(count, MOST_SPELLINGS); number += 1) {
    const text = spelling(letters, number);
    if (!likely.has(text)) yield text;
  }
}

const regularUpperCase = (letters: readonly (readonly string[])[]): string =>
  letters.map((each) => each[1] ?? each[0] ?? "").join("");

/** The digits of `number` choose the spelling of each letter, from the first letter on. */
function spelling(letters: readonly (readonly string[])[], number: number): string {
  let rest = number;
  return letters
    .map((each) => {
      const chosen = each[rest % each.length] ?? "";
      rest = Math.floor(rest / each.length);
      return chosen;
    })
    .join("");
}
