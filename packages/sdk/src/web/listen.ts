import type { StreamEvent } from "../event-parser";
import { readEvents } from "../event-stream";
import { Deadline } from "../wait";
import type { GuidonWebOptions } from "./options";

/** The server sends something every 15 s, so a stream that is silent for three times as long is dead. */
const SILENCE_MS = 45_000;
/** In UTF-16 units. An event only says that there is something to ask for. */
const LONGEST_EVENT = 16_384;

/**
 * The events of a stream, until it ends, is silent for too long or is told to stop. It uses `fetch` and not
 * `EventSource`, which does not report heartbeats or the status of a refusal, so it could not tell a dead connection
 * from a quiet one.
 * @param onSign called whenever something arrives
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
