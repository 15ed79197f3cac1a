"use client";

import { sayFailure } from "@/components/conflict/say-failure";
import type { JudgedFlag } from "@/components/protected/protected-save";
import { toast } from "@/components/ui/toast";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import { useCreateRule } from "../api";

const SUFFIX = " (copy)";

/**
 * Puts a copy below a rule. The copy is off: its percentage and its split are drawn anew, so turned on it would let in
 * and split other people than the original does.
 */
export function useDuplicateRule(flag: JudgedFlag) {
  const { mutate } = useCreateRule(flag);
  return (rule: Rule, position: number | undefined) => {
    const { environment, conditions, value, percentage, segment_id, bucket_by, split } = rule;
    const name = rule.name === null ? null : rule.name.slice(0, limits.nameLength - SUFFIX.length) + SUFFIX;
    mutate(
      {
        ...(position !== undefined && { position }),
        ...{ environment, name, conditions, value, percentage, segment_id, bucket_by, enabled: false },
        ...(split && { split }),
      },
      {
        onSuccess: () => toast("Duplicated the rule. The copy is off until you turn it on."),
        onError: (error) => sayFailure(error, "duplicate the rule"),
      },
    );
  };
}
