import type { JudgedFlag, SaveDescription } from "@/components/protected/use-protected-mutation";
import type { Rule } from "@/lib/contract/rule";
import type { RuleInput } from "@/lib/targeting";
import type { CreateRuleInput, UpdateRuleInput } from "./api";
import { inOrder } from "./order/order-moves";
import { NEW_RULE } from "./rules-on-screen";

/**
 * What changing the rules of an environment does to people, for whoever is to confirm it.
 * @param action "Move the rule"
 */
const saveOfRules = (
  flag: JudgedFlag,
  environment: string,
  action: string,
  after: (stored: readonly RuleInput[]) => RuleInput[],
): SaveDescription => ({
  action: `${action} in ${environment}`,
  effect: { of: "rules", flag, after },
});

/** @param rule without a position: at the end */
export const saveOfNewRule = (flag: JudgedFlag, rule: CreateRuleInput): SaveDescription =>
  saveOfRules(flag, rule.environment, "Add the rule", (stored) => {
    const { position = Number.POSITIVE_INFINITY, enabled = true } = rule;
    const made: RuleInput = { ...rule, id: NEW_RULE, flag_id: flag.id, position, enabled };
    const at = stored.findIndex((other) => other.position >= position);
    return at === -1 ? [...stored, made] : stored.toSpliced(at, 0, made);
  });

export const saveOfRule = (
  flag: JudgedFlag,
  { id, environment }: Pick<Rule, "id" | "environment">,
  change: UpdateRuleInput,
): SaveDescription =>
  saveOfRules(flag, environment, actionOf(change), (stored) =>
    stored.map((rule) => (rule.id === id ? changed(rule, change) : rule)),
  );

function changed(rule: RuleInput, change: UpdateRuleInput): RuleInput {
  const { position = rule.position, conditions = rule.conditions, value = rule.value, enabled = rule.enabled } = change;
  return { ...rule, ...change, position, conditions, value, enabled };
}

const actionOf = ({ enabled, ...others }: UpdateRuleInput): string => {
  if (enabled === undefined || Object.keys(others).length > 0) return "Save the rule";
  return enabled ? "Turn on the rule" : "Turn off the rule";
};

export const saveOfDeletion = (flag: JudgedFlag, { id, environment }: Pick<Rule, "id" | "environment">) =>
  saveOfRules(flag, environment, "Delete the rule", (stored) => stored.filter((rule) => rule.id !== id));

export const saveOfOrder = (flag: JudgedFlag, environment: string, ids: readonly string[]) =>
  saveOfRules(flag, environment, "Move the rule", (stored) => inOrder(stored, ids));
