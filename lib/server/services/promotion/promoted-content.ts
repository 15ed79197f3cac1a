import { toTimestamp } from "@/lib/contract/common";
import type { EnvironmentState } from "@/lib/contract/flag-environment";
import type { PromotedPart } from "@/lib/contract/promotion-parts";
import type { Rule } from "@/lib/contract/rule";
import { pairRules, saySame } from "@/lib/contract/rule-pairs";
import type { FlagContent } from "../../store/flag-contents";

interface Promotion {
  /** The differing parts that are promoted. */
  readonly parts: readonly PromotedPart[];
  /** The target environment. */
  readonly environment: string;
  readonly now: Date;
  /** The id of a rule that is new there. */
  readonly newId: (rule: Rule) => string;
}

/** The content of a flag in the target environment after the promotion. Unchanged parts stay the same objects. */
export const promotedContent = (from: FlagContent, to: FlagContent, promotion: Promotion): FlagContent => ({
  state: promotedState(from.state, to.state, promotion),
  rules: promotion.parts.includes("rules") ? promotedRules(from.rules, to.rules, promotion) : to.rules,
});

function promotedState(from: EnvironmentState, to: EnvironmentState, { parts }: Promotion): EnvironmentState {
  if (!parts.includes("state") && !parts.includes("default")) return to;
  const { enabled } = parts.includes("state") ? from : to;
  const { default_value } = parts.includes("default") ? from : to;
  return { enabled, ...(default_value && { default_value }) };
}

/**
 * Makes the rules of one environment equal to those of the other. A rule that exists in the target keeps its id, and
 * every rule has its original's salt, so that the same people are inside a percentage in both environments.
 */
function promotedRules(from: readonly Rule[], to: readonly Rule[], { environment, now, newId }: Promotion): Rule[] {
  const pairs = pairRules(from, to);
  const updated_at = toTimestamp(now);
  return from.map((rule) => {
    const known = pairs.get(rule);
    if (known?.position === rule.position && saySame(rule, known)) return known;
    const { id, created_at } = known ?? { id: newId(rule), created_at: updated_at };
    return { ...rule, id, environment, created_at, updated_at };
  });
}
