import { analysedList, type ListChange, scopeOf } from "@/components/analysis/analysed-list";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { draftToServed, type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import { isOnIn } from "@/lib/contract/flag-state";
import type { FlagType } from "@/lib/contract/flag-value";
import type { JsonValue } from "@/lib/contract/json";
import type { Variant } from "@/lib/contract/variant";
import { ValueChanges } from "@/lib/contract/variant-values";
import type { DecidedBy } from "../environment-effect";
import { flagHere } from "../flag-here";

/** A variant while it is edited. `rowId` tells rows apart and exists nowhere but in the form. */
export interface VariantDraft {
  readonly rowId: string;
  readonly name: string;
  readonly value: ServedDraft;
  readonly description: string;
  /** As it was when the edit began; undefined: it is new. */
  readonly opened?: Variant | undefined;
}

export const newVariantDraft = (flagType: FlagType, rowId: string): VariantDraft => ({
  ...{ rowId, name: "", description: "" },
  value: startingServed(flagType),
});

/** @param stored the flag's, when they are not what the edit begins with */
export const variantsToDrafts = (
  variants: readonly Variant[],
  flagType: FlagType,
  newRowId: () => string,
  stored = variants,
): VariantDraft[] =>
  variants.map((variant) => ({
    rowId: newRowId(),
    name: variant.name,
    value: servedToDraft(flagType, variant.value),
    description: variant.description ?? "",
    opened: stored.find(({ name }) => name === variant.name),
  }));

/** What of a draft can be sent. A value that is none is left out. */
export const draftsToVariants = (drafts: readonly VariantDraft[], flagType: FlagType): Partial<Variant>[] =>
  drafts.map(({ name, value, description }) => {
    const served = draftToServed(flagType, value);
    return { name, ...(served.ok && { value: served.value }), ...(description !== "" && { description }) };
  });

export const isWhole = (variant: Partial<Variant>): variant is Variant =>
  variant.name !== undefined && variant.value !== undefined;

/**
 * What is saved, one after the other; usually it is one list. The server knows a variant by its name, and a name that
 * has another value changes what is served. So where a name goes to another variant it is given up first, and where
 * name and value of one change, the name comes first.
 * @param stored what there is
 * @param variants what the drafts stand for
 */
export function savingSteps(
  stored: readonly Variant[],
  drafts: readonly VariantDraft[],
  variants: readonly Variant[],
): Variant[][] {
  const rows = drafts.flatMap(({ opened }, index) => {
    const variant = variants[index];
    return variant === undefined
      ? []
      : [{ opened, variant, renamed: { ...variant, value: opened?.value ?? variant.value } }];
  });
  const names = new Set(stored.map(({ name }) => name));
  const isRenamed = ({ opened, variant }: (typeof rows)[number]) => opened?.name !== variant.name;
  const isTaken = rows.some((row) => isRenamed(row) && names.has(row.variant.name));
  const isBoth = rows.some((row) => isRenamed(row) && !isSame(row.renamed.value, row.variant.value));
  const kept = rows.flatMap((row) => (isRenamed(row) ? [] : [row.renamed]));
  return [...(isTaken ? [kept] : []), ...(isBoth ? [rows.map(({ renamed }) => renamed)] : []), [...variants]];
}

const isSame = (one: JsonValue, other: JsonValue): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The values that drafts put in place of others, whatever their names are meanwhile. @param stored what there is */
export function draftedChanges(
  stored: readonly Variant[],
  drafts: readonly VariantDraft[],
  flagType: FlagType,
): ValueChanges {
  const before = stored.map((variant) => {
    const draft = drafts.find(({ opened }) => opened?.name === variant.name);
    return { ...variant, name: draft?.rowId ?? variant.name };
  });
  const after = draftsToVariants(drafts, flagType).map((variant, index) => ({
    ...variant,
    name: drafts[index]?.rowId ?? "",
  }));
  return new ValueChanges(before, after.filter(isWhole));
}

/** What becomes of a flag's variants, in however many steps it is saved. */
export interface VariantsChange {
  /** As they are then. */
  readonly variants: readonly Variant[];
  /** The values that others take the place of. */
  readonly changes: Pick<ValueChanges, "insteadOf" | "inRule">;
}

/** What a change of a flag's variants makes of its list in an environment. */
export function variantsListChange(
  flag: JudgedFlag,
  { variants, changes }: VariantsChange,
  environment: string,
  { rules: stored, segments, required }: DecidedBy,
): ListChange {
  const here = flagHere(flag, environment);
  const isOn = isOnIn(flag, environment);
  // While it is off the rules decide nothing, and the default only where it is served then.
  const rules = isOn ? stored : [];
  const { value } = here.default_value;
  const isServed = isOn || flag.when_disabled !== "code_default";
  const default_value = { value: (isServed ? changes.insteadOf(value) : undefined) ?? value };
  return {
    before: analysedList({ flag: here, rules, segments, required }),
    after: analysedList({
      flag: { ...here, default_value, variants: [...variants] },
      rules: rules.map((rule) => changes.inRule(rule)),
      segments,
      required,
    }),
    scope: scopeOf(flag, required),
  };
}
