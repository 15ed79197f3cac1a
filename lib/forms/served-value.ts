import type { FlagType } from "@/lib/contract/flag";
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

/** What a rule of this flag serves before anybody has said: on, and otherwise nothing yet. */
export function startingServed(flagType: FlagType): ServedDraft {
  if (flagType === "boolean") return true;
  return flagType === "json" ? "{}" : "";
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The value that a draft stands for, or why it stands for none. Where in JSON the fault is, `locateJsonFault` tells. */
export function draftToServed(flagType: FlagType, draft: ServedDraft): ServedResult {
  if (typeof draft === "boolean" || flagType === "string") return { ok: true, value: draft };
  if (flagType === "json") return parseJson(draft);
  const text = draft.trim();
  if (!NUMBER.test(text)) return { ok: false, message: text === "" ? "A number is needed" : "This is not a number" };
  const value = Number(text);
  return Number.isFinite(value) ? { ok: true, value } : { ok: false, message: "This number is too large" };
}

function parseJson(text: string): ServedResult {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, message: text.trim() === "" ? "JSON is needed" : "This is not JSON" };
  }
}
