"use client";

import { type FormEvent, useEffect, useState } from "react";
import { CopyAsCurl } from "@/components/curl/copy-as-curl";
import { ServedField } from "@/components/rules/fields/served-field";
import { ServedValue } from "@/components/sentence/served-value";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { useUpdateFlag } from "@/lib/client/use-update-flag";
import type { Flag } from "@/lib/contract/flag";
import { draftToServed, type ServedDraft, servedToDraft } from "@/lib/forms/served-value";

interface DefaultValueProps {
  flag: Flag;
  canEdit: boolean;
  onDirty: (isDirty: boolean) => void;
  /** The test user gets it. */
  isDecisive: boolean;
}

/** What everyone gets whom no rule matches, and everyone while the flag is off. It is the flag's, in every environment. */
export function DefaultValue({ flag, canEdit, onDirty, isDecisive }: DefaultValueProps) {
  const [draft, setDraft] = useState<ServedDraft | null>(null);
  const stored = servedToDraft(flag.flag_type, flag.default_value.value);
  const isDirty = draft !== null && draft !== stored;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  return (
    <section
      aria-label="Otherwise"
      className={cn(
        "flex min-w-0 flex-col gap-3 rounded-panel border border-dashed bg-panel px-4 py-3",
        isDecisive ? "border-success ring-1 ring-success" : "border-line-strong",
      )}
    >
      {draft === null ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <p className="wrap-anywhere min-w-0 flex-1 text-base text-ink leading-6">
            <strong className="font-semibold">Otherwise</strong>
            <span className="text-muted">, and whenever the flag is off,</span>{" "}
            <strong className="font-semibold">serve</strong> <ServedValue value={flag.default_value.value} />
          </p>
          {canEdit && (
            <Button size="sm" variant="ghost" onClick={() => setDraft(stored)}>
              Change
            </Button>
          )}
        </div>
      ) : (
        <DefaultValueForm flag={flag} draft={draft} onChange={setDraft} onClose={() => setDraft(null)} />
      )}
    </section>
  );
}

interface DefaultValueFormProps {
  flag: Flag;
  draft: ServedDraft;
  onChange: (draft: ServedDraft) => void;
  onClose: () => void;
}

function DefaultValueForm({ flag, draft, onChange, onClose }: DefaultValueFormProps) {
  const update = useUpdateFlag();
  const [isRefused, setIsRefused] = useState(false);
  const served = draftToServed(flag.flag_type, draft);
  // {"value": X} and not a bare X: a JSON value that is itself {"value": …} would be taken for the wrapping.
  const change = { default_value: { value: served.ok ? served.value : null } };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsRefused(!served.ok);
    if (!served.ok) return;
    update.mutate(
      { flag, change },
      { onSuccess: onClose, onError: (error) => toast.error(describeError(error, "save the default value")) },
    );
  };
  return (
    <form
      noValidate
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      className="flex min-w-0 flex-col gap-3"
    >
      <ServedField
        label="Served when no rule matches, and to everyone while the flag is off"
        flagType={flag.flag_type}
        value={draft}
        onChange={onChange}
        error={isRefused && !served.ok ? served.message : undefined}
      />
      <p className="text-muted text-sm">It is the same in every environment.</p>
      <div className="flex flex-wrap items-center gap-2">
        <CopyAsCurl
          className="mr-auto"
          call={() => ({ method: "PATCH", path: `/api/v1/flags/${flag.id}`, body: change })}
        />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isBusy={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
