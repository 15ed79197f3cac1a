import type { Re2 } from "./re2-library";

/*
 * Replaces `re2.ts` in pages and in packages/engine, by the field `browser` of package.json: RE2 is several times as
 * large as the rest of the engine, and hardly any flag has a pattern.
 */

let loaded: Re2 | undefined;

/** RE2, once it has been loaded. @throws before that: load it before compiling a pattern */
export function re2(): Re2 {
  if (loaded === undefined) throw new Error("RE2 is needed before it is loaded");
  return loaded;
}

/** Resolves when `re2` can be called; rejects when it cannot be loaded, and may be called again then. */
export async function loadRe2(): Promise<void> {
  loaded ??= (await import("./re2-library")).re2Library;
}
