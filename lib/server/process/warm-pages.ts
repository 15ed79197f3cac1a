import http from "node:http";
import { SESSION_COOKIE } from "@/lib/contract/session-cookie";

/** Requests that arrive with the start are answered first. It is sooner than anybody can open the printed address. */
const A_MOMENT_MS = 1_000;

/**
 * Requests a page once, before somebody does. The first page loads the code for rendering, which takes half a second of
 * the processor and 20 MB. Doing that before the server is ready would delay every start by as much.
 * @param address of this server
 * @returns how to cancel it: a server that stops must not wait for its own request
 */
export function warmPages(address: string): () => void {
  const calledOff = new AbortController();
  const warm = () => {
    // It pretends to be somebody whose session has ended, because strangers are redirected. If it fails, the first
    // visitor's request does the same.
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
