import type { EventSink, EventStream } from "../exchange";

/** What may wait to be read: as much as a socket of node:http has. */
const ROOM_BYTES = 16 * 1024;

/** Events as a Web host reads a body. */
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
