import { processState } from "../process-state";
import { ServiceError } from "../service-error";
import { changeFeed } from "./change-feed";
import { type LiveRuleset, rulesetStore } from "./ruleset-store";

/** Keeps proxies from closing a quiet connection. */
const HEARTBEAT_MS = 15_000;
/** Then the client connects anew, and what it may do is judged anew. */
const LONGEST_MS = 60 * 60_000;
/** Each holds a socket. */
const MAX_STREAMS = 10_000;

const openStreams = () => processState("revision-streams", () => new Set<() => void>());

/** Ends every stream: a server that stops would otherwise wait for them. Clients reconnect by themselves. */
export function closeRevisionStreams(): void {
  for (const close of openStreams()) close();
}

/**
 * Server-sent events that tell a client when to ask again: a `revision` event at once, and one after each change, sent
 * when this instance already answers by it.
 * @param actorId the key's or user's id: when the key is revoked, the stream ends.
 * @throws ServiceError 503 when too many are open.
 */
export function revisionStream(
  { projectId, revision }: LiveRuleset,
  actorId: string | null,
): ReadableStream<Uint8Array> {
  const streams = openStreams();
  if (streams.size >= MAX_STREAMS)
    throw new ServiceError("unavailable", "Too many streams are open", { retryAfter: 5 });
  let release = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const sendRevision = (now: number) => send(`event: revision\nid: ${now}\ndata: {"revision":${now}}\n\n`);
      const close = () => {
        release();
        controller.close();
      };
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS).unref();
      const longest = setTimeout(close, LONGEST_MS).unref();
      const stopSwaps = rulesetStore().onSwap((id, now) => {
        if (id !== projectId) return;
        if (now === undefined) close();
        else sendRevision(now);
      });
      const stopFeed = changeFeed().subscribe((change) => {
        if (change.type === "key" && change.id === actorId) close();
      });
      release = () => {
        clearInterval(heartbeat);
        clearTimeout(longest);
        stopSwaps();
        stopFeed();
        streams.delete(close);
      };
      streams.add(close);
      send("retry: 1000\n");
      sendRevision(revision);
    },
    cancel: () => release(),
  });
}
