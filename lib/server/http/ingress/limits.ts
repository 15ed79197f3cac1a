const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * What one client, and all of them together, may make the process hold, whatever they ask for. Bodies have limits of
 * their own beside these, by route: `lib/contract/limits.ts`. `docs/operations.md` repeats this table.
 */
export const httpLimits = {
  /** Open at once. For one more, that which has been without a request for longest is closed. */
  connections: 25_000,
  /** Of the files that the process may have open, those that are kept for the database and for what it reads. */
  filesKept: 256,
  /** Request line and headers together. */
  headerBytes: 16 * KIB,
  /** From a request's first byte, or the connection's beginning, to the end of its headers. */
  headersMs: 20_000,
  /** From a request's first byte to the end of its body. */
  requestMs: 60_000,
  /**
   * Without a request. Longer than load balancers keep one (60 s), so that it is never ours that closes under a
   * request.
   */
  keepAliveMs: 65_000,
  /** Without a byte in either direction while a request is answered. Event streams send one more often. */
  silenceMs: 60_000,
  /** How often times are looked at, so how late a limit may come. */
  checkMs: 1_000,
  /** Sent on one connection without waiting for answers. */
  pipelined: 50,
  /** All bodies that arrive or are worked on. Beyond it, the one that has been arriving for longest is refused. */
  bodyBytes: 64 * MIB,
  /** All answers that clients have not taken yet. Beyond it, the connections that hold most are closed. */
  answerBytes: 256 * MIB,
  /** Pages that are drawn at once, of them for one network; that wait, of them for one network. */
  pagesAtOnce: 4,
  pagesAtOnceOfOne: 2,
  pagesWaiting: 1_000,
  pagesWaitingOfOne: 200,
  /** How long a page that is not drawn to its end keeps others waiting: its client may not be reading. */
  pagePlaceMs: 2_000,
  /** What is still read of a body that was refused, so that its sender comes to read the answer. */
  refusedBytes: 16 * MIB,
  refusedMs: 2_000,
} as const;

export type HttpLimits = { readonly [Name in keyof typeof httpLimits]: number };
