import type { JsonObject } from "@/lib/contract/json";
import { grants } from "@/lib/contract/scope";
import { evaluate, type FlagEvaluation } from "@/lib/targeting";
import type { Caller } from "../auth/caller";
import { JsonText } from "../json-text";
import { andThen, type MaybePromise } from "../maybe-promise";
import { ServiceError } from "../service-error";
import { bulkEvaluations } from "./bulk-evaluations";
import { type CallerRuleset, rulesetFor } from "./caller-ruleset";
import { liveRulesetNamed, liveRulesetSince, type Where } from "./ofrep-ruleset";
import { eventStreamsFor } from "./ofrep-streams";

/** OFREP's `targetingKey` becomes the attribute `user_id`, unless the context has one. */
function toContext(sent: JsonObject): JsonObject {
  const { targetingKey } = sent;
  if (typeof targetingKey !== "string" || (sent.user_id !== undefined && sent.user_id !== null)) return sent;
  return { ...sent, user_id: targetingKey };
}

interface SingleRequest {
  where: Where;
  caller: Caller;
  key: unknown;
  context: JsonObject;
}

/** @throws ServiceError 400 for headers that name no project or environment, 403, 404. */
export function evaluateForOfrep({ where, caller, key, context }: SingleRequest): MaybePromise<JsonText> {
  const find = (environment: string | undefined) => liveRulesetNamed({ ...where, environment });
  return andThen(rulesetFor(caller, where.environment, find), (view) => evaluateFlag(view, key, context));
}

function evaluateFlag({ ruleset, texts, live }: CallerRuleset, key: unknown, sent: JsonObject): JsonText {
  const context = toContext(sent);
  live.sample?.see(context);
  const evaluation = typeof key === "string" ? evaluate(ruleset, key, context) : undefined;
  if (typeof key !== "string" || evaluation === undefined) {
    throw new ServiceError("flag_not_found", `Flag '${key}' was not found`);
  }
  return JsonText.bare(texts.ofrep(evaluation));
}

interface BulkRequest {
  where: Where;
  caller: Caller;
  context: JsonObject;
  /** The name that an event stream gave to the current flags. */
  configTag: string | undefined;
}

/**
 * Every flag that is not archived.
 * @throws ServiceError 400 for headers that name no project or environment, 403; 503 when it takes too long.
 */
export function evaluateAllForOfrep({ where, caller, context, configTag }: BulkRequest): MaybePromise<JsonText> {
  const find = (environment: string | undefined) => liveRulesetSince({ ...where, environment }, configTag);
  return andThen(rulesetFor(caller, where.environment, find), (view) =>
    andThen(eventStreamsFor(caller, view.live), (eventStreams) =>
      andThen(evaluateFlags(view, context), (evaluations) =>
        bulkText(view, evaluations, eventStreams, grants(caller.scopes, "flags:ruleset")),
      ),
    ),
  );
}

function evaluateFlags({ ruleset, live }: CallerRuleset, sent: JsonObject): MaybePromise<FlagEvaluation[]> {
  const context = toContext(sent);
  live.sample?.see(context);
  return bulkEvaluations().evaluate(ruleset, context);
}

/** The tag depends only on what a client can act on: a change without effect on its answers does not change the tag. */
function bulkText(
  { texts, live }: CallerRuleset,
  evaluations: readonly FlagEvaluation[],
  eventStreams: string | undefined,
  mayReadRules: boolean,
): JsonText {
  const { environment, flagSetId, revision } = live;
  const flags = evaluations.map((evaluation) => texts.ofrep(evaluation)).join(",");
  const streams = eventStreams === undefined ? "" : `,"eventStreams":${eventStreams}`;
  const acted = `{"flags":[${flags}]${streams}`;
  const metadata = JSON.stringify({
    flagSetId,
    version: String(revision),
    environment,
    revision,
    ...(mayReadRules && { mayReadRules }),
  });
  return JsonText.weaklyTaggedBare(`${acted},"metadata":${metadata}}`, acted);
}
