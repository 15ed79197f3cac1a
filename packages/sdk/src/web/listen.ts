import { eventParser, type StreamEvent } from "../event-parser";
import type { GuidonWebOptions } from "./options";

/** The server sends something every 15 s: a stream that has been silent for three times as long is dead. */
const SILENCE_MS = 45_000;
/** An event only says that there is something to ask for. */
const MAX_EVENT_CHARS = 16_384;

/**
 * The events of a stream, until it ends, is silent for too long or is told to stop. It is read by `fetch` and not by
 * `EventSource`, which hears no heartbeat, so that it cannot tell a dead connection from a quiet one, nor a refusal's
 * status.
 * @throws when it cannot be opened, or breaks
 */
export async function* listen(
  { fetch = globalThis.fetch }: GuidonWebOptions,
  address: string,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener("abort", end);
  let watchdog = setTimeout(end, SILENCE_MS);
  try {
    const response = await fetch(address, { cache: "no-store", credentials: "omit", signal: ended.signal });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
    if (response.status !== 200 || !isStream || response.body === null) {
      throw new Error(`The stream answered ${response.status}`);
    }
    const parse = eventParser(MAX_EVENT_CHARS);
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    // A fetch of the application's own may not end the body by the signal.
    ended.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}));
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      yield* parse(decoder.decode(value, { stream: true }));
      watchdog = setTimeout(end, SILENCE_MS);
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", end);
    ended.abort();
  }
}
