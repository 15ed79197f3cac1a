/** Timeouts and intervals, in milliseconds. */
const defaults = {
  /** How long `ready()` waits for a ruleset. */
  ready: 5_000,
  /** How long a request may take until its answer is complete, and a stream until it opens. */
  request: 10_000,
  /** How long a stream may be silent; the server sends something every 15 seconds. */
  silence: 50_000,
  /** The interval of requests where streams do not work. */
  poll: 30_000,
  /** The longest wait before an ended stream is opened again: a thousand clients must not come back at once. */
  reconnect: 1_000,
  /** The longest pause between attempts while the server is unreachable. The first pauses are shorter. */
  backoff: 30_000,
  /** How long a refused key is not tried again. */
  refused: 600_000,
  /** The interval of reports of counts. */
  counts: 60_000,
  /** The interval of writes to the cache. */
  cache: 10_000,
  /** How long `close()` may still send and write. */
  close: 2_000,
};

export type Timing = Readonly<typeof defaults>;

/** The times that an application sets. */
export type GivenTiming = { readonly [Name in keyof Timing]?: Timing[Name] | undefined };

/**
 * The given times, with defaults for all others.
 * @throws TypeError for an invalid time, which a timer takes for zero, so that requests would never pause
 */
export function readTiming(given: GivenTiming = {}): Timing {
  const set: Record<string, number> = {};
  for (const [name, ms] of Object.entries(given)) {
    if (ms === undefined) continue;
    if (!Number.isFinite(ms) || ms <= 0) throw new TypeError(`Guidon's timing.${name} must be milliseconds above 0`);
    set[name] = ms;
  }
  return { ...defaults, ...set };
}
