import { type Budget, COSTS } from "../budget";
import { type Fact, isTextShape, type TextShape } from "../facts/fact";
import { isRegular, type Spellings, spellingsOf } from "../facts/letter-case";

/** What a text must begin with, contain and end with. */
interface Pieces {
  readonly prefix: string;
  readonly parts: readonly string[];
  readonly suffix: string;
}

interface Question {
  readonly required: readonly Fact[];
  /** Prefixes, suffixes and substrings. */
  readonly forbidden: readonly Fact[];
  readonly budget: Budget;
}

/** What a text has at one end: a text in exactly this case, and next to it, further inside, a text in any case. */
interface Edge {
  readonly exact: string;
  readonly free: string;
}

/**
 * The required pieces, each spelt so that no forbidden prefix, suffix or substring occurs in it. Pieces can be spelt
 * one by one, because a character that no condition uses stands between them, so that no two of them combine into
 * another piece.
 */
export function piecesOf(question: Question, fresh: string): Pieces | "none" | "unknown" {
  const { required } = question;
  const [start, end] = [edgeOf(required, "prefix"), edgeOf(required, "suffix")];
  if (start === "none" || end === "none") return "none";
  if (start === "unknown" || end === "unknown") return "unknown";
  const prefix = allowed(spellingsOf(start.free, true), (free) => start.exact + free + fresh, question);
  const suffix = allowed(spellingsOf(end.free, false), (free) => fresh + free + end.exact, question);
  const parts = shapesOf(required, "part").map(({ text, ignoresCase }) =>
    ignoresCase ? allowed(spellingsOf(text, true), (part) => fresh + part + fresh, question) : { text },
  );
  const failed = [prefix, suffix, ...parts].flatMap((each) => (typeof each === "string" ? [each] : []));
  if (typeof prefix === "string" || typeof suffix === "string" || failed.length > 0) {
    return failed.includes("none") ? "none" : "unknown";
  }
  return {
    prefix: start.exact + prefix.text,
    suffix: suffix.text + end.exact,
    parts: parts.flatMap((each) => (typeof each === "string" ? [] : [each.text])),
  };
}

/** The first spelling in which no forbidden prefix, suffix or substring occurs. */
function allowed(
  { texts, isSingle, isComplete }: Spellings,
  place: (text: string) => string,
  { forbidden, budget }: Question,
): { readonly text: string } | "none" | "unknown" {
  for (const text of texts) {
    // A single spelling is checked at once, as the whole text.
    if (isSingle) return { text };
    const placed = place(text);
    budget.spend((COSTS.test + COSTS.character * placed.length) * forbidden.length);
    if (budget.isSpent) return "unknown";
    if (!forbidden.some((fact) => fact.holds(placed))) return { text };
  }
  return isComplete ? "none" : "unknown";
}

/** What all required prefixes, or all required suffixes, come to; `none` when two of them exclude each other. */
export function edgeOf(required: readonly Fact[], type: "prefix" | "suffix"): Edge | "none" | "unknown" {
  const shapes = shapesOf(required, type);
  const exact = longest(shapes.filter(({ ignoresCase }) => !ignoresCase));
  const free = longest(shapes.filter(({ ignoresCase }) => ignoresCase));
  const isAt = type === "prefix" ? startsWith : endsWith;
  const lower = exact.toLowerCase();
  const anyCase = free.toLowerCase();
  const isOne = shapes.every(({ text, ignoresCase }) =>
    ignoresCase ? isAt(anyCase, text.toLowerCase()) : isAt(exact, text),
  );
  if (!isOne) return "none";
  if (anyCase === "") return { exact, free: "" };
  if (!isRegular(exact)) return "unknown";
  if (isAt(lower, anyCase)) return { exact, free: "" };
  if (!isAt(anyCase, lower)) return "none";
  return { exact, free: type === "prefix" ? free.slice(lower.length) : free.slice(0, free.length - lower.length) };
}

const startsWith = (text: string, wanted: string): boolean => text.startsWith(wanted);
const endsWith = (text: string, wanted: string): boolean => text.endsWith(wanted);

const shapesOf = (facts: readonly Fact[], type: TextShape["type"]): TextShape[] =>
  facts.flatMap(({ shape }) => (isTextShape(shape) && shape.type === type ? [shape] : []));

const longest = (shapes: readonly TextShape[]): string =>
  shapes.reduce((best, { text }) => (text.length > best.length ? text : best), "");
