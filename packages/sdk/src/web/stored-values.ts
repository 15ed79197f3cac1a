import type { EvaluationContext } from "@openfeature/web-sdk";
import { type BulkAnswer, isBulkAnswer } from "./answer";
import { contextText } from "./context";
import { type GuidonWebOptions, serverUrl } from "./options";

/** Older values are not used: a month is longer than most people stay away, and shorter than most flags exist. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1_000;

interface Entry {
  readonly answer: BulkAnswer;
  readonly etag?: string;
}

/** The beginning of a key, which may determine the project, distinguishes it from others. */
const KEY_BEGINNING = 16;

interface Stored extends Entry {
  /** When the server sent it, in ms since 1970. */
  readonly at: number;
}

/** One entry for each server, key, project and environment, with the values of the last person. */
function entryName(options: GuidonWebOptions): string {
  const { key, projectId = "", environment = "" } = options;
  return `guidon:${serverUrl(options)}:${key.slice(0, KEY_BEGINNING)}:${projectId}:${environment}`;
}

/** What an earlier page stored for the same context; undefined: nothing usable. */
export function storedValues(options: GuidonWebOptions, context: EvaluationContext): Stored | undefined {
  if (options.cache !== "local") return undefined;
  try {
    const entry = JSON.parse(localStorage.getItem(entryName(options)) ?? "null");
    // In both directions, because a clock may have been set meanwhile.
    const isFresh = typeof entry?.at === "number" && Math.abs(Date.now() - entry.at) < MAX_AGE_MS;
    return isFresh && entry.context === contextText(context) && isBulkAnswer(entry.answer) ? entry : undefined;
  } catch {
    // Storage that is switched off, or that others have written to, has no usable values.
    return undefined;
  }
}

/** Stores values for the next page. Storage that is full or switched off stores nothing. */
export function storeValues(options: GuidonWebOptions, context: EvaluationContext, entry: Entry): void {
  if (options.cache !== "local") return;
  try {
    const text = JSON.stringify({ ...entry, context: contextText(context), at: Date.now() });
    localStorage.setItem(entryName(options), text);
  } catch {
    // The page continues with the values in memory.
  }
}
