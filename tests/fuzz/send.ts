import { connect } from "node:net";

export interface Received {
  text: string;
  /** The server closed it in time, or the answer is one that goes on. */
  isEnded: boolean;
}

/** What a sender of half a request waits for more: the server rightly waits for the rest. */
const HALF_MS = 300;
const PATIENCE_MS = 30_000;
const EVENTS = /^HTTP\/1\.1 200 [\s\S]*?content-type: text\/event-stream[\s\S]*?\r\n\r\n/i;

/** Sends a text on a connection of its own and reads what comes back. */
export function sendRaw(port: number, text: string, isWhole: boolean): Promise<Received> {
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
    socket.write(text, "latin1");
  });
}
