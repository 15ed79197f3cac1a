import type { Bootstrap, Evaluate, Evaluation as Explained, RuleTrace } from "@/lib/contract/evaluation";
import type { JsonObject } from "@/lib/contract/json";
import { unknownEnvironment } from "@/lib/contract/rule";
import { type RuleTrace as EngineTrace, evaluate, evaluateAll, explain } from "@/lib/targeting";
import { JsonText } from "../json-text";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { invalid, notFound, ServiceError } from "../service-error";

/**
 * The ruleset that answers for a project and environment: from memory, or read at its first use.
 * @throws ServiceError 404 for the project, 422 for an environment that it does not have or a project that was not named.
 */
export async function liveRuleset(
  projectId: string | undefined,
  environment: string | undefined,
): Promise<LiveRuleset> {
  if (projectId === undefined) throw invalid({ project_id: ["Required"] });
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind === "found") return found.live;
  if (found.kind === "no_project") throw notFound();
  throw invalid({ environment: [unknownEnvironment(found.environments)] });
}

/**
 * One flag's value for a context, and on request what every rule, condition, segment and percentage made of it.
 * @throws ServiceError 404, 422.
 */
export async function evaluateIn(projectId: string | undefined, request: Evaluate): Promise<JsonText | Explained> {
  const live = await liveRuleset(projectId, request.environment);
  return request.explain === true
    ? explainFlag(live, request.flag_key, request.context)
    : evaluateFlag(live, request.flag_key, request.context);
}

/** Every flag that is not archived. @throws ServiceError 404, 422. */
export async function evaluateAllIn(projectId: string | undefined, request: Bootstrap): Promise<JsonText> {
  const { ruleset, answers, environment, revision } = await liveRuleset(projectId, request.environment);
  const members: string[] = [];
  for (const [key, evaluation] of evaluateAll(ruleset, request.context)) members.push(answers.member(key, evaluation));
  const flags = `{${members.join(",")}}`;
  return JsonText.data(`{"environment":${JSON.stringify(environment)},"revision":${revision},"flags":${flags}}`);
}

function evaluateFlag({ ruleset, answers }: LiveRuleset, flagKey: string, context: JsonObject): JsonText {
  const evaluation = evaluate(ruleset, flagKey, context);
  if (evaluation === undefined) throw flagNotFound();
  return JsonText.data(answers.single(flagKey, evaluation));
}

function explainFlag({ ruleset, environment }: LiveRuleset, flagKey: string, context: JsonObject): Explained {
  const explanation = explain(ruleset, flagKey, context);
  if (explanation === undefined) throw flagNotFound();
  const { value, reason, ruleId, trace } = explanation;
  return { flag_key: flagKey, value, reason, rule_id: ruleId, environment, trace: trace.map(toRuleTrace) };
}

const flagNotFound = () => new ServiceError("flag_not_found", "Flag not found");

/** The engine's trace in the contract's names. */
function toRuleTrace({ ruleId, segment, percentage, conditions, position, outcome, fault }: EngineTrace): RuleTrace {
  return {
    rule_id: ruleId,
    position,
    outcome,
    fault,
    conditions: [...conditions],
    segment: segment && {
      segment_id: segment.segmentId,
      match_type: segment.matchType,
      matches: segment.matches,
      fault: segment.fault,
      conditions: [...segment.conditions],
    },
    percentage: percentage && {
      percentage: percentage.percentage,
      bucket_by: percentage.bucketBy,
      bucket: percentage.bucket,
      matches: percentage.matches,
      detail: percentage.detail,
    },
  };
}
