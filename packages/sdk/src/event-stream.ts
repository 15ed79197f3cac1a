import { eventParser, type StreamEvent } from "./event-parser";

interface Reading {
  /** In UTF-16 units: an endless event must not fill the memory. */
  readonly longestEvent: number;
  /** Called for every piece that arrives, whatever it contains. */
  readonly onBytes: () => void;
  /** Ends the reading, even if the body does not end with it. */
  readonly signal?: AbortSignal;
}

/** The events of a stream as they arrive. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { longestEvent, onBytes, signal }: Reading,
): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = eventParser(longestEvent);
  const cancel = () => void reader.cancel().catch(() => {});
  signal?.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      yield* parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}
