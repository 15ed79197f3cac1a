"use client";

import { useEffect, useState } from "react";
import { segmentNames } from "@/components/conditions/words";
import { useChanger } from "@/components/conflict/edit-words";
import { unlessKept } from "@/components/conflict/save-edit";
import type { ApiCall } from "@/components/forms/copy-as-curl";
import { changedFields, newRowId } from "@/components/forms/field-values";
import { useContractForm } from "@/components/forms/use-contract-form";
import { startingServed } from "@/components/values/draft";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import type { Split } from "@/lib/contract/split";
import { useCreateRule, useUpdateRule } from "../api";
import { draftToRule, newRuleDraft, type RuleDraft, type RuleFields, ruleToDraft } from "../draft";
import type { RuleEditorProps } from "./rule-editor";

/** What saving sends: all of a new rule, of a stored one only what differs. */
type RuleRequest = Omit<RuleFields, "value" | "split"> & { value: JsonValue; split: Split | null };

/** The state of a rule's editor: its draft, its problems, and the request that saving sends. */
export function useRuleForm(props: RuleEditorProps) {
  const { flag, environment, rule: stored, proposal, position, segments, onSaved, onClose } = props;
  const type = flag.flag_type;
  // As it was when the edit began: what others have changed since is told from what was typed.
  const [rule, setRule] = useState(stored);
  const [initial] = useState(() => {
    const opened = proposal ?? rule;
    return opened === undefined ? newRuleDraft(type, startingServed(type, flag)) : ruleToDraft(opened, type, newRowId);
  });
  const create = useCreateRule(flag);
  const update = useUpdateRule(flag);
  const changer = useChanger(rule?.id);

  const request = (sent: RuleDraft): RuleRequest => {
    const { value = null, split = null, ...fields } = draftToRule(sent, type);
    return { ...fields, value, split };
  };
  const requestOfNew = (sent: RuleDraft) => {
    const { split, ...fields } = request(sent);
    return split === null ? fields : { ...fields, split };
  };
  const atPosition = position === undefined ? {} : { position };
  const fieldsOf = (from: Rule) => request(ruleToDraft(from, type, newRowId));
  const change = (sent: RuleDraft) =>
    rule === undefined ? request(sent) : changedFields(fieldsOf(rule), request(sent));
  const names = { segments: segmentNames(segments), variants: flag.variants };

  const contractForm = useContractForm<RuleDraft>({
    defaultValues: initial,
    loadCheck: async () => {
      const { ruleDraftProblems } = await import("../draft-problems");
      return (checked) => ruleDraftProblems(checked, type);
    },
    what: "save the rule",
    explain: unlessKept,
    send: async (sent, comment) => {
      const isNew = rule === undefined || stored === undefined;
      if (isNew) await create.mutateAsync({ environment, ...atPosition, ...requestOfNew(sent), comment });
      else if (Object.keys(change(sent)).length > 0)
        await update.mutateAsync({
          rule,
          opened: fieldsOf(rule),
          change: change(sent),
          fieldsOf,
          names,
          comment,
        });
      onSaved();
      onClose();
    },
  });
  const { values: draft } = contractForm;
  const call = (): ApiCall => {
    const path = `/api/v1/flags/${flag.id}/rules`;
    return rule === undefined
      ? { method: "POST", path, body: { environment, ...atPosition, ...requestOfNew(draft) } }
      : { method: "PATCH", path: `${path}/${rule.id}`, body: change(draft) };
  };

  /** On over what is stored now, with these fields. */
  const rebase = (fields: Partial<RuleFields>) => {
    if (stored === undefined) return;
    setRule(stored);
    const { value = stored.value, split = stored.split ?? null, ...others } = fields;
    const { split: _, ...unsplit } = stored;
    const kept = { ...unsplit, ...others, value, ...(split && { split }) };
    contractForm.reset(ruleToDraft(kept, type, newRowId));
  };
  const isDirty = rule === undefined || Object.keys(change(draft)).length > 0;
  const isChanged =
    rule !== undefined &&
    stored !== undefined &&
    Object.keys(changedFields(fieldsOf(rule), fieldsOf(stored))).length > 0;
  // Where nothing was typed there is nothing to keep.
  useEffect(() => {
    if (isChanged && !isDirty) rebase({});
  });

  return {
    ...contractForm,
    draft,
    isDirty,
    /** Whose deletion of the rule was heard of while it was edited; undefined: it is there, or is new. */
    deletedBy: rule !== undefined && stored === undefined ? changer.name : undefined,
    /** What somebody else has changed in the rule since the edit began; undefined: nothing. */
    changed:
      isChanged && isDirty
        ? {
            kind: "rule" as const,
            resourceId: rule.id,
            opened: { ...fieldsOf(rule) },
            mine: { ...request(draft) },
            theirs: { ...fieldsOf(stored) },
            names,
            onRebase: rebase,
          }
        : undefined,
    call,
  };
}
