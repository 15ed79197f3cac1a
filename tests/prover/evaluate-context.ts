import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { elementHolds, naiveEvaluate } from "../unit/targeting/naive";
import { armFor, bucketOf } from "./domain";

/** The rule that serves a context, by the naive reading, and the arm of its split; null for the default. */
export function servedBy(
  { rules, segments, required }: RuleListInput,
  context: Readonly<Record<string, unknown>>,
): { readonly ruleId: string | null; readonly arm: number | null } {
  const isMet = (required?.requires ?? []).every(({ flag, value }) => {
    const given = naiveEvaluate(
      { flags: required?.flags ?? [], rules: required?.rules ?? [], segments },
      flag,
      context,
    );
    const isThere = required?.flags.some(({ key, status }) => key === flag && status === "active") === true;
    return isThere && given !== undefined && !given.isCodeDefault && given.value === value;
  });
  if (!isMet) return { ruleId: null, arm: null };
  const ordered = [...rules].sort((a, b) => a.position - b.position);
  const found = ordered.find((rule) => {
    if (!rule.enabled) return false;
    const linked = rule.segment_id ? [{ segment: rule.segment_id }] : [];
    if (![...rule.conditions, ...linked].every((each) => elementHolds(each, context, segments))) return false;
    const percentage = rule.percentage ?? 100;
    if (percentage >= 100) return true;
    const id = context[rule.bucket_by ?? "user_id"];
    const bucket = bucketOf({ value: id, buckets: null }, rule.salt ?? rule.id);
    return bucket !== null && bucket < percentage;
  });
  if (found === undefined) return { ruleId: null, arm: null };
  return { ruleId: found.id, arm: armFor(found, { value: context[found.bucket_by ?? "user_id"], buckets: null }) };
}
