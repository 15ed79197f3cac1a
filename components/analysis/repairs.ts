import type { MoveTarget } from "@/components/rules/order/order-moves";
import type { RuleInput } from "@/lib/targeting";
import type { Finding } from "@/lib/targeting/analysis/findings/finding";
import { segmentsNamed } from "@/lib/targeting/segment-order";

/**
 * A repair that one press makes. Moving a rule may change people and says who they are; the other repairs are proven to
 * change nobody.
 */
export type Repair = { readonly label: string; readonly ruleId: string } & (
  | { readonly kind: "delete" }
  | { readonly kind: "move"; readonly target: MoveTarget }
  | { readonly kind: "remove_condition"; readonly condition: number }
  /** A proposal: the editor opens with it, because only a person knows which name is right. */
  | { readonly kind: "rename_attribute"; readonly condition: number; readonly attribute: string }
);

/** The repairs of a finding; none where only a person can decide. */
export const repairsOf = (finding: Finding, rules: readonly RuleInput[]): Repair[] => {
  const rule = rules.find(({ id }) => id === finding.ruleIds[0]);
  if (rule === undefined) return [];
  const ruleId = rule.id;
  const remove: Repair = { kind: "delete", label: "Delete rule", ruleId };
  // The finding holds only without lists in some attributes: people with such lists would change.
  const isForEveryone = finding.listAttributes.length === 0;
  switch (finding.kind) {
    case "requirement_never_met":
    case "requirement_always_met":
      return [];
    case "never_matches":
      return isForEveryone && !isWaiting(rule) ? [remove] : [];
    case "never_reached":
      return [...moveAbove(ruleId, finding, rules), ...(isForEveryone ? [remove] : [])];
    case "ends_list":
      return [{ kind: "move", label: "Move to bottom", ruleId, target: "bottom" }];
    case "same_as_below":
    case "same_as_default":
      return isForEveryone ? [remove] : [];
    case "idle_condition":
      return finding.condition === null || !isForEveryone
        ? []
        : [{ kind: "remove_condition", label: "Remove condition", ruleId, condition: finding.condition }];
    // Only a person knows whether the rule or the test user is wrong.
    case "unlike_known_values":
      return [];
    case "similar_attribute":
      return finding.condition === null || finding.suggestion === null
        ? []
        : [
            {
              kind: "rename_attribute",
              label: `Use “${finding.suggestion}”…`,
              ruleId,
              condition: finding.condition,
              attribute: finding.suggestion,
            },
          ];
    case "any_order":
      return [];
  }
};

/** The rule may be a rollout that has not begun, or wait for a segment to be filled: do not advise to delete it. */
const isWaiting = (rule: RuleInput): boolean => rule.percentage === 0 || segmentsNamed([rule]).next().done === false;

const moveAbove = (ruleId: string, { becauseOf }: Finding, rules: readonly RuleInput[]): Repair[] => {
  const first = rules.find(({ id }) => becauseOf.includes(id));
  if (first === undefined) return [];
  return [{ kind: "move", label: `Move above rule ${first.position}`, ruleId, target: { positionOf: first.id } }];
};
