import type { JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { cut } from "@/lib/targeting/analysis/sentences/words";
import { listText } from "@/lib/targeting/words/condition-parts";

/**
 * A readable sentence in typed parts, so that one builder serves cards, screen readers and messages. `word` is plain
 * language; the other kinds are texts that people wrote, each with its own look.
 */
export type SentencePart =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "attribute"; readonly text: string }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "value"; readonly text: string }
  /** `more`: how many of the list are not among `items`. */
  | { readonly kind: "list"; readonly items: readonly string[]; readonly more: number }
  | { readonly kind: "segment"; readonly segmentId: string; readonly text: string; readonly isGone: boolean }
  /** `of100` is shown as a bar beside the text. */
  | { readonly kind: "percentage"; readonly text: string; readonly of100: number }
  | { readonly kind: "served"; readonly value: JsonValue }
  /** A remark that is not a part of the sentence. */
  | { readonly kind: "note"; readonly text: string }
  /** A warning that the sentence does not mean what it seems to. */
  | { readonly kind: "warning"; readonly text: string };

export const word = (text: string): SentencePart => ({ kind: "word", text });
export const strong = (text: string): SentencePart => ({ kind: "strong", text });

const PUNCTUATION = /^[,.:;]/;

/** The sentence as plain text, for screen readers. */
export const sentenceText = (parts: readonly SentencePart[]): string =>
  parts.reduce((text, part) => {
    const next = partText(part);
    return text === "" || PUNCTUATION.test(next) ? text + next : `${text} ${next}`;
  }, "");

/** Whether a space comes before the part. */
export const isPunctuation = (part: SentencePart): boolean => part.kind === "word" && PUNCTUATION.test(part.text);

function partText(part: SentencePart): string {
  switch (part.kind) {
    case "list":
      return listText(part.items, part.more);
    case "served":
      return servedText(part.value);
    default:
      return part.text;
  }
}

/** A served value on one line: text as it is, other values as JSON, cut where they are long. */
export function servedText(value: JsonValue): string {
  return cut(typeof value === "string" && value !== "" ? value : JSON.stringify(value));
}

/** "Green (#0f0)"; a variant that is called as its value reads is said once. */
export function variantText({ name, value }: Pick<Variant, "name" | "value">): string {
  const text = servedText(value);
  return name === text ? name : `${cut(name)} (${text})`;
}
