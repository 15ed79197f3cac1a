import { processState } from "../../process-state";
import { StreamHub } from "./stream-hub";
import { watchCredentials } from "./watch-credentials";

/** The process's hub. Its streams end with the keys and sessions that opened them. */
export const streamHub = (): StreamHub =>
  processState("stream-hub", () => {
    const hub = new StreamHub();
    watchCredentials(hub);
    return hub;
  });
