import http from "node:http";
import { SESSION_COOKIE } from "@/lib/contract/session-cookie";

/** What comes with the start is answered first. Sooner than anybody has opened the printed address. */
const A_MOMENT_MS = 1_000;

/**
 * Asks for a page, once, before somebody does: the first one loads what all of them are drawn with, which takes half a
 * second of the processor and 20 MB. To do it before the server is ready would make every start as much slower.
 *
 * @param address of this server
 * @returns how to call it off: a server that stops must not wait for its own request
 */
export function warmPages(address: string): () => void {
  const calledOff = new AbortController();
  const warm = () => {
    // As somebody whose session is over: strangers are led away. Nobody waits for it, and whoever comes first asks
    // again.
    const headers = { cookie: `${SESSION_COOKIE}=none`, accept: "text/html", connection: "close" };
    http
      .get(`${address}/projects`, { headers, agent: false, signal: calledOff.signal }, (answer) => answer.resume())
      .on("error", () => {});
  };
  const timer = setTimeout(warm, A_MOMENT_MS).unref();
  return () => {
    clearTimeout(timer);
    calledOff.abort();
  };
}
