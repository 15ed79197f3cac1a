import type { EventSink, EventStream } from "../exchange";

/** How many bytes may wait to be read: as many as a socket of node:http holds. */
const ROOM_BYTES = 16 * 1024;

/** An event stream as the body of a Web response. */
export function readableEvents(events: EventStream): ReadableStream<Uint8Array> {
  let closed = () => {};
  let drained = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const sink: EventSink = {
          write: (bytes) => {
            controller.enqueue(bytes);
            return (controller.desiredSize ?? 0) > 0;
          },
          end: () => controller.close(),
          destroy: () => controller.error(new Error("The client does not read.")),
          onceDrained: (listener) => {
            drained = listener;
          },
          onceClosed: (listener) => {
            closed = listener;
          },
        };
        events.open(sink);
      },
      pull: () => {
        const listener = drained;
        drained = () => {};
        listener();
      },
      cancel: () => closed(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: ROOM_BYTES }),
  );
}
