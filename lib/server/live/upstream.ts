import { processState } from "../process-state";

/** How it stands with the Guidon that a relay follows. */
interface UpstreamStatus {
  readonly state: "starting" | "ready" | "stale" | "refused" | "closed";
  /** What the rulesets came from last. */
  readonly source: "bootstrap" | "cache" | "network" | null;
  /** For how long nothing was heard of it, in milliseconds; null while it is heard of. */
  readonly staleForMs: number | null;
}

const NOT_BEGUN: UpstreamStatus = { state: "starting", source: null, staleForMs: null };

/** What probes and metrics of a relay ask. */
export const upstream = () => processState("upstream", () => ({ status: (): UpstreamStatus => NOT_BEGUN }));
