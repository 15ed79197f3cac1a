import { setTimeout as delay } from "node:timers/promises";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { badRequest } from "../service-error";

/** How long a client that has heard of a change waits when this instance has not heard of it yet. */
const PATIENCE_MS = 1_000;
/** The form in which event streams name a state of the flags. */
const CONFIG_TAG = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Where {
  projectId: string | undefined;
  environment: string | undefined;
}

/**
 * The ruleset for the project and environment that OFREP's headers, or a stream's token, name.
 * @throws ServiceError 400 when they name no project or environment
 */
export function liveRulesetNamed({ projectId, environment }: Where): MaybePromise<LiveRuleset> {
  if (projectId === undefined) throw badRequest("The x-project-id header must name a project");
  return rulesetStore().held(projectId, environment) ?? loadRuleset(projectId, environment);
}

async function loadRuleset(projectId: string, environment: string | undefined): Promise<LiveRuleset> {
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind === "found") return found.live;
  throw badRequest(found.kind === "no_project" ? "No such project" : "No such environment in the project");
}

/**
 * As `liveRulesetNamed`, for a client that an event told about a state, on this instance or another: if that is not
 * here, it is read from the database, and after a second the answer is what is here.
 */
export function liveRulesetSince(where: Where, configTag: string | undefined): MaybePromise<LiveRuleset> {
  return andThen(liveRulesetNamed(where), (live) => {
    if (configTag === undefined || !CONFIG_TAG.test(configTag)) return live;
    const reading = rulesetStore().catchUpWith(live.projectId, configTag);
    return reading === undefined ? live : atMostPatience(reading).then(() => liveRulesetNamed(where));
  });
}

/** The reader logs the failure; the client gets what is there. */
async function atMostPatience(reading: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const over = delay(PATIENCE_MS, undefined, { ref: false, signal: ended.signal });
  await Promise.race([reading, over]).catch(() => {});
  ended.abort();
  await over.catch(() => {});
}
