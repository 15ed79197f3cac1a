import { checkRuleset, parse, type Ruleset } from "./ruleset";

/** Where the last ruleset is stored for the next start: a file, or a store of your own (a KV store, a table). */
export interface RulesetCache {
  /** What was written last; null or undefined: nothing. */
  read(): Promise<string | null | undefined>;
  write(text: string): Promise<unknown>;
}

/** The ruleset that a cache holds for a key, or null. A damaged one, or one for another key, is not used. */
export async function readCache(cache: RulesetCache, owner: string): Promise<Ruleset | null> {
  const text = await cache.read();
  if (typeof text !== "string" || text === "") return null;
  const kept = parse(text);
  if (typeof kept !== "object" || kept === null || !("owner" in kept) || kept.owner !== owner) return null;
  return "ruleset" in kept ? checkRuleset(kept.ruleset) : null;
}

export const writeCache = (cache: RulesetCache, owner: string, ruleset: Ruleset): Promise<unknown> =>
  cache.write(JSON.stringify({ owner, ruleset }));

/** Identifies the ruleset, so that two applications that share a file do not answer with each other's flags. */
export async function ownerOf(parts: readonly (string | undefined)[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
