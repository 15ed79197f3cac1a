"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { sayFailure } from "@/components/conflict/say-failure";
import { FormActions } from "@/components/forms/form-actions";
import { useNote } from "@/components/forms/note-field";
import { Button, TextButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Checkbox, Select } from "@/components/ui/field/input";
import { isTypingOutside } from "@/components/ui/focus";
import { useDiscard } from "@/components/unsaved-changes/unsaved-changes";
import { draftToServed, type ServedDraft, servedToDraft } from "@/components/values/draft";
import { ServedField } from "@/components/values/served-field";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn } from "@/lib/contract/flag-state";
import { useDefaultEdit } from "./use-default-edit";

interface DefaultValueFormProps {
  flag: Flag;
  environment: string;
  draft: ServedDraft;
  onChange: (draft: ServedDraft) => void;
  onClose: () => void;
}

/** Changes what a flag serves when no rule matches: in one environment, or in all that have no default of their own. */
export function DefaultValueForm({ flag, environment, draft, onChange, onClose }: DefaultValueFormProps) {
  const formRef = useRef<HTMLFormElement>(null);
  const note = useNote();
  const [isRefused, setIsRefused] = useState(false);
  const served = draftToServed(flag.flag_type, draft);
  const edit = useDefaultEdit({ flag, environment, served, onDraft: onChange });
  const { isHere, isOwn, isCodeDefault } = edit;
  const { leave, question } = useDiscard({
    hasChanges: () =>
      draft !== servedToDraft(flag.flag_type, defaultIn(flag, environment)) ||
      isCodeDefault !== (flag.when_disabled === "code_default"),
    onDiscard: onClose,
  });
  const outcome = {
    onSuccess: onClose,
    onError: (error: Error) => sayFailure(error, "save the default value"),
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setIsRefused(!served.ok);
    if (served.ok) edit.save(note.comment, outcome);
  };
  useEffect(() => {
    // Its code may have come late.
    if (isTypingOutside(formRef.current)) return;
    const field = formRef.current?.querySelector<HTMLElement>("input, select, [role=switch]");
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
      <ChangedNotice kind="flag" resourceId={flag.id} names={flag} {...edit.sides} onRebase={edit.rebase} />
      <ServedField
        label="Served when no rule matches"
        flagType={flag.flag_type}
        value={draft}
        onChange={onChange}
        error={isRefused && !served.ok ? served.message : undefined}
      />
      {isOwn ? (
        <p className="text-muted text-sm">
          In {environment} only.{" "}
          <TextButton onClick={() => edit.serveShared(note.comment, outcome)}>
            Serve the default of the other environments
          </TextButton>
        </p>
      ) : (
        edit.mayChangeAll && (
          <Field label="Where">
            {(control) => (
              <Select
                {...control}
                className="max-w-72"
                value={isHere ? "here" : "all"}
                onChange={({ currentTarget }) => edit.setIsHere(currentTarget.value === "here")}
              >
                <option value="all">In every environment without its own</option>
                <option value="here">In {environment} only</option>
              </Select>
            )}
          </Field>
        )
      )}
      {!isHere && (
        <Checkbox
          label="While the flag is off, serve nothing"
          hint="Applications then use the default in their code. Unchecked, everyone gets the value above."
          checked={isCodeDefault}
          onChange={({ currentTarget }) => edit.setIsCodeDefault(currentTarget.checked)}
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <FormActions call={edit.call} note={note}>
          <Button onClick={leave}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={edit.isPending}>
            Save
          </Button>
        </FormActions>
      </div>
      {question}
    </form>
  );
}
