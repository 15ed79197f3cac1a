"use client";

import { useState } from "react";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { unlessKept } from "@/components/conflict/save-edit";
import { newRowId } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { useContractForm } from "@/components/forms/use-contract-form";
import { apiUrl } from "@/lib/client/api-client";
import type { Variant } from "@/lib/contract/variant";
import { useUpdateFlag } from "../api";
import type { FlagDialogProps } from "../detail/flag-menu";
import {
  draftedChanges,
  draftsToVariants,
  isWhole,
  savingSteps,
  type VariantDraft,
  variantsToDrafts,
} from "./variant-drafts";
import { VariantRows } from "./variant-rows";
import { VariantsEffect } from "./variants-effect";

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
      description="Names for the values that this flag serves. Rules and defaults offer them, and evaluations tell them."
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
