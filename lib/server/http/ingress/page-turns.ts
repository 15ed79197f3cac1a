import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { FairQueue } from "../../fair-queue";
import { networkOf } from "../../network";
import { clientAddressOf } from "../client-address";
import { type HttpLimits, httpLimits } from "./limits";
import { refuse } from "./refusal";

interface Waiting {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

type Limits = Pick<
  HttpLimits,
  "pagesAtOnce" | "pagesAtOnceOfOne" | "pagesWaiting" | "pagesWaitingOfOne" | "pagePlaceMs"
>;

/**
 * Renders a few pages at a time; networks take turns. Rendering a page occupies the thread that evaluates for tens of
 * milliseconds. Many at once would not finish sooner, but delay everything else.
 * @param trustedProxies as in the settings: how many proxies append to X-Forwarded-For
 */
export function inPageTurns(
  pages: RequestListener,
  trustedProxies: number,
  limits: Limits = httpLimits,
): RequestListener {
  const queue = new FairQueue<Waiting>({
    running: limits.pagesAtOnce,
    runningOfOne: limits.pagesAtOnceOfOne,
    waiting: limits.pagesWaiting,
    waitingOfOne: limits.pagesWaitingOfOne,
  });
  const drawNext = () => {
    for (let turn = queue.next(); turn !== undefined; turn = queue.next()) {
      const { name, item } = turn;
      whenRendered(item.outgoing, limits.pagePlaceMs, () => {
        queue.done(name);
        // Requests that have arrived meanwhile are served first.
        setImmediate(drawNext);
      });
      pages(item.incoming, item.outgoing);
    }
  };
  return (incoming, outgoing) => {
    const network = networkFrom(incoming, trustedProxies);
    const item = { incoming, outgoing };
    const outcome = queue.add(network, item);
    if (outcome !== "added") {
      const status = outcome === "full" ? 503 : 429;
      return refuse(incoming, outgoing, { status, error: "Too many pages at once", headers: { "retry-after": "1" } });
    }
    outgoing.once("close", () => queue.remove(network, item));
    drawNext();
  };
}

/** Calls back once: when the page is rendered, its client has gone, or it has held its place for long enough. */
function whenRendered(outgoing: ServerResponse, longestMs: number, free: () => void): void {
  const release = () => {
    clearTimeout(timer);
    outgoing.off("prefinish", release).off("close", release);
    free();
  };
  // A client that does not read keeps its page from being finished.
  const timer = setTimeout(release, longestMs).unref();
  outgoing.once("prefinish", release).once("close", release);
}

function networkFrom({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const forwardedFor = headers["x-forwarded-for"];
  const line = Array.isArray(forwardedFor) ? forwardedFor.join(", ") : forwardedFor;
  return networkOf(clientAddressOf(socket.remoteAddress, line, trustedProxies) ?? "unknown");
}
