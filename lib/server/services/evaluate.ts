import { type Bootstrap, type Evaluate, type Evaluation as Explained, toEvaluation } from "@/lib/contract/evaluation";
import type { JsonObject } from "@/lib/contract/json";
import { unknownEnvironment } from "@/lib/contract/rule";
import { evaluate, explain } from "@/lib/targeting";
import type { Caller } from "../auth/caller";
import { JsonText } from "../json-text";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { forbidden, invalid, notFound, ServiceError } from "../service-error";
import { bulkEvaluations } from "./bulk-evaluations";
import { type CallerRuleset, rulesetFor } from "./caller-ruleset";

/**
 * The ruleset for a project and environment, from memory or read at its first use.
 * @throws ServiceError 404 for the project, 422 for an environment that it does not have or when no project was named.
 */
export function liveRuleset(projectId: string | undefined, environment: string | undefined): MaybePromise<LiveRuleset> {
  if (projectId === undefined) throw invalid({ project_id: ["Required"] });
  return rulesetStore().held(projectId, environment) ?? loadRuleset(projectId, environment);
}

/**
 * As `liveRuleset`, in the part that the caller may know. @throws ServiceError 403 for another environment than theirs.
 */
const rulesetIn = (
  projectId: string | undefined,
  { environment }: Pick<Bootstrap, "environment">,
  caller: Caller,
): MaybePromise<CallerRuleset> => rulesetFor(caller, environment, (name) => liveRuleset(projectId, name));

async function loadRuleset(projectId: string, environment: string | undefined): Promise<LiveRuleset> {
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind === "found") return found.live;
  if (found.kind === "no_project") throw notFound();
  throw invalid({ environment: [unknownEnvironment(found.environments)] });
}

/**
 * One flag's value for a context and, on request, what every rule, condition, segment and percentage contributed.
 * @throws ServiceError 403, 404, 422.
 */
export function evaluateIn(
  projectId: string | undefined,
  request: Evaluate,
  caller: Caller,
): MaybePromise<JsonText | Explained> {
  // People can read a client key, and so its answers, which must not reveal the rules.
  if (request.explain === true && caller.isClient) throw forbidden();
  const answer = request.explain === true ? explainFlag : evaluateFlag;
  return andThen(rulesetIn(projectId, request, caller), (view) => answer(view, request.flag_key, request.context));
}

/** Every flag that is not archived. @throws ServiceError 403, 404, 422; 503 when it takes too long. */
export function evaluateAllIn(
  projectId: string | undefined,
  request: Bootstrap,
  caller: Caller,
): MaybePromise<JsonText> {
  return andThen(rulesetIn(projectId, request, caller), (view) => evaluateFlags(view, request.context));
}

function evaluateFlags({ ruleset, texts, live }: CallerRuleset, context: JsonObject): MaybePromise<JsonText> {
  const { environment, revision, sample } = live;
  sample?.see(context);
  return andThen(bulkEvaluations().evaluate(ruleset, context), (evaluations) => {
    const flags = evaluations.map((evaluation) => texts.member(evaluation)).join(",");
    return JsonText.data(`{"environment":${JSON.stringify(environment)},"revision":${revision},"flags":{${flags}}}`);
  });
}

function evaluateFlag({ ruleset, texts, live }: CallerRuleset, flagKey: string, context: JsonObject): JsonText {
  live.sample?.see(context);
  const evaluation = evaluate(ruleset, flagKey, context);
  if (evaluation === undefined) throw flagNotFound();
  return JsonText.data(texts.single(evaluation));
}

function explainFlag({ ruleset, live }: CallerRuleset, flagKey: string, context: JsonObject): Explained {
  const explanation = explain(ruleset, flagKey, context);
  if (explanation === undefined) throw flagNotFound();
  return toEvaluation(flagKey, explanation, live.environment);
}

const flagNotFound = () => new ServiceError("flag_not_found", "Flag not found");
