import type { RelaySettings } from "@/lib/env";
import { readyToEvaluate } from "../live/readiness";
import { Relay } from "../relay/relay";
import { ServiceError } from "../service-error";
import { repeat, type Stop } from "./repeat";

const COUNTS_EVERY_MS = 10_000;

/** The routes that a relay serves: those for which a ruleset is enough. */
const RELAYED =
  /^\/((ofrep|flagd)\/|api\/v1\/(flags\/(evaluate|evaluations|bootstrap|stream|rulesets)(\/|$)|openapi\.json$))/;

export const isRelayed = (path: string): boolean => RELAYED.test(path);

/**
 * Follows the upstream.
 * @returns how to stop; the last counts are reported then
 * @throws Error with one clear sentence when there is no key for it
 */
export async function startRelay(settings: RelaySettings, dataDir: string): Promise<Stop> {
  const relay = await Relay.start(settings, dataDir);
  const stop = repeat("telling the upstream what was counted", COUNTS_EVERY_MS, relay.tellCounts);
  return async () => {
    await stop();
    await relay.tellCounts().finally(() => relay.close());
  };
}

/** Why a relay cannot answer yet; undefined: it can. */
export const notHeardYet = (): ServiceError | undefined =>
  readyToEvaluate().isReady
    ? undefined
    : new ServiceError("unavailable", "The relay has heard nothing of its upstream yet", { retryAfter: 1 });
