import type { ServerResponse } from "node:http";
import type { EventSink } from "../exchange";

/** Writes events to a response of `node:http` whose head is written. */
export class NodeEventSink implements EventSink {
  constructor(private readonly outgoing: ServerResponse) {
    // A write to a client that is disconnecting fails, and nobody has to be told.
    outgoing.on("error", ignore);
  }

  write(bytes: Uint8Array): boolean {
    const { socket } = this.outgoing;
    // By itself, node:http sends after the event loop's turn. A slice of many clients would then take ten times as long
    // as measured.
    socket?.cork();
    const hasRoom = this.outgoing.write(bytes);
    socket?.uncork();
    return hasRoom;
  }

  onceDrained(listener: () => void): void {
    this.outgoing.once("drain", listener);
  }

  end(): void {
    this.outgoing.end();
  }

  destroy(): void {
    this.outgoing.destroy();
  }

  onceClosed(listener: () => void): void {
    this.outgoing.once("close", listener);
  }
}

const ignore = () => {};
