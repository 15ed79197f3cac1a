const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * What one client, and all clients together, can make the process hold, whatever they request. Bodies also have limits
 * by route: `lib/contract/limits.ts`. `docs/operations.md` repeats this table.
 */
export const httpLimits = {
  /** Open at once. To admit one more, the connection that has been idle longest is closed. */
  connections: 25_000,
  /** How many of the process's open files are reserved for the database and for reading. */
  filesKept: 256,
  /** Request line and headers together. */
  headerBytes: 16 * KIB,
  /** From a request's first byte, or the beginning of the connection, to the end of its headers. */
  headersMs: 20_000,
  /** From a request's first byte to the end of its body. */
  requestMs: 60_000,
  /**
   * How long a connection may be idle. Longer than load balancers keep one (60 s), so that we never close a connection
   * on which they are sending a request.
   */
  keepAliveMs: 65_000,
  /**
   * How long nothing may be transferred in either direction while a request is answered. Event streams send something
   * more often.
   */
  silenceMs: 60_000,
  /** How often deadlines are checked, so how late they may be noticed. */
  checkMs: 1_000,
  /** Requests on one connection without waiting for answers. */
  pipelined: 50,
  /**
   * All bodies that are arriving or being processed. Beyond this, the one that has been arriving for longest is
   * refused.
   */
  bodyBytes: 64 * MIB,
  /** All answers that clients have not taken yet. Beyond this, the connections that hold most are closed. */
  answerBytes: 256 * MIB,
  /** Pages that are rendered at once, in all and for one network; pages that wait, in all and for one network. */
  pagesAtOnce: 4,
  pagesAtOnceOfOne: 2,
  pagesWaiting: 1_000,
  pagesWaitingOfOne: 200,
  /** How long an unfinished page may keep others waiting: its client may not be reading. */
  pagePlaceMs: 2_000,
  /** How much of a refused body is still read, so that its sender gets to read the answer. */
  refusedBytes: 16 * MIB,
  refusedMs: 2_000,
} as const;

export type HttpLimits = { readonly [Name in keyof typeof httpLimits]: number };
