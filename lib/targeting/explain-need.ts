import type { Properties } from "./context";
import { shortened } from "./describe-attribute";
import { keyOf } from "./json-key";
import type { Need } from "./link-flags";
import type { FlagEvaluation, RequirementTrace } from "./types";

/** Whether a requirement is met, and what the required flag gives. */
export function explainNeed(need: Need, context: Properties, epoch: number): RequirementTrace {
  const { flag, variant, value } = need.requirement.stored;
  const told = need.explain(context, epoch);
  return {
    flag,
    ...(variant !== undefined && { variant }),
    ...(value !== undefined && { value }),
    matches: need.isMet(context, epoch),
    detail: told === null ? `cannot evaluate: ${need.fault}` : given(told.answer, told.isOff),
  };
}

/** What a flag gives, behind its name: `gives false (off)`, `is off and leaves its value to the code`. */
export function given({ value, variant, reason, isCodeDefault }: FlagEvaluation, isOff: boolean): string {
  const why = isOff ? "is off and " : reason === "DISABLED" ? "does not get what it requires itself and " : "";
  if (isCodeDefault) return `${why}leaves its value to the code`;
  const text = keyOf(value) ?? "a value that is nested too deeply";
  return `${why}gives ${shortened(text)}${typeof variant === "string" ? ` (${variant})` : ""}`;
}
