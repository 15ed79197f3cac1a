import type { Rule } from "@/lib/contract/rule";
import type { RuleInput } from "@/lib/targeting";
import type { RuleFields } from "./draft";

interface ScreenRules {
  flagId: string;
  /** The stored rules, in the order on the screen. */
  rules: readonly Rule[];
  /** The drafts of open editors, by rule id. */
  drafts: ReadonlyMap<string, RuleFields>;
  /** The id of the new rule in `drafts`, and the rule that it goes before (null: at the end). */
  added?: { id: string; before: string | null } | undefined;
}

/** The rules as on screen, unsaved edits included, with the positions 1 to n. */
export function rulesOnScreen({ flagId, rules, drafts, added }: ScreenRules): RuleInput[] {
  const edited = rules.map((rule) => withDraft(rule, drafts.get(rule.id)));
  const draft = added && drafts.get(added.id);
  if (added && draft) {
    const at = rules.findIndex(({ id }) => id === added.before);
    const blank = { id: added.id, flag_id: flagId, position: 0, conditions: [], value: null, enabled: true };
    edited.splice(at === -1 ? rules.length : at, 0, withDraft(blank, draft));
  }
  return edited.map((rule, index) => ({ ...rule, position: index + 1 }));
}

/** While a draft's value or split cannot be read, the stored one stays. */
function withDraft(rule: RuleInput, draft: RuleFields | undefined): RuleInput {
  if (draft === undefined) return rule;
  const { value = rule.value, split = rule.split, ...fields } = draft;
  return { ...rule, ...fields, value, split };
}

/** The id under which a rule that is not stored yet is known on the page. */
export const NEW_RULE = "new-rule";
