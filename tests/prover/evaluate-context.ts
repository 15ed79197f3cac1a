import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { elementHolds } from "../unit/targeting/naive";
import { bucketOf } from "./domain";

/** The rule that serves a context, by the naive reading; null for the default. */
export function servedBy(
  { rules, segments }: RuleListInput,
  context: Readonly<Record<string, unknown>>,
): string | null {
  const ordered = [...rules].sort((a, b) => a.position - b.position);
  const found = ordered.find((rule) => {
    if (!rule.enabled) return false;
    const linked = rule.segment_id ? [{ segment: rule.segment_id }] : [];
    if (![...rule.conditions, ...linked].every((each) => elementHolds(each, context, segments))) return false;
    const percentage = rule.percentage ?? 100;
    if (percentage >= 100) return true;
    const id = context[rule.bucket_by ?? "user_id"];
    const bucket = bucketOf({ value: id, draws: null }, rule.salt ?? rule.id);
    return bucket !== null && bucket < percentage;
  });
  return found?.id ?? null;
}
