import { connect } from "node:net";
import type { FuzzRequest } from "./requests";

export interface Received {
  text: string;
  /** The server closed it in time, or the answer is one that goes on. */
  isEnded: boolean;
}

/** What a sender of half a request waits for more: the server rightly waits for the rest. */
const HALF_MS = 300;
const PATIENCE_MS = 30_000;
const EVENTS = /content-type: text\/event-stream[\s\S]*?\r\n\r\n/i;

/** Sends a text on a connection of its own, in so many parts, and reads what comes back. */
export function sendRaw(port: number, { text, pieces, isWhole }: FuzzRequest): Promise<Received> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    let received = "";
    const end = (isEnded: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text: received, isEnded });
    };
    const timer = setTimeout(() => end(!isWhole), isWhole ? PATIENCE_MS : HALF_MS);
    socket.setEncoding("latin1").on("data", (part: string) => {
      received += part;
      if (EVENTS.test(received)) end(true);
    });
    // A reset is an end, too.
    socket.on("error", () => {});
    socket.once("close", () => end(true));
    const length = Math.max(1, Math.ceil(text.length / pieces));
    const sendFrom = (at: number) => {
      if (at >= text.length || socket.destroyed) return;
      socket.write(text.slice(at, at + length), "latin1", () => setImmediate(sendFrom, at + length));
    };
    sendFrom(0);
  });
}
