import type { RequestListener } from "node:http";
import type { RelaySettings } from "@/lib/env";
import { readyToEvaluate } from "../live/readiness";
import { Relay } from "../relay/relay";
import { repeat, type Stop } from "./repeat";

const COUNTS_EVERY_MS = 10_000;

/** The routes that a relay serves: those for which a ruleset is enough. */
const RELAYED =
  /^\/((ofrep|flagd)\/|api\/v1\/(flags\/(evaluate|evaluations|bootstrap|stream|rulesets)(\/|$)|openapi\.json$))/;

export const isRelayed = (path: string): boolean => RELAYED.test(path);

/** Follows the upstream. @returns how to stop; the last counts are reported then */
export function startRelay(settings: RelaySettings, dataDir: string): Stop {
  const relay = new Relay(settings, dataDir);
  const stop = repeat("telling the upstream what was counted", COUNTS_EVERY_MS, relay.tellCounts);
  return async () => {
    await stop();
    await relay.tellCounts().finally(() => relay.close());
  };
}

/** Answers requests once there is a ruleset; probes are answered earlier. */
export function onceReady(api: RequestListener): RequestListener {
  return (request, response) => {
    const isProbe = /^\/(healthz|readyz|metrics)(\?|$)/.test(request.url ?? "");
    if (isProbe || readyToEvaluate().isReady) return api(request, response);
    response.writeHead(503, { "content-type": "application/json", "retry-after": "1" });
    response.end(JSON.stringify({ error: "The relay has heard nothing of its upstream yet" }));
  };
}
