"use client";

import { sayFailure } from "@/components/conflict/say-failure";
import type { JudgedFlag } from "@/components/protected/protected-save";
import { toast } from "@/components/ui/toast";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import { contentOf } from "@/lib/contract/rule-pairs";
import { useCreateRule } from "../api";

const SUFFIX = " (copy)";

/**
 * Puts a copy below a rule. The copy is off: its percentage and its split are drawn anew, so turned on it would let in
 * and split other people than the original does.
 */
export function useDuplicateRule(flag: JudgedFlag) {
  const { mutate } = useCreateRule(flag);
  return (rule: Rule, position: number | undefined) => {
    const name = rule.name === null ? null : rule.name.slice(0, limits.nameLength - SUFFIX.length) + SUFFIX;
    mutate(
      {
        ...contentOf(rule),
        ...{ environment: rule.environment, name, enabled: false },
        ...(position !== undefined && { position }),
      },
      {
        onSuccess: () => toast("Duplicated the rule. The copy is off until you turn it on."),
        onError: (error) => sayFailure(error, "duplicate the rule"),
      },
    );
  };
}
