import type { FlagComparison } from "@/lib/contract/promotion";
import { type PromotedPart, promotedParts } from "@/lib/contract/promotion-parts";
import { rulesDifference } from "@/lib/contract/rules-difference";
import type { FlagContent } from "../../store/flag-contents";

/** What differs between two environments; equal parts are absent. */
export type Difference = Pick<FlagComparison, "state" | "default_value" | "rules">;

export function differenceOf(from: FlagContent, to: FlagContent): Difference {
  const defaults = { from: from.state.default_value ?? null, to: to.state.default_value ?? null };
  const rules = rulesDifference(from.rules, to.rules);
  return {
    ...(from.state.enabled !== to.state.enabled && { state: { from: from.state.enabled, to: to.state.enabled } }),
    ...(JSON.stringify(defaults.from) !== JSON.stringify(defaults.to) && { default_value: defaults }),
    ...(Object.values(rules).some((differing) => differing.length > 0) && { rules }),
  };
}

/** The parts that a difference concerns. */
export function partsOf(difference: Difference): PromotedPart[] {
  const differs: Record<PromotedPart, boolean> = {
    state: difference.state !== undefined,
    default: difference.default_value !== undefined,
    rules: difference.rules !== undefined,
  };
  return promotedParts.filter((part) => differs[part]);
}
