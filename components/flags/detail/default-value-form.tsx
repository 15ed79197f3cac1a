"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { editKinds } from "@/components/conflict/edit-kinds";
import { sayFailure } from "@/components/conflict/say-failure";
import { changedFields } from "@/components/forms/changed-fields";
import { FormActions } from "@/components/forms/form-actions";
import { useNote } from "@/components/forms/use-note";
import { Button } from "@/components/ui/button/button";
import { Checkbox } from "@/components/ui/field/checkbox";
import { isTypingOutside } from "@/components/ui/is-typing-outside";
import { useDiscard } from "@/components/unsaved-changes/use-discard";
import { draftToServed, type ServedDraft, servedToDraft } from "@/components/values/draft";
import { ServedField } from "@/components/values/served-field";
import type { Flag } from "@/lib/contract/flag";
import { useUpdateFlag } from "../api";

type DefaultValueFields = Required<Pick<Flag, "default_value" | "when_disabled">>;

const fieldsOf = ({ default_value, when_disabled = "default_value" }: Flag): DefaultValueFields => ({
  default_value,
  when_disabled,
});

interface DefaultValueFormProps {
  flag: Flag;
  draft: ServedDraft;
  onChange: (draft: ServedDraft) => void;
  onClose: () => void;
}

/** Changes what a flag serves when no rule matches. */
export function DefaultValueForm({ flag, draft, onChange, onClose }: DefaultValueFormProps) {
  const formRef = useRef<HTMLFormElement>(null);
  const update = useUpdateFlag(flag);
  const note = useNote();
  // As it was when the edit began.
  const [opened, setOpened] = useState(() => fieldsOf(flag));
  const [isRefused, setIsRefused] = useState(false);
  const [isCodeDefault, setIsCodeDefault] = useState(flag.when_disabled === "code_default");
  const served = draftToServed(flag.flag_type, draft);
  // {"value": X} and not a bare X: a JSON value that is itself {"value": …} would be taken for the wrapping.
  const change: DefaultValueFields = {
    default_value: { value: served.ok ? served.value : null },
    when_disabled: isCodeDefault ? "code_default" : "default_value",
  };
  const rebase = ({ default_value, when_disabled }: Partial<DefaultValueFields>) => {
    setOpened(fieldsOf(flag));
    onChange(servedToDraft(flag.flag_type, (default_value ?? flag.default_value).value));
    setIsCodeDefault((when_disabled ?? flag.when_disabled) === "code_default");
  };
  const { leave, question } = useDiscard({
    hasChanges: () =>
      draft !== servedToDraft(flag.flag_type, flag.default_value.value) ||
      isCodeDefault !== (flag.when_disabled === "code_default"),
    onDiscard: onClose,
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsRefused(!served.ok);
    if (!served.ok) return;
    update.mutate(
      { opened, change: changedFields(opened, change), comment: note.comment },
      { onSuccess: onClose, onError: (error) => sayFailure(error, "save the default value") },
    );
  };
  useEffect(() => {
    // Its code may have come late.
    if (isTypingOutside(formRef.current)) return;
    const field = formRef.current?.querySelector<HTMLElement>("input, [role=switch]");
    // The editor for JSON comes later.
    (field ?? formRef.current)?.focus();
  }, []);
  return (
    <form
      ref={formRef}
      tabIndex={-1}
      noValidate
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) leave();
      }}
      className="flex min-w-0 flex-col gap-3 outline-none"
    >
      <ChangedNotice
        kind={editKinds.flag}
        resourceId={flag.id}
        opened={{ ...opened }}
        mine={{ ...change }}
        theirs={{ ...fieldsOf(flag) }}
        onRebase={rebase}
      />
      <ServedField
        label="Served when no rule matches"
        flagType={flag.flag_type}
        value={draft}
        onChange={onChange}
        error={isRefused && !served.ok ? served.message : undefined}
      />
      <Checkbox
        label="While the flag is off, serve nothing"
        hint="Applications then use the default in their code. Unchecked, everyone gets the value above."
        checked={isCodeDefault}
        onChange={({ currentTarget }) => setIsCodeDefault(currentTarget.checked)}
      />
      <p className="text-muted text-sm">It is the same in every environment.</p>
      <div className="flex flex-wrap items-center gap-2">
        <FormActions call={() => ({ method: "PATCH", path: `/api/v1/flags/${flag.id}`, body: change })} note={note}>
          <Button onClick={leave}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={update.isPending}>
            Save
          </Button>
        </FormActions>
      </div>
      {question}
    </form>
  );
}
