"use client";

import { useCallback, useMemo, useState } from "react";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { unlessKept } from "@/components/conflict/save-edit";
import { newRowId } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { useContractForm } from "@/components/forms/use-contract-form";
import { useRules } from "@/components/rules/api";
import { servedText } from "@/components/sentence/parts";
import { apiUrl } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import type { Variant } from "@/lib/contract/variant";
import { jsonKey } from "@/lib/targeting/values";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "../detail/flag-header";
import { type ChangeOf, EnvironmentEffect } from "../environment-effect";
import { flagHere } from "../flag-here";
import {
  draftedChanges,
  draftsToVariants,
  isWhole,
  savingSteps,
  type VariantDraft,
  variantsListChange,
  variantsToDrafts,
} from "./variant-drafts";
import { VariantRows } from "./variant-rows";

const NONE: Variant[] = [];

/** A flag's variants: the names of its values. */
export function VariantsDialog({ flag, project, onClose }: FlagDialogProps) {
  const { mutateAsync } = useUpdateFlag(flag);
  const { flag_type: type, variants: stored = NONE } = flag;
  // As they were when the edit began, or as a step of saving has stored them.
  const [opened, setOpened] = useState(stored);
  const [initial] = useState(() => variantsToDrafts(stored, type, newRowId));
  const contractForm = useContractForm<{ variants: VariantDraft[] }>({
    defaultValues: { variants: initial },
    loadCheck: async () => {
      const { variantDraftProblems } = await import("./variant-problems");
      return ({ variants }) => variantDraftProblems(variants, type);
    },
    what: "save the variants",
    explain: unlessKept,
    send: async ({ variants: drafts }, comment) => {
      let before = opened;
      // The form was checked: each draft stands for a variant.
      const whole = draftsToVariants(drafts, type).filter(isWhole);
      const inAll = { variants: whole, changes: draftedChanges(opened, drafts, type) };
      for (const variants of savingSteps(opened, drafts, whole)) {
        // All of them are one save to whoever is asked.
        const isConfirmed = before !== opened;
        await mutateAsync({ opened: { variants: before }, change: { variants }, comment, inAll }, { isConfirmed });
        before = variants;
        setOpened(variants);
      }
      onClose();
    },
  });
  const { values, set, reset, problems } = contractForm;
  const variants = draftsToVariants(values.variants, type);
  return (
    <FormDialog
      title="Variants"
      description="Names for the values that this flag serves. Rules and defaults offer them, and evaluations tell
        them."
      size="lg"
      action="Save"
      isSticky
      onClose={onClose}
      form={contractForm}
      call={() => ({ method: "PATCH", path: apiUrl(`/flags/${flag.id}`), body: { variants } })}
    >
      <ChangedNotice
        kind="flag"
        resourceId={flag.id}
        opened={{ variants: opened }}
        mine={{ variants }}
        theirs={{ variants: stored }}
        onRebase={({ variants = stored }: { variants?: Variant[] }) => {
          setOpened(stored);
          reset({ variants: variantsToDrafts(variants, type, newRowId, stored) });
        }}
      />
      {values.variants.length === 0 && (
        <p className="text-base text-muted">
          {type === "boolean"
            ? "None yet: its values are called on and off."
            : "None yet: its values are shown as they are."}
        </p>
      )}
      <VariantRows
        flagType={type}
        drafts={values.variants}
        problems={problems}
        onChange={(drafts) => set("variants", drafts)}
      />
      <VariantsEffect flag={flag} environments={project.environments} opened={opened} drafts={values.variants} />
    </FormDialog>
  );
}

interface VariantsEffectProps {
  flag: Flag;
  environments: readonly string[];
  /** As they were when the edit began. */
  opened: readonly Variant[];
  drafts: readonly VariantDraft[];
}

/** Before variants are saved: who gets another value, and where those that go are served. */
function VariantsEffect({ flag, environments, opened, drafts }: VariantsEffectProps) {
  const changed = draftedChanges(opened, drafts, flag.flag_type);
  const named = draftsToVariants(drafts, flag.flag_type).filter(isWhole);
  // The drafts are made anew with each rendering, and what they change seldom is another.
  const said = JSON.stringify([changed.pairs, named]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for what is drafted
  const { changes, variants } = useMemo(() => ({ changes: changed, variants: named }), [said]);
  const changeOf = useCallback<ChangeOf>(
    (environment, there) => variantsListChange(flag, { variants, changes }, environment, there),
    [flag, changes, variants],
  );
  const removed = opened.filter(({ name }) => !drafts.some((draft) => draft.opened?.name === name));
  return (
    <>
      {removed.map((variant) => (
        <Removed key={variant.name} flag={flag} environments={environments} variant={variant} />
      ))}
      {changes.pairs.length > 0 && (
        <section aria-label="Who changes" className="flex min-w-0 flex-col gap-1 text-muted text-sm">
          <h3>Who changes, once the new values are served wherever the old ones were:</h3>
          {environments.map((environment) => (
            <EnvironmentEffect key={environment} flag={flag} environment={environment} changeOf={changeOf} isTyped />
          ))}
        </section>
      )}
    </>
  );
}

/** Where a variant that is removed is served: the value stays, without its name. */
function Removed({
  flag,
  environments,
  variant,
}: Pick<VariantsEffectProps, "flag" | "environments"> & { variant: Variant }) {
  return (
    <section aria-label={`Removed: ${variant.name}`} className="flex min-w-0 flex-col gap-1 text-muted text-sm">
      <h3>
        Without <span className="font-medium text-ink">{variant.name}</span>,{" "}
        <code className="font-mono">{servedText(variant.value)}</code> is still served where it is now:
      </h3>
      {environments.map((environment) => (
        <RemovedIn key={environment} flag={flag} environment={environment} variant={variant} />
      ))}
    </section>
  );
}

function RemovedIn({ flag, environment, variant }: { flag: Flag; environment: string; variant: Variant }) {
  const { data: list, isError } = useRules(flag, environment);
  const { value } = flagHere(flag, environment).default_value;
  const uses = list && (usesOf(variant.value, { rules: list.rules, defaultValue: value }) ?? "nowhere");
  return (
    <span className="wrap-anywhere">
      <span className="font-medium text-ink">{environment}:</span> {isError ? "not known" : (uses ?? "…")}
    </span>
  );
}

/** What serves values in one environment. */
interface Serving {
  rules: readonly Pick<Rule, "name" | "value" | "split">[];
  defaultValue: JsonValue;
}

/** Where a value is served: "rule 1, rule 3 (Beta) and otherwise"; undefined: nowhere. */
export function usesOf(value: JsonValue, { rules, defaultValue }: Serving): string | undefined {
  const key = jsonKey(value);
  const isIt = (served: JsonValue) => jsonKey(served) === key;
  const numbered = rules.flatMap(({ name, value: served, split }, index) =>
    isIt(served) || split?.some((arm) => isIt(arm.value))
      ? [`rule ${index + 1}${name === null ? "" : ` (${name})`}`]
      : [],
  );
  const uses = [...numbered, ...(isIt(defaultValue) ? ["when no rule matches"] : [])];
  const last = uses.pop();
  return uses.length === 0 ? last : `${uses.join(", ")} and ${last}`;
}
