"use client";

import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { useUpdateRule } from "@/lib/client/use-update-rule";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { RuleActions } from "./use-rule-actions";

interface RuleSwitchProps {
  flag: Flag;
  rule: Rule;
  name: string;
  actions: Pick<RuleActions, "switched" | "settle">;
}

/** Turns a rule on and off: shown at once, back when the server refuses. */
export function RuleSwitch({ flag, rule, name, actions }: RuleSwitchProps) {
  const { mutateAsync, isPending, variables } = useUpdateRule(flag);
  const isOn = isPending && variables.change.enabled !== undefined ? variables.change.enabled : rule.enabled;
  const change = (enabled: boolean) =>
    mutateAsync({ ruleId: rule.id, change: { enabled } }).catch((error) => {
      actions.settle(rule.id);
      toast.error(describeError(error, `turn ${name} ${enabled ? "on" : "off"}`));
    });
  const onSwitch = (enabled: boolean) => {
    void change(enabled);
    actions.switched(rule, enabled, () => void change(!enabled));
  };
  return <Switch aria-label={`${name} is on`} checked={isOn} onCheckedChange={onSwitch} className="mx-1" />;
}
