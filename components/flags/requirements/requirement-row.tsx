"use client";

import { ChevronsUpDown, X } from "lucide-react";
import { problemAt } from "@/components/forms/problems";
import { variantText } from "@/components/sentence/parts";
import { Button, IconButton } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import { Field } from "@/components/ui/field/field";
import { Select } from "@/components/ui/field/input";
import { draftToServed, type ServedDraft, servedToDraft, startingServed } from "@/components/values/draft";
import { ValueField } from "@/components/values/served-field";
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
const namesOf = ({ flag_type: type, variants = [] }: RequiredFlag): readonly Variant[] =>
  variants.length === 0 && type === "boolean" ? ON_AND_OFF : variants;

export const emptyDraft = (rowId: string): RequirementDraft => ({ rowId, flag: "", variant: null, value: "" });

/** A draft for a flag that was just chosen: the first of its names, and without names a value to be written. */
function draftFor(rowId: string, flag: RequiredFlag): RequirementDraft {
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

interface RequirementRowProps {
  draft: RequirementDraft;
  /** From 1. */
  number: number;
  /** Those that may be required, by key; undefined while they are loaded. */
  flags: ReadonlyMap<string, RequiredFlag> | undefined;
  /** What is wrong with this row, by field. */
  problems: FieldProblems;
  onChange: (draft: RequirementDraft) => void;
  onRemove: () => void;
}

/** One flag, and what it must give. */
export function RequirementRow({ draft, number, flags, problems, onChange, onRemove }: RequirementRowProps) {
  const chosen = flags?.get(draft.flag);
  const options = [...(flags?.values() ?? [])]
    .filter(({ status, key }) => status !== "archived" || key === draft.flag)
    .map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }));
  const label = draft.flag === "" ? "Choose a flag" : draft.flag;
  const choose = (key: string | null) => {
    const flag = key === null ? undefined : flags?.get(key);
    if (flag !== undefined && flag.key !== draft.flag) onChange(draftFor(draft.rowId, flag));
  };
  return (
    <fieldset
      data-row={draft.rowId}
      aria-label={`Flag ${number}`}
      className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-2"
    >
      <div className="min-w-0 flex-1 basis-48 max-sm:basis-full">
        <Field label="Flag" error={problemAt(problems, "flag") ?? problems[""]?.[0]}>
          {(control) => (
            <Picker
              label="Flag"
              value={draft.flag === "" ? null : draft.flag}
              options={options}
              isLoading={flags === undefined}
              onChoose={choose}
              trigger={
                <Button {...control} aria-label={`Flag: ${label}`} className="w-full justify-between! font-normal">
                  <span className="min-w-0 truncate">{label}</span>
                  <ChevronsUpDown aria-hidden className="text-muted" />
                </Button>
              }
            />
          )}
        </Field>
      </div>
      <div className="min-w-0 flex-1 basis-32">
        {chosen !== undefined && <Wanted {...{ draft, problems, onChange }} flag={chosen} />}
      </div>
      <IconButton label={`Remove flag ${number}`} className="mt-6" onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </fieldset>
  );
}

const BY_VALUE = "value";

/** What the flag must give: one of its names, or a value where it has none or is required by its value. */
function Wanted({
  draft,
  flag,
  problems,
  onChange,
}: Pick<RequirementRowProps, "draft" | "problems" | "onChange"> & { flag: RequiredFlag }) {
  const names = namesOf(flag);
  const isByValue = draft.variant === null;
  const choose = (chosen: string) => onChange({ ...draft, variant: names[Number(chosen)]?.name ?? null });
  return (
    <>
      {names.length > 0 && (
        <Field label="is" error={problemAt(problems, "variant")}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={isByValue ? BY_VALUE : names.findIndex(({ name }) => name === draft.variant)}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
            >
              {names.map((variant, index) => (
                <option key={variant.name} value={index}>
                  {flag.variants === undefined ? variant.name : variantText(variant)}
                </option>
              ))}
              {isByValue && <option value={BY_VALUE}>The value below</option>}
            </Select>
          )}
        </Field>
      )}
      {isByValue && (
        <ValueField
          label={names.length > 0 ? "Value" : "gives"}
          flagType={flag.flag_type}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value })}
          error={problemAt(problems, "value")}
        />
      )}
    </>
  );
}
