import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { changedFields } from "@/components/forms/field-values";
import { type ServedDraft, type ServedResult, servedToDraft } from "@/components/values/draft";
import type { Flag } from "@/lib/contract/flag";
import { stateIn } from "@/lib/contract/flag-state";
import { useUpdateFlag, useUpdateFlagIn } from "../api";

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
export function useDefaultEdit({ flag, environment, served, onDraft }: DefaultEdit) {
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
