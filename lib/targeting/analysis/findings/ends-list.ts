import type { Winner } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import { ruleWords } from "../sentences/words";
import { type Finding, finding } from "./finding";
import { capital } from "./unserved";

/** Finds out whether everyone matches the rule at `index`, so that nobody reaches the rules below it. */
export function findEnd(inquiry: ListInquiry, index: Winner): Finding[] {
  const { forms } = inquiry.list;
  const form = forms[index];
  const after = forms.length - index - 1;
  if (form === undefined || after === 0) return [];
  if (inquiry.ask({ all: [], clauses: [form.misses] }).is !== "impossible") return [];
  const rest = after === 1 ? "The rule after it is" : `The ${after} rules after it are`;
  const sentence = `${capital(ruleWords(form))} matches everyone. ${rest} never reached.`;
  return [finding({ kind: "ends_list", ruleIds: [form.id], sentence })];
}
