import type { AttributeUse } from "@/lib/contract/attribute";
import type { RuleInput } from "@/lib/targeting";
import type { AttributeUses } from "@/lib/targeting/analysis/findings/similar-attributes";

/** How often each attribute is used in the project, but for the uses in these rules. */
export const usesElsewhere = (attributes: readonly AttributeUse[], rules: readonly RuleInput[]): AttributeUses => {
  const uses = new Map(attributes.map(({ name, count }) => [name, count]));
  for (const { attribute } of rules.flatMap(({ conditions }) => conditions)) {
    const count = uses.get(attribute) ?? 0;
    if (count > 1) uses.set(attribute, count - 1);
    else uses.delete(attribute);
  }
  return uses;
};
