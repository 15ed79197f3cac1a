import { isKept, parseExactJson } from "@/lib/contract/exact-json";
import type { Flag } from "@/lib/contract/flag";
import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";

/** What a flag serves, while it is edited: the switch of a boolean flag, the text in the editor of the others. */
export type ServedDraft = boolean | string;

export type ServedResult = { ok: true; value: JsonValue } | { ok: false; message: string };

export function servedToDraft(flagType: FlagType, value: JsonValue): ServedDraft {
  switch (flagType) {
    case "boolean":
      return value === true;
    case "string":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "number":
      return String(value);
    case "json":
      return JSON.stringify(value, null, 2);
  }
}

/**
 * What a rule of this flag serves before anybody has said: the first variant that is not served to everyone else. A
 * flag without variants: on, and otherwise nothing yet.
 */
export function startingServed(
  flagType: FlagType,
  { variants = [], default_value: usual }: Partial<Pick<Flag, "variants" | "default_value">> = {},
): ServedDraft {
  const variant = variants.find(({ value }) => JSON.stringify(value) !== JSON.stringify(usual?.value)) ?? variants[0];
  if (variant !== undefined) return servedToDraft(flagType, variant.value);
  if (flagType === "boolean") return true;
  return flagType === "json" ? "{}" : "";
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const INTEGER = /^[+-]?\d+$/;
const LARGEST = Number.MAX_SAFE_INTEGER;
const NOT_KEPT = `A number beyond ±${LARGEST} cannot be kept exactly: a text or JSON flag can hold it as text`;

/**
 * The value that a draft stands for, or why it stands for none. Where in JSON the fault is, `locateJsonFault` tells.
 */
export function draftToServed(flagType: FlagType, draft: ServedDraft): ServedResult {
  if (typeof draft === "boolean" || flagType === "string") return { ok: true, value: draft };
  if (flagType === "json") return parseJson(draft);
  const text = draft.trim();
  if (!NUMBER.test(text)) return { ok: false, message: text === "" ? "A number is needed" : "This is not a number" };
  const value = Number(text);
  if (!Number.isFinite(value)) return { ok: false, message: "This number is too large" };
  const isAsTyped = INTEGER.test(text) ? Number.isSafeInteger(value) : isKept(value);
  return isAsTyped ? { ok: true, value } : { ok: false, message: NOT_KEPT };
}

function parseJson(text: string): ServedResult {
  try {
    const value: JsonValue = JSON.parse(text);
    const message = roundedNumberProblem(text);
    return message === undefined ? { ok: true, value } : { ok: false, message };
  } catch {
    return { ok: false, message: text.trim() === "" ? "JSON is needed" : "This is not JSON" };
  }
}

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Says how to write the first number in JSON text that would be rounded in silence, or nothing when there is none. */
export function roundedNumberProblem(json: string): string | undefined {
  for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"')) continue;
    const number = parseExactJson(token);
    if (typeof number === "number" && !isKept(number)) {
      return `${token} cannot be kept exactly as a number: write it as text, in quotes: "${token}"`;
    }
  }
  return undefined;
}
