import { processState } from "../../process-state";
import { StreamHub } from "./stream-hub";
import { watchCredentials } from "./watch-credentials";

/** The process's hub, whose streams end with what they were opened by. */
export const streamHub = (): StreamHub =>
  processState("stream-hub", () => {
    const hub = new StreamHub();
    watchCredentials(hub);
    return hub;
  });
