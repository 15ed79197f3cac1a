import { ChangeStream, type LiveMessage } from "./change-stream";

/** The messages between the pages of one browser. */
type Told =
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
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind !== "hello") take(data);
  };
  channel.postMessage({ kind: "hello", since } satisfies Told);

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
  const answer = ({ data }: MessageEvent<Told>) => {
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
