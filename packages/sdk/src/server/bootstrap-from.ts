import type { EvaluationContext } from "@openfeature/web-sdk";
import type { Guidon } from "../core/guidon";
import { sentContext } from "../sent-context";
import type { FlagAnswer } from "../web/answer";
import type { Bootstrap } from "../web/options";

/**
 * The values of a page's flags, evaluated in this process without a request. The page gets the flags that are visible
 * to clients.
 */
export function bootstrapFrom(guidon: Pick<Guidon, "all">, context: EvaluationContext): Bootstrap {
  // As the page sends it later: JSON turns a date into text.
  const sent: EvaluationContext = JSON.parse(JSON.stringify(context));
  const flags = Object.entries(guidon.all(sentContext(sent), "client")).map(([key, given]) => ({
    ...given,
    key,
    // The engine's type of JSON allows undefined members, and OpenFeature's does not: what a server has sent has none.
    value: given.value as NonNullable<FlagAnswer["value"]>,
  }));
  return { context: sent, answer: { flags } };
}
