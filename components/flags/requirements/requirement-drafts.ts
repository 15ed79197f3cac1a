import { draftToServed, type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { Flag } from "@/lib/contract/flag";
import type { Requirement } from "@/lib/contract/requirement";
import type { Variant } from "@/lib/contract/variant";

/** What of another flag a requirement is made of. */
export type RequiredFlag = Pick<Flag, "id" | "key" | "name" | "flag_type" | "variants" | "status" | "default_value">;

/** A requirement while it is edited. `rowId` tells rows apart and exists nowhere but in the form. */
export interface RequirementDraft {
  readonly rowId: string;
  /** The flag's key; empty: none is chosen yet. */
  readonly flag: string;
  /** Null: by its value. */
  readonly variant: string | null;
  readonly value: ServedDraft;
}

const ON_AND_OFF: readonly Variant[] = [
  { name: "on", value: true },
  { name: "off", value: false },
];

/** The names that a flag's values have; those of a boolean flag without being given any. */
export const namesOf = ({ flag_type: type, variants = [] }: RequiredFlag): readonly Variant[] =>
  variants.length === 0 && type === "boolean" ? ON_AND_OFF : variants;

export const emptyDraft = (rowId: string): RequirementDraft => ({ rowId, flag: "", variant: null, value: "" });

/** A draft for a flag that was just chosen: the first of its names, and without names a value to be written. */
export function draftFor(rowId: string, flag: RequiredFlag): RequirementDraft {
  const [first] = namesOf(flag);
  return { rowId, flag: flag.key, variant: first?.name ?? null, value: startingServed(flag.flag_type) };
}

export function toDraft(
  { flag: key, variant, value }: Requirement,
  rowId: string,
  flag: RequiredFlag | undefined,
): RequirementDraft {
  if (variant !== undefined) return { rowId, flag: key, variant, value: "" };
  return { rowId, flag: key, variant: null, value: servedToDraft(flag?.flag_type ?? "json", value ?? null) };
}

/** What drafts stand for, as far as they stand for something. */
export const toRequirements = (
  drafts: readonly RequirementDraft[],
  flags: ReadonlyMap<string, RequiredFlag>,
): Requirement[] =>
  drafts.flatMap(({ flag: key, variant, value }): Requirement[] => {
    if (variant !== null) return [{ flag: key, variant }];
    const served = draftToServed(flags.get(key)?.flag_type ?? "json", value);
    return served.ok ? [{ flag: key, value: served.value }] : [];
  });

/** Everything wrong with drafts that is known before the server is asked, by form field. */
export function requirementDraftProblems(
  drafts: readonly RequirementDraft[],
  flags: ReadonlyMap<string, RequiredFlag>,
): FieldProblems {
  const problems: FieldProblems = {};
  for (const [index, { flag: key, variant, value }] of drafts.entries()) {
    if (key === "") problems[`requires.${index}.flag`] = ["Choose a flag"];
    else if (drafts.findIndex(({ flag }) => flag === key) < index)
      problems[`requires.${index}.flag`] = ["Is required already"];
    const served = variant === null && key !== "" ? draftToServed(flags.get(key)?.flag_type ?? "json", value) : null;
    if (served?.ok === false) problems[`requires.${index}.value`] = [served.message];
  }
  return problems;
}
