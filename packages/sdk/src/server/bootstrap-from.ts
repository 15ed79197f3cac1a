import type { EvaluationContext } from "@openfeature/web-sdk";
import type { Guidon } from "../core/guidon";
import { sentContext } from "../sent-context";
import type { FlagAnswer } from "../web/answer";
import type { Bootstrap } from "../web/options";

/**
 * Every value of a page's flags, evaluated in this process: no request, so it does not wait. The page gets the flags
 * that are visible to clients.
 */
export function bootstrapFrom(guidon: Pick<Guidon, "all">, context: EvaluationContext): Bootstrap {
  // As the page sends it later: a date is a text in JSON.
  const sent: EvaluationContext = JSON.parse(JSON.stringify(context));
  const flags = Object.entries(guidon.all(sentContext(sent), "client")).map(([key, given]) => ({
    ...given,
    key,
    // The engine's JSON may lack a value where OpenFeature's may not: what a server has sent lacks none.
    value: given.value as NonNullable<FlagAnswer["value"]>,
  }));
  return { context: sent, answer: { flags } };
}
