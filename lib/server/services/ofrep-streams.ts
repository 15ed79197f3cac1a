import { LRUCache } from "lru-cache";
import { assertReach, type Caller } from "../auth/caller";
import { streamTokenOf } from "../auth/stream-tokens";
import type { EventStream } from "../exchange";
import { refetchStream } from "../live/refetch-stream";
import type { LiveRuleset } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { processState } from "../process-state";
import { liveRulesetNamed } from "./ofrep-ruleset";

/** The number of keys that are held in memory. */
const WRITTEN = 10_000;

/** The JSON by key, project and environment: it is the same in all answers. */
const written = () => processState("ofrep-streams", () => new LRUCache<string, string>({ max: WRITTEN }));

/**
 * A bulk evaluation's `eventStreams`, as JSON. The address has no origin, because clients use the one by which they
 * reached us. People get none: their session is no key, and they have the dashboard's stream.
 */
export function eventStreamsFor(
  { actor, credential }: Caller,
  { projectId, environment }: LiveRuleset,
): MaybePromise<string | undefined> {
  if (actor.type !== "api_key") return undefined;
  const keyId = credential.id;
  const name = `${keyId} ${projectId} ${environment}`;
  const known = written().get(name);
  if (known !== undefined) return known;
  return andThen(streamTokenOf({ keyId, projectId, environment }), (token) => {
    const json = JSON.stringify([{ type: "sse", endpoint: { requestUri: `/ofrep/v1/events?stream=${token}` } }]);
    written().set(name, json);
    return json;
  });
}

/** @throws ServiceError 400 for an environment that was removed, 403 for one that is not the caller's, 429, 503. */
export async function streamRefetches(
  where: { projectId: string; environment: string; lastEventId: string | undefined },
  caller: Caller,
): Promise<EventStream> {
  assertReach(caller, [where.environment]);
  return refetchStream(await liveRulesetNamed(where), caller.credential, where.lastEventId);
}
