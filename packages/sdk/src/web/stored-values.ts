import type { EvaluationContext } from "@openfeature/web-sdk";
import { type BulkAnswer, isBulkAnswer } from "./answer";
import { contextText } from "./context";
import { type GuidonWebOptions, serverUrl } from "./options";

/** Older values are not used: a month is longer than most people stay away, and shorter than most flags live. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1_000;

interface Entry {
  readonly answer: BulkAnswer;
  readonly etag?: string;
}

/** Of a key, which may be what names the project, its beginning tells it from others. */
const KEY_BEGINNING = 16;

interface Stored extends Entry {
  /** When the server gave it, in ms since 1970. */
  readonly at: number;
}

/** One entry for each server, key, project and environment: of whom was there last. */
function entryName(options: GuidonWebOptions): string {
  const { key, projectId = "", environment = "" } = options;
  return `guidon:${serverUrl(options)}:${key.slice(0, KEY_BEGINNING)}:${projectId}:${environment}`;
}

/** What an earlier page kept for the same context; undefined: nothing that can be used. */
export function storedValues(options: GuidonWebOptions, context: EvaluationContext): Stored | undefined {
  if (options.cache !== "local") return undefined;
  try {
    const entry = JSON.parse(localStorage.getItem(entryName(options)) ?? "null");
    // Either way: a clock may have been set meanwhile.
    const isFresh = typeof entry?.at === "number" && Math.abs(Date.now() - entry.at) < MAX_AGE_MS;
    return isFresh && entry.context === contextText(context) && isBulkAnswer(entry.answer) ? entry : undefined;
  } catch {
    // Storage that is switched off, or that somebody else has written to, holds nothing.
    return undefined;
  }
}

/** Keeps values for the next page. A storage that is full or switched off keeps nothing. */
export function storeValues(options: GuidonWebOptions, context: EvaluationContext, entry: Entry): void {
  if (options.cache !== "local") return;
  try {
    const text = JSON.stringify({ ...entry, context: contextText(context), at: Date.now() });
    localStorage.setItem(entryName(options), text);
  } catch {
    // The page goes on with what it has in memory.
  }
}
