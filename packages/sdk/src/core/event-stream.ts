import { eventParser, type StreamEvent } from "../event-parser";

/** Longest event, in UTF-16 units: a server that never ends one must not fill the memory. */
const LONGEST_EVENT = 256 * 1024 * 1024;

/**
 * The events of a stream, as they come.
 * @param onBytes called for every piece that arrives, whatever is in it
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = eventParser(LONGEST_EVENT);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
