import type { ReportedEvaluation } from "@/lib/contract/reported-evaluations";
import type { FlagEvaluation } from "@/lib/targeting";
import type { AnswerCount } from "./answers";
import type { LiveRuleset } from "./live-project";
import { CODE_DEFAULT, valueText } from "./value-text";

/** Stands for an unknown value. */
const UNKNOWN_VALUE = "";

/**
 * Converts what an application counted to our counts; undefined when the flag or the rule does not exist. Only values
 * that the rule can serve are distinguished, so that reports cannot create arbitrary many.
 */
export function toCount({ ruleset }: LiveRuleset, reported: ReportedEvaluation): AnswerCount | undefined {
  const { flag_key: flagKey, rule_id: ruleId, reason, count } = reported;
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined) return undefined;
  const rule = flag.rules.find(({ id }) => id === ruleId);
  if (ruleId !== null && rule === undefined) return undefined;
  const possible =
    rule === undefined
      ? [flag.fallback, flag.unmet]
      : [rule.answer, ...(rule.split?.arms.map(({ answer }) => answer) ?? [])];
  return { flagKey, ruleId, value: textOf(reported, possible), reason, count };
}

/** The key of the served value: the possible value that was reported, or the only possible one. */
function textOf(reported: ReportedEvaluation, possible: readonly FlagEvaluation[]): string {
  const { value, variant, is_code_default: isCodeDefault } = reported;
  const texts = new Set(possible.map(valueText));
  const among = (text: string) => (texts.has(text) ? text : UNKNOWN_VALUE);
  if (isCodeDefault) return among(CODE_DEFAULT);
  if (value !== undefined) return among(valueText({ value }));
  const named = variant === null ? undefined : possible.find((each) => each.variant === variant);
  if (named !== undefined) return valueText(named);
  const [only, ...others] = texts;
  return variant === null && only !== undefined && others.length === 0 ? only : UNKNOWN_VALUE;
}
