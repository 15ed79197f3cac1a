import { schemaCheck } from "@/components/forms/use-contract-form";
import type { FlagType } from "@/lib/contract/flag-value";
import type { Variant } from "@/lib/contract/variant";
import type { CreateFlagInput } from "../api";
import { draftsToVariants, isWhole, type VariantDraft } from "../variants/variant-drafts";

/** The fields of a flag that is being made. */
export interface NewFlagValues extends Omit<CreateFlagInput, "variants"> {
  variants: VariantDraft[];
}

/** The variants that the form stands for so far. An on/off flag is not asked: its values are called on and off. */
const variantsOf = (type: FlagType, drafts: readonly VariantDraft[]): Variant[] =>
  type === "boolean" ? [] : draftsToVariants(drafts, type).filter(isWhole);

/** Those of them that can be chosen by name. */
export const namedVariants = (type: FlagType, drafts: readonly VariantDraft[]): Variant[] =>
  variantsOf(type, drafts).filter(({ name }) => name.trim() !== "");

export const toCreateFlag = ({ variants: drafts, ...fields }: NewFlagValues): CreateFlagInput => {
  const variants = variantsOf(fields.flag_type, drafts);
  return { ...fields, ...(variants.length > 0 && { variants }) };
};

/** Loads the check of the form. Variants are checked as drafts: one whose value cannot be read has none to send. */
export async function loadNewFlagCheck() {
  const check = await schemaCheck(async () => (await import("@/lib/contract/flag")).createFlagSchema)();
  const { variantDraftProblems } = await import("../variants/variant-problems");
  return (values: NewFlagValues) => {
    const { variants, flag_type: type } = values;
    const { variants: _, ...fields } = toCreateFlag(values);
    return { ...check(fields), ...(type !== "boolean" && variantDraftProblems(variants, type)) };
  };
}

/** A flag's key from its name: "New checkout (v2)" gives `new-checkout-v2`. Empty when no character can be kept. */
export const keyFromName = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
