"use client";

import { useState } from "react";
import { sayFailure } from "@/components/conflict/say-failure";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { toast } from "@/components/ui/toast";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import { contentOf } from "@/lib/contract/rule-pairs";
import { useCreateRule, useUpdateRule } from "../api";

const SUFFIX = " (copy)";

/**
 * Puts a copy below a rule. The copy is off: its percentage and its split get a new salt, so turned on it would let in
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

/** An answer is waited for. */
interface Press {
  readonly enabled: boolean;
}

/**
 * Turns rules on and off: shown at once, back when the server refuses. One for the whole list: a card that is scrolled
 * by need not bring what watches a change of it.
 * @param onRefused a rule is as it was
 */
export function useRuleSwitches(flag: Flag, onRefused: (ruleId: string) => void) {
  const { mutateAsync } = useUpdateRule(flag);
  const [waiting, setWaiting] = useState<ReadonlyMap<string, Press>>(new Map());
  /** @param name how a message calls it: "rule 3" @param isConfirmed it takes back what was done */
  const turn = (rule: Rule, name: string, enabled: boolean, isConfirmed = false): void => {
    const press: Press = { enabled };
    setWaiting((known) => new Map(known).set(rule.id, press));
    // What is undone was the opposite, whatever the card was rendered with.
    mutateAsync({ rule, opened: { enabled: !enabled }, change: { enabled } }, { isConfirmed })
      .catch((error: unknown) => {
        onRefused(rule.id);
        sayFailure(error, `turn ${enabled ? "on" : "off"} ${name}`);
      })
      .finally(() => {
        // Another press may have come meanwhile.
        setWaiting((known) => new Map([...known].filter(([, other]) => other !== press)));
      });
  };
  const isOn = (rule: Rule): boolean => waiting.get(rule.id)?.enabled ?? rule.enabled;
  return { turn, isOn };
}
