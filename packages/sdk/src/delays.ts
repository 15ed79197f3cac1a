const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * A random time between a half of `ms` and all of it, so that clients that lost the same server do not come back at
 * once.
 */
export const jittered = (ms: number): number => ms / 2 + (Math.random() * ms) / 2;

/** How long to wait after this many consecutive failures, in ms: longer each time, with a random part. */
export const backoffMs = (failures: number, { first = 1_000, longest = 60_000 } = {}): number =>
  jittered(Math.min(longest, first * 2 ** Math.max(0, failures - 1)));

/** The wait that `Retry-After` asks for, in ms, limited to an hour. */
export function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  // By the server's clock, if the answer has it, because the clock of this machine may be hours off.
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) : undefined;
}
