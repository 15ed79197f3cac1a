import { schemaProblems } from "@/components/forms/schema-problems";
import { draftToServed } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import { updateFlagSchema } from "@/lib/contract/flag";
import type { FlagType } from "@/lib/contract/flag-value";
import { mergeProblems } from "@/lib/contract/problems";
import { variantProblems } from "@/lib/contract/variant";
import { draftsToVariants, type VariantDraft } from "./variant-drafts";

/** Everything wrong with drafts of variants, by form field: what the server would say, before it is asked. */
export function variantDraftProblems(drafts: readonly VariantDraft[], flagType: FlagType): FieldProblems {
  const variants = draftsToVariants(drafts, flagType);
  const typed = Object.fromEntries(
    drafts.flatMap(({ value }, index) => {
      const served = draftToServed(flagType, value);
      return served.ok ? [] : [[`variants.${index}.value`, [served.message]]];
    }),
  );
  const found = mergeProblems(
    schemaProblems(updateFlagSchema.pick({ variants: true }), { variants }),
    variantProblems(flagType, variants),
  );
  return { ...found, ...typed };
}
