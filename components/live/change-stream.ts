import { apiUrl } from "@/lib/client/api-client";
import type { ChangeEvent, Viewer } from "@/lib/contract/change";
import { limits } from "@/lib/contract/limits";

/** The messages that a page hears about its project. */
type LiveMessage =
  | { readonly kind: "change"; readonly event: ChangeEvent }
  | { readonly kind: "viewers"; readonly viewers: readonly Viewer[] }
  | { readonly kind: "connection"; readonly isUp: boolean };

/**
 * The wait between attempts to connect. It doubles each time, plus up to half at random, so that pages do not come all
 * at once.
 */
const RETRY_MS = { first: 1_000, last: 30_000 };
/** Time that is asked for again beside the time missed: clocks tick in whole seconds, and requests take time. */
const MARGIN_SECONDS = 2;
/** A connection that is no older than this is taken to be alive. */
const FRESH_MS = 10_000;
/** A pause of the clock that is longer than a hidden page's timers explain: the machine was asleep. */
const ASLEEP = { lookEveryMs: 30_000, longerThanMs: 120_000 };

/**
 * Listens to a project's changes for as long as the page wants. When a stream ends, another continues where it ended.
 * The browser reconnects by itself after a network failure; it gives up on an answer that is no stream, and then we
 * reconnect.
 */
class ChangeStream {
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #connectedAt = 0;
  #lookedAt = Date.now();
  readonly #looking = setInterval(() => this.#wakeAfterSleep(), ASLEEP.lookEveryMs);
  readonly #wake = () => this.wake();
  /** Without a network an attempt is useless; the event `online` says when there is one. */
  readonly #rest = () => {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.tell({ kind: "connection", isUp: false });
  };
  readonly #wakeWhenShown = () => {
    if (document.visibilityState === "visible") this.wake();
  };

  /** @param heardAt the last time when nothing was missing, in milliseconds since 1970 */
  constructor(
    private readonly projectId: string | null,
    private heardAt: number,
    private readonly tell: (message: LiveMessage) => void,
  ) {
    this.#connect();
    window.addEventListener("online", this.#wake);
    window.addEventListener("offline", this.#rest);
    document.addEventListener("visibilitychange", this.#wakeWhenShown);
  }

  /** The page was hidden or asleep, so a broken connection may have gone unnoticed. */
  wake(): void {
    const isOpen = this.#source?.readyState === EventSource.OPEN;
    if (isOpen && Date.now() - this.#connectedAt < FRESH_MS) return;
    this.#failures = 0;
    this.#connect();
  }

  close(): void {
    window.removeEventListener("online", this.#wake);
    window.removeEventListener("offline", this.#rest);
    document.removeEventListener("visibilitychange", this.#wakeWhenShown);
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
    this.#source?.close();
  }

  #wakeAfterSleep(): void {
    const wasAsleep = Date.now() - this.#lookedAt > ASLEEP.longerThanMs;
    this.#lookedAt = Date.now();
    if (wasAsleep) this.wake();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    const seconds = Math.ceil((Date.now() - this.heardAt) / 1_000) + MARGIN_SECONDS;
    const query = {
      project_id: this.projectId ?? undefined,
      "include[]": ["changes"],
      past_seconds: Math.min(seconds, limits.streamPastSeconds),
    };
    const source = new EventSource(apiUrl("/flags/stream", query));
    this.#source = source;
    this.#connectedAt = Date.now();
    source.onopen = () => {
      this.#failures = 0;
      this.#connectedAt = Date.now();
      this.tell({ kind: "connection", isUp: true });
    };
    source.onerror = () => {
      if (!navigator.onLine) return this.#rest();
      this.tell({ kind: "connection", isUp: false });
      if (source.readyState === EventSource.CLOSED) this.#connectLater();
    };
    source.addEventListener("change", ({ data }) => this.#hear({ kind: "change", event: JSON.parse(data) }));
    source.addEventListener("viewers", ({ data }) => this.#hear({ kind: "viewers", ...JSON.parse(data) }));
  }

  #hear(message: LiveMessage): void {
    this.heardAt = Date.now();
    this.tell(message);
  }

  #connectLater(): void {
    const pause = Math.min(RETRY_MS.first * 2 ** this.#failures, RETRY_MS.last);
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#connect(), pause * (1 + Math.random() / 2));
  }
}

/** The messages between the pages of one browser. */
type PageMessage =
  | LiveMessage
  /** A new page asks for the changes since then (milliseconds since 1970), and for the state now. */
  | { readonly kind: "hello"; readonly since: number };

/** Changes that the leading page remembers for new pages: these read their data just before they began to listen. */
const REMEMBERED = { changes: 100, forMs: 60_000 };

interface Options {
  projectId: string | null;
  /** When this page began to read its data, in milliseconds since 1970. */
  since: number;
  hear: (message: LiveMessage) => void;
}

/**
 * Listens to a project with one stream for all pages of the browser: one page holds a lock and leads, and hands on what
 * it hears; when it goes, the lock and the stream pass to another. Where the browser has no locks (a page that came
 * over plain HTTP from another machine), each page listens by itself.
 * @returns how to stop
 */
export function listenShared({ projectId, since, hear }: Options): () => void {
  // The types say that `locks` always exists; on plain HTTP it does not.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) {
    const stream = new ChangeStream(projectId, since, hear);
    return () => stream.close();
  }
  const name = `guidon changes ${projectId ?? ""}`;
  const channel = new BroadcastChannel(name);
  const stopping = new AbortController();
  let heardAt = since;
  const take = (message: LiveMessage) => {
    if (message.kind !== "connection") heardAt = Date.now();
    hear(message);
  };
  channel.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    if (data.kind !== "hello") take(data);
  };
  channel.postMessage({ kind: "hello", since } satisfies PageMessage);

  const lead = () =>
    new Promise<void>((resolve) => {
      // The lock may be granted in the very turn in which the page stops.
      if (stopping.signal.aborted) return resolve();
      const stop = leadOthers({ projectId, since: heardAt, hear: take }, channel);
      stopping.signal.addEventListener("abort", () => {
        stop();
        resolve();
      });
    });
  // An abort while waiting is the normal way to stop.
  locks.request(name, { signal: stopping.signal }, lead).catch(() => undefined);
  return () => {
    stopping.abort();
    channel.close();
  };
}

/** @returns how to stop */
function leadOthers({ projectId, since, hear }: Options, channel: BroadcastChannel): () => void {
  const known = new Map<LiveMessage["kind"], LiveMessage>();
  let changes: { at: number; message: LiveMessage }[] = [];
  const stream = new ChangeStream(projectId, since, (message) => {
    hear(message);
    channel.postMessage(message);
    if (message.kind !== "change") known.set(message.kind, message);
    else {
      const at = Date.now();
      changes = [...changes, { at, message }]
        .filter((each) => at - each.at < REMEMBERED.forMs)
        .slice(-REMEMBERED.changes);
    }
  });
  const answer = ({ data }: MessageEvent<PageMessage>) => {
    if (data.kind !== "hello") return;
    for (const message of known.values()) channel.postMessage(message);
    for (const { at, message } of changes) if (at >= data.since) channel.postMessage(message);
  };
  channel.addEventListener("message", answer);
  return () => {
    channel.removeEventListener("message", answer);
    stream.close();
  };
}
