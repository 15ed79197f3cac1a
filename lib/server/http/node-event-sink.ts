import type { ServerResponse } from "node:http";
import type { EventSink } from "../exchange";

/** Events on a response of `node:http` whose head is written. */
export class NodeEventSink implements EventSink {
  constructor(private readonly outgoing: ServerResponse) {
    // What is written while a client goes away fails, and nobody is left to be told.
    outgoing.on("error", ignore);
  }

  write(bytes: Uint8Array): boolean {
    const { socket } = this.outgoing;
    // Left to itself, node:http sends after the event loop's turn: then a slice of many clients would take ten times as
    // long as it was seen to.
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
