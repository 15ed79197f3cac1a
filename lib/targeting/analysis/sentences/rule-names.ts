import type { RuleList } from "../rule-list";
import type { RuleForm } from "../rules/rule-form";
import { ruleName, ruleWords } from "./words";

/** Which of the two lists a rule is in. */
export type When = "before" | "after";

/** Names the rules of a list before and after a change, by the numbers that they have after it. */
export class RuleNames {
  constructor(
    private readonly before: RuleList,
    private readonly after: RuleList,
  ) {}

  /** `rule 2 (Staff)`, `new rule 2`, `rule 2 (Staff) as it was`, `the deleted rule (Staff)`. */
  of(form: RuleForm, when: When): string {
    const { id } = form;
    const has = ({ input }: RuleList) => input.rules.some((rule) => rule.id === id);
    if (when === "after") return has(this.before) ? ruleWords(form) : `new ${ruleWords(form)}`;
    const stored = this.after.input.rules.find((rule) => rule.id === id);
    if (stored === undefined) return `the deleted rule${ruleName(form)}`;
    const now = this.after.forms.find((other) => other.id === id);
    const isSame = now !== undefined && now.literals.join() === form.literals.join();
    return isSame ? ruleWords(now) : `${ruleWords({ stored })} as it was`;
  }
}
