import type { StreamEvent } from "../event-parser";
import { readEvents } from "../event-stream";
import { Deadline } from "../wait";
import type { GuidonWebOptions } from "./options";

/** The server sends something every 15 s: a stream that has been silent for three times as long is dead. */
const SILENCE_MS = 45_000;
/** In UTF-16 units. An event only says that there is something to ask for. */
const LONGEST_EVENT = 16_384;

/**
 * The events of a stream, until it ends, is silent for too long or is told to stop. It is read by `fetch` and not by
 * `EventSource`, which hears no heartbeat, so that it cannot tell a dead connection from a quiet one, nor a refusal's
 * status.
 * @param onSign called at each sign of life
 * @throws when it cannot be opened, or breaks
 */
export async function* listen(
  { fetch = globalThis.fetch }: GuidonWebOptions,
  address: string,
  stopping: AbortSignal,
  onSign: () => void,
): AsyncGenerator<StreamEvent> {
  const silence = new Deadline(stopping, SILENCE_MS, "The stream is silent");
  const { signal } = silence;
  try {
    const { status, headers, body } = await fetch(address, { cache: "no-store", credentials: "omit", signal });
    const isStream = headers.get("content-type")?.startsWith("text/event-stream") ?? false;
    if (status !== 200 || !isStream || body === null) {
      await body?.cancel();
      throw new Error(`The stream answered ${status}`);
    }
    const onBytes = () => {
      silence.extend(SILENCE_MS);
      onSign();
    };
    yield* readEvents(body, { longestEvent: LONGEST_EVENT, onBytes, signal });
  } finally {
    silence.end();
  }
}
