"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { ChangedNotice } from "@/components/conflict/changed-notice";
import { sayFailure } from "@/components/conflict/save-edit";
import { changedFields } from "@/components/forms/field-values";
import { FormActions, useNote } from "@/components/forms/form-actions";
import { Button, TextButton } from "@/components/ui/button/button";
import { Field } from "@/components/ui/field/field";
import { Checkbox, Select } from "@/components/ui/field/input";
import { focusSoon, isTypingOutside } from "@/components/ui/focus";
import { focusTyped } from "@/components/ui/lazy/typed-ahead";
import { useDiscard } from "@/components/unsaved-changes/unsaved-changes";
import { draftToServed, type ServedDraft, type ServedResult, servedToDraft } from "@/components/values/draft";
import { ServedField } from "@/components/values/served-field";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import { useUpdateFlag, useUpdateFlagIn } from "../api";

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
    else focusSoon(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]'));
  };
  useEffect(() => {
    // Its code may have come late.
    if (isTypingOutside(formRef.current)) return;
    focusTyped(formRef.current?.querySelector<HTMLElement>("input, select, textarea, [role=switch]"));
  }, []);
  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) leave();
      }}
      className="flex min-w-0 flex-col gap-3"
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

type DefaultFields = Required<Pick<Flag, "default_value" | "when_disabled">>;

const fieldsOf = ({ default_value, when_disabled = "default_value" }: Flag): DefaultFields => ({
  default_value,
  when_disabled,
});

const ownOf = (flag: Flag, environment: string) => stateIn(flag.environments, environment).default_value ?? null;

interface DefaultEdit {
  flag: Flag;
  environment: string;
  /** The value of the form. */
  served: ServedResult;
  onDraft: (draft: ServedDraft) => void;
}

interface Outcome {
  onSuccess: () => void;
  onError: (error: Error) => void;
}

/** An edit of the default value: the environment's own, or the one that the flag has for all. */
function useDefaultEdit({ flag, environment, served, onDraft }: DefaultEdit) {
  const updateAll = useUpdateFlag(flag);
  const updateHere = useUpdateFlagIn(flag, environment);
  // The fields as they were when the edit began.
  const [opened, setOpened] = useState(() => fieldsOf(flag));
  const [openedOwn, setOpenedOwn] = useState(() => ownOf(flag, environment));
  const isOwn = openedOwn !== null;
  const mayChangeAll = useMayChange()("all");
  const [isHere, setIsHere] = useState(isOwn || !mayChangeAll);
  const [isCodeDefault, setIsCodeDefault] = useState(flag.when_disabled === "code_default");
  // {"value": X} and not a bare X, because a JSON value `{"value": …}` would be taken for the wrapper.
  const value = { value: served.ok ? served.value : null };
  const change: DefaultFields = {
    default_value: value,
    when_disabled: isCodeDefault ? "code_default" : "default_value",
  };
  const rebase = ({ default_value: mine, when_disabled }: Partial<DefaultFields>) => {
    setOpened(fieldsOf(flag));
    setOpenedOwn(ownOf(flag, environment));
    const stored = (isHere ? ownOf(flag, environment) : null) ?? flag.default_value;
    onDraft(servedToDraft(flag.flag_type, (mine ?? stored).value));
    setIsCodeDefault((when_disabled ?? flag.when_disabled) === "code_default");
  };
  const saveHere = (own: DefaultFields["default_value"] | null, comment: string | undefined, outcome: Outcome) =>
    updateHere.mutate({ opened: { default_value: openedOwn }, change: { default_value: own }, comment }, outcome);
  return {
    isHere,
    setIsHere,
    mayChangeAll,
    isOwn,
    isCodeDefault,
    setIsCodeDefault,
    isPending: updateAll.isPending || updateHere.isPending,
    /** The fields that the notice of others' changes compares. */
    sides: isHere
      ? {
          opened: { default_value: openedOwn },
          mine: { default_value: value },
          theirs: { default_value: ownOf(flag, environment) },
        }
      : { opened: { ...opened }, mine: { ...change }, theirs: { ...fieldsOf(flag) } },
    rebase,
    save: (comment: string | undefined, outcome: Outcome) =>
      isHere
        ? saveHere(value, comment, outcome)
        : updateAll.mutate({ opened, change: changedFields(opened, change), comment }, outcome),
    /** Removes the environment's own default. */
    serveShared: (comment: string | undefined, outcome: Outcome) => saveHere(null, comment, outcome),
    call: () =>
      isHere
        ? {
            method: "PATCH" as const,
            path: `/api/v1/flags/${flag.id}/environments/${environment}`,
            body: { default_value: value },
          }
        : { method: "PATCH" as const, path: `/api/v1/flags/${flag.id}`, body: change },
  };
}
