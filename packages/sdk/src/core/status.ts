import type { CountsStatus } from "./counts";
import type { GuidonError } from "./guidon-error";

/**
 * - `starting`: no ruleset yet; every flag gives its default
 * - `ready`: it answers, and hears of changes
 * - `stale`: it answers with what it has; the server cannot be reached
 * - `refused`: the key is refused, or there is no such environment; it answers with what it has
 * - `closed`: it answers with what it had
 */
export type GuidonState = "starting" | "ready" | "stale" | "refused" | "closed";

export interface GuidonStatus {
  readonly state: GuidonState;
  /** Where the ruleset came from; null before there is one. */
  readonly source: "bootstrap" | "cache" | "network" | null;
  /** How changes arrive; null before the server has answered. */
  readonly updates: "stream" | "poll" | null;
  /** How long nothing has been heard from the server, in milliseconds; null while it is ready. */
  readonly staleForMs: number | null;
  readonly environment: string;
  readonly projectId: string | null;
  readonly revision: number | null;
  /** The last failure; null after a success. */
  readonly error: GuidonError | null;
  /** Why the cache could not be read or written; null when it could, or there is none. */
  readonly cacheError: string | null;
  /** Evaluations that were reported, and those that never will be. */
  readonly counts: CountsStatus;
}
