import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { conditionHolds } from "../unit/targeting/naive";
import { bucketOf } from "./domain";

/** The rule that serves a context, by the naive reading; null for the default. */
export function servedBy(
  { rules, segments }: RuleListInput,
  context: Readonly<Record<string, unknown>>,
): string | null {
  const ordered = [...rules].sort((a, b) => a.position - b.position);
  const found = ordered.find((rule) => {
    if (!rule.enabled) return false;
    if (!rule.conditions.every(({ attribute, ...asked }) => conditionHolds(context, attribute, asked))) return false;
    if (rule.segment_id) {
      const segment = segments.find(({ id }) => id === rule.segment_id);
      const members = segment?.rules.map(({ key, ...asked }) => conditionHolds(context, key, asked));
      if (!members || members.length === 0) return false;
      if (!(segment?.match_type === "any" ? members.some(Boolean) : members.every(Boolean))) return false;
    }
    const percentage = rule.percentage ?? 100;
    if (percentage >= 100) return true;
    const id = context[rule.bucket_by ?? "user_id"];
    const bucket = bucketOf({ value: id, draws: null }, rule.salt ?? rule.id);
    return bucket !== null && bucket < percentage;
  });
  return found?.id ?? null;
}
