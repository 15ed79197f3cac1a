"use client";

import { useState } from "react";
import type { ApiCall } from "@/components/curl/curl";
import { changedFields } from "@/components/forms/changed-fields";
import { newRowId } from "@/components/forms/row-id";
import { useContractForm } from "@/components/forms/use-contract-form";
import { EditConflict } from "@/lib/client/update-unless-changed";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import { useCreateRule, useUpdateRule } from "../api";
import { draftToRule, newRuleDraft, type RuleDraft, type RuleFields, ruleToDraft } from "../draft";
import type { RuleEditorProps } from "./rule-editor";

/** What saving sends: all of a new rule, of a stored one only what differs. */
type RuleRequest = Omit<RuleFields, "value"> & { value: JsonValue };

/** The state of a rule's editor: its draft, its problems, and the request that saving sends. */
export function useRuleForm({ flag, environment, rule: stored, proposal, position, onClose }: RuleEditorProps) {
  const type = flag.flag_type;
  // As it was when the editor opened. A save is refused when somebody else has changed the same fields by then; what
  // they changed beside those stays as they left it.
  const [rule, setRule] = useState(stored);
  const [newer, setNewer] = useState<Rule | null>(null);
  const [initial] = useState(() => {
    const opened = proposal ?? rule;
    return opened === undefined ? newRuleDraft(type) : ruleToDraft(opened, type, newRowId);
  });
  const create = useCreateRule(flag);
  const update = useUpdateRule(flag);

  const request = (sent: RuleDraft): RuleRequest => {
    const { value = null, ...fields } = draftToRule(sent, type);
    return { ...fields, value };
  };
  const atPosition = position === undefined ? {} : { position };
  const change = (sent: RuleDraft) =>
    rule === undefined ? request(sent) : changedFields(request(ruleToDraft(rule, type, newRowId)), request(sent));

  const contractForm = useContractForm<RuleDraft>({
    defaultValues: initial,
    loadCheck: async () => {
      const { ruleDraftProblems } = await import("../draft-problems");
      return (checked) => ruleDraftProblems(checked, type);
    },
    what: "save the rule",
    send: async (sent) => {
      try {
        if (rule === undefined) await create.mutateAsync({ environment, ...atPosition, ...request(sent) });
        else if (Object.keys(change(sent)).length > 0)
          await update.mutateAsync({ ruleId: rule.id, change: change(sent), base: rule });
        onClose();
      } catch (error) {
        if (!(error instanceof EditConflict)) throw error;
        setNewer(error.current);
      }
    },
  });
  const { form, values: draft } = contractForm;
  const call = (): ApiCall => {
    const path = `/api/v1/flags/${flag.id}/rules`;
    return rule === undefined
      ? { method: "POST", path, body: { environment, ...atPosition, ...request(draft) } }
      : { method: "PATCH", path: `${path}/${rule.id}`, body: change(draft) };
  };

  /** On over the newer rule: with what was typed, which then replaces theirs, or with theirs. */
  const goOn = (from: "mine" | "theirs") => {
    if (newer === null) return;
    const typed = from === "mine" ? change(draft) : {};
    setRule(newer);
    setNewer(null);
    form.reset(ruleToDraft({ ...newer, ...typed }, type, newRowId));
  };

  return {
    ...contractForm,
    draft,
    isDirty: rule === undefined || Object.keys(change(draft)).length > 0,
    /** The rule as somebody else has saved it, once that kept ours from being saved. */
    newer,
    goOn,
    call,
  };
}
