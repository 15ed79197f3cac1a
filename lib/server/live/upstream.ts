import { processState } from "../process-state";

/** The state of the Guidon that a relay follows. */
interface UpstreamStatus {
  readonly state: "starting" | "ready" | "stale" | "refused" | "closed";
  /** Where the rulesets last came from. */
  readonly source: "bootstrap" | "cache" | "network" | null;
  /** How long nothing has been heard from it, in milliseconds; null while it is heard from. */
  readonly staleForMs: number | null;
}

const NOT_BEGUN: UpstreamStatus = { state: "starting", source: null, staleForMs: null };

/** Asked by the probes and metrics of a relay. */
export const upstream = () => processState("upstream", () => ({ status: (): UpstreamStatus => NOT_BEGUN }));
