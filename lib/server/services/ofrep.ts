import type { JsonObject } from "@/lib/contract/json";
import { evaluate, evaluateAll } from "@/lib/targeting";
import { JsonText } from "../json-text";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { badRequest, ServiceError } from "../service-error";

/** OFREP calls whom it is about `targetingKey`; here that is `user_id`, unless the context has one. */
function toContext(sent: JsonObject): JsonObject {
  const { targetingKey } = sent;
  if (typeof targetingKey !== "string" || (sent.user_id !== undefined && sent.user_id !== null)) return sent;
  return { ...sent, user_id: targetingKey };
}

interface Where {
  projectId: string | undefined;
  environment: string | undefined;
}

/** @throws ServiceError 400 for headers that name no project or environment, 404. */
export function evaluateForOfrep(where: Where, key: unknown, context: JsonObject): MaybePromise<JsonText> {
  return andThen(liveRulesetNamed(where), (live) => evaluateFlag(live, key, context));
}

function evaluateFlag({ ruleset, answers }: LiveRuleset, key: unknown, context: JsonObject): JsonText {
  const evaluation = typeof key === "string" ? evaluate(ruleset, key, toContext(context)) : undefined;
  if (typeof key !== "string" || evaluation === undefined) {
    throw new ServiceError("flag_not_found", `Flag '${key}' was not found`);
  }
  return JsonText.bare(answers.ofrep(evaluation));
}

/** Every flag that is not archived. @throws ServiceError 400 for headers that name no project or environment. */
export function evaluateAllForOfrep(where: Where, context: JsonObject): MaybePromise<JsonText> {
  return andThen(liveRulesetNamed(where), (live) => evaluateFlags(live, context));
}

function evaluateFlags({ ruleset, answers, environment, revision }: LiveRuleset, context: JsonObject): JsonText {
  const flags = evaluateAll(ruleset, toContext(context)).map((evaluation) => answers.ofrep(evaluation));
  const metadata = JSON.stringify({ environment, revision });
  return JsonText.taggedBare(`{"flags":[${flags.join(",")}],"metadata":${metadata}}`);
}

function liveRulesetNamed({ projectId, environment }: Where): MaybePromise<LiveRuleset> {
  if (projectId === undefined) throw badRequest("The x-project-id header must name a project");
  return rulesetStore().held(projectId, environment) ?? loadRuleset(projectId, environment);
}

async function loadRuleset(projectId: string, environment: string | undefined): Promise<LiveRuleset> {
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind === "found") return found.live;
  throw badRequest(found.kind === "no_project" ? "No such project" : "No such environment in the project");
}
