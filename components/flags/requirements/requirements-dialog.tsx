"use client";

import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { unlessKept } from "@/components/conflict/save-edit";
import { newRowId } from "@/components/forms/field-values";
import { FormDialog } from "@/components/forms/form-dialog";
import { problemsUnder } from "@/components/forms/problems";
import { useContractForm } from "@/components/forms/use-contract-form";
import { WhoIsReached } from "@/components/protected/protected-dialog";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { focusRowSoon } from "@/components/ui/focus";
import { useSettled } from "@/components/ui/hooks";
import { ErrorState } from "@/components/ui/page/page-states";
import { apiUrl } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Requirement } from "@/lib/contract/requirement";
import { useFlags, useUpdateFlag } from "../api";
import type { FlagDialogProps } from "../detail/flag-header";
import { requirementText } from "../words";
import {
  emptyDraft,
  type RequiredFlag,
  type RequirementDraft,
  RequirementRow,
  requirementDraftProblems,
  toDraft,
  toRequirements,
} from "./requirement-row";

const NONE: Requirement[] = [];

const WHAT_NEEDS_ARE =
  "Its rules count only for people to whom other flags give this in the same environment. Everyone else gets what it " +
  "serves while it is off.";

/** What a flag needs of other flags. */
export function RequirementsDialog(props: FlagDialogProps) {
  const { data: flags, error, refetch } = useFlags(props.flag.project_id);
  const byKey = useMemo(
    () => flags && new Map(flags.filter(({ id }) => id !== props.flag.id).map((flag) => [flag.key, flag])),
    [flags, props.flag.id],
  );
  // What is stored is read as the flags' types have it.
  if (byKey !== undefined) return <NeedsForm {...props} byKey={byKey} />;
  if (error === null) return null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Prerequisites"
      description={WHAT_NEEDS_ARE}
    >
      <DialogBody>
        <ErrorState error={error} what="the flags" onRetry={refetch} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={props.onClose}>Close</Button>
      </DialogFooter>
    </Dialog>
  );
}

function NeedsForm({ flag, project, onClose, byKey }: FlagDialogProps & { byKey: ReadonlyMap<string, RequiredFlag> }) {
  const { mutateAsync } = useUpdateFlag(flag);
  const { requires: stored = NONE } = flag;
  const draftsOf = (requires: readonly Requirement[]) =>
    requires.map((each) => toDraft(each, newRowId(), byKey.get(each.flag)));
  // As they were when the edit began.
  const [opened, setOpened] = useState(stored);
  const [initial] = useState(() => (stored.length === 0 ? [emptyDraft(newRowId())] : draftsOf(stored)));
  const listRef = useRef<HTMLDivElement>(null);
  const contractForm = useContractForm<{ requires: RequirementDraft[] }>({
    defaultValues: { requires: initial },
    loadCheck: async () => (values) => requirementDraftProblems(values.requires, byKey),
    what: "save what the flag needs",
    explain: unlessKept,
    send: async ({ requires }, comment) => {
      await mutateAsync({
        opened: { requires: opened },
        change: { requires: toRequirements(requires, byKey) },
        comment,
      });
      onClose();
    },
  });
  const { values, set, reset, problems } = contractForm;
  const drafts = values.requires;
  const requires = toRequirements(
    drafts.filter(({ flag: key }) => key !== ""),
    byKey,
  );
  const focusRow = (rowId: string | undefined) => focusRowSoon(listRef.current, rowId, "button");
  const add = () => {
    const draft = emptyDraft(newRowId());
    set("requires", [...drafts, draft]);
    focusRow(draft.rowId);
  };
  const remove = (index: number) => {
    set("requires", drafts.toSpliced(index, 1));
    focusRow((drafts[index + 1] ?? drafts[index - 1])?.rowId);
  };
  return (
    <FormDialog
      title="Prerequisites"
      description={WHAT_NEEDS_ARE}
      size="lg"
      action="Save"
      isSticky
      onClose={onClose}
      form={contractForm}
      call={() => ({ method: "PATCH", path: apiUrl(`/flags/${flag.id}`), body: { requires } })}
    >
      <ChangedNotice
        kind="flag"
        resourceId={flag.id}
        opened={{ requires: opened }}
        mine={{ requires }}
        theirs={{ requires: stored }}
        onRebase={({ requires: merged = stored }: { requires?: Requirement[] }) => {
          setOpened(stored);
          reset({ requires: draftsOf(merged) });
        }}
      />
      <div ref={listRef} className="flex flex-col gap-3">
        {drafts.map((draft, index) => (
          <RequirementRow
            key={draft.rowId}
            draft={draft}
            number={index + 1}
            flags={byKey}
            problems={problemsUnder(problems, `requires.${index}`)}
            onChange={(changed) => set("requires", drafts.with(index, changed))}
            onRemove={() => remove(index)}
          />
        ))}
        <p role="alert" className="text-danger text-sm empty:hidden">
          {problems.requires?.[0]}
        </p>
        <div>
          <Button size="sm" data-add onClick={add} disabled={drafts.length >= limits.requirements}>
            <Plus aria-hidden />
            Add flag
          </Button>
        </div>
      </div>
      <p className="wrap-anywhere text-muted text-sm">
        {requires.length === 0
          ? "Nothing is needed: its rules count for everyone."
          : `Only where ${requires.map(requirementText).join(" and ")}.`}
      </p>
      <RequirementsEffect flag={flag} environments={project.environments} requires={requires} />
    </FormDialog>
  );
}

interface RequirementsEffectProps {
  flag: Flag;
  environments: readonly string[];
  requires: readonly Requirement[];
}

/** A value is typed letter by letter, and nobody reads what is said of half of it. */
const TYPING_MS = 250;

/** Before what a flag needs is saved: who gets another value. Nothing while it needs what it needs already. */
function RequirementsEffect({ flag, environments, requires }: RequirementsEffectProps) {
  const said = useSettled(JSON.stringify(requires), TYPING_MS);
  const effect = useMemo(
    () => ({ of: "flag" as const, flag, after: { ...flag, requires: JSON.parse(said) as Requirement[] } }),
    [flag, said],
  );
  return said === JSON.stringify(flag.requires ?? []) ? null : (
    <div className="border-line border-t pt-3">
      <WhoIsReached effect={effect} environments={environments} />
    </div>
  );
}
