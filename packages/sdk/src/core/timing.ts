/** How long things may take, and how often they are done, in milliseconds. */
const defaults = {
  /** Until `ready()` gives up waiting for a ruleset. */
  ready: 5_000,
  /** For a request until it is answered whole, and for a stream until it opens. */
  request: 10_000,
  /** Without a sign of life on a stream; the server gives one every 20 seconds. */
  silence: 50_000,
  /** Between two requests where streams do not pass. */
  poll: 30_000,
  /** Before a stream that ended is opened anew, at most: a thousand clients must not come back at once. */
  reconnect: 1_000,
  /** Between two attempts while the server is away, at most. The first waits are shorter. */
  backoff: 30_000,
  /** Before a key that was refused is tried again. */
  refused: 600_000,
  /** Between two reports of what was counted. */
  counts: 60_000,
  /** Between two writes of the cache. */
  cache: 10_000,
  /** For what `close()` still sends and writes. */
  close: 2_000,
};

export type Timing = Readonly<typeof defaults>;

/** What an application sets of it. */
export type GivenTiming = { readonly [Name in keyof Timing]?: Timing[Name] | undefined };

/**
 * The times that were given, and the defaults of all others.
 * @throws TypeError for what is no time: a timer takes it for none at all, and the server would be asked without end
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
