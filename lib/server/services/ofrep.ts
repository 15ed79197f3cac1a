import type { JsonObject } from "@/lib/contract/json";
import { evaluate, evaluateAll } from "@/lib/targeting";
import type { Caller } from "../auth/caller";
import { JsonText } from "../json-text";
import type { LiveRuleset } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { ServiceError } from "../service-error";
import { liveRulesetNamed, liveRulesetSince, type Where } from "./ofrep-ruleset";
import { eventStreamsFor } from "./ofrep-streams";

/** OFREP's `targetingKey` becomes the attribute `user_id`, unless the context has one. */
function toContext(sent: JsonObject): JsonObject {
  const { targetingKey } = sent;
  if (typeof targetingKey !== "string" || (sent.user_id !== undefined && sent.user_id !== null)) return sent;
  return { ...sent, user_id: targetingKey };
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

interface BulkRequest {
  where: Where;
  caller: Caller;
  context: JsonObject;
  /** What an event stream said that the flags are called now. */
  configTag: string | undefined;
}

/** Every flag that is not archived. @throws ServiceError 400 for headers that name no project or environment. */
export function evaluateAllForOfrep({ where, caller, context, configTag }: BulkRequest): MaybePromise<JsonText> {
  return andThen(liveRulesetSince(where, configTag), (live) =>
    andThen(eventStreamsFor(caller, live), (eventStreams) => evaluateFlags(live, context, eventStreams)),
  );
}

/** Tagged by what a client would act on: a change by which nothing is new to it is none. */
function evaluateFlags(live: LiveRuleset, context: JsonObject, eventStreams: string | undefined): JsonText {
  const { ruleset, answers, environment, flagSetId, revision } = live;
  const flags = evaluateAll(ruleset, toContext(context)).map((evaluation) => answers.ofrep(evaluation));
  const streams = eventStreams === undefined ? "" : `,"eventStreams":${eventStreams}`;
  const acted = `{"flags":[${flags.join(",")}]${streams}`;
  const metadata = JSON.stringify({ flagSetId, version: String(revision), environment, revision });
  return JsonText.weaklyTaggedBare(`${acted},"metadata":${metadata}}`, acted);
}
