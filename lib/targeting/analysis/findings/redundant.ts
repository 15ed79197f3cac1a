import { joinWords } from "../../words/condition-parts";
import { decidedIn, type Winner } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import type { RuleForm } from "../rules/rule-form";
import { elementWords } from "../sentences/element-words";
import { ruleWords, type SayValue, valueSayer } from "../sentences/words";
import { type Finding, finding, type NotAnalysed } from "./finding";
import type { RestOfList } from "./rest-of-list";
import { capital } from "./unserved";

/**
 * Finds out whether everyone whom the rule at `index` serves would get the same value without it.
 * @param rest what is left of the list; a redundant rule is taken out of it
 */
export function findRedundant(inquiry: ListInquiry, index: Winner, rest: RestOfList): Finding | NotAnalysed | null {
  const { list } = inquiry;
  const form = list.forms[index];
  const reach = inquiry.reaches(index);
  if (form === undefined || reach.is !== "possible") return null;
  const isOpen = (because: NotAnalysed["because"]): NotAnalysed => ({
    ruleId: form.id,
    question: "same_as_below",
    because,
  });
  // It must be redundant in the whole list, and in what is left after the earlier findings.
  for (const forms of [list.forms, rest.forms]) {
    const outcome = inquiry.differsBelow(forms, index, decidedIn(forms, index));
    if (outcome.is === "possible") return null;
    if (outcome.is === "unknown") return isOpen(outcome.because);
    if (!rest.isReduced) break;
  }
  const indexes = inquiry.heirsOf(index);
  if (indexes === null) return isOpen(inquiry.isSpent ? "budget" : "opaque");
  const heirs = indexes.flatMap((heir) => list.forms[heir] ?? []);
  const isDefault = indexes.includes(list.otherwise);
  const sources = joinWords([...heirs.map(ruleWords), ...(isDefault ? ["the default"] : [])], "or");
  rest.takeOut(index);
  const [rule, value] = [capital(ruleWords(form)), servedWords(form, valueSayer(list.input))];
  return finding({
    kind: heirs.length > 0 ? "same_as_below" : "same_as_default",
    ruleIds: [form.id],
    becauseOf: heirs.map(({ id }) => id),
    isDefaultServing: isDefault,
    sentence: `${rule} makes no difference: everyone it serves would get ${value} from ${sources} anyway.`,
    witness: inquiry.servedBy(index, reach),
  });
}

/** The value that the rule serves. With a split it is enough that the people of each arm keep theirs. */
const servedWords = ({ value, arms }: RuleForm, say: SayValue): string => (arms.length > 1 ? "the same" : say(value));

/** Finds conditions of the rule at `index` that could all be removed together without giving anybody another value. */
export function findIdleConditions(inquiry: ListInquiry, index: Winner, rest: RestOfList): (Finding | NotAnalysed)[] {
  const { list } = inquiry;
  const form = list.forms[index];
  const reach = inquiry.reaches(index);
  if (form === undefined || reach.is !== "possible") return [];
  const found: (Finding | NotAnalysed)[] = [];
  for (const [condition, element] of form.stored.conditions.entries()) {
    const because = whyNotIdle(inquiry, { index, form, condition, rest });
    if (because === "needed") continue;
    if (because !== null) {
      found.push({ ruleId: form.id, question: "idle_condition", because });
      continue;
    }
    rest.loosen(index, condition);
    const words = elementWords(element, list.segmentNames);
    found.push(
      finding({
        kind: "idle_condition",
        ruleIds: [form.id],
        condition,
        sentence: `In ${ruleWords(form)}, “${words}” changes nothing: without it everyone would get the same.`,
        witness: inquiry.servedBy(index, reach),
      }),
    );
  }
  return found;
}

interface ConditionInList {
  readonly index: Winner;
  readonly form: RuleForm;
  /** The index of the condition. */
  readonly condition: number;
  readonly rest: RestOfList;
}

/** Null when the condition is idle in the whole list, and in what is left after the earlier findings. */
function whyNotIdle(
  inquiry: ListInquiry,
  { index, form, condition, rest }: ConditionInList,
): "needed" | NotAnalysed["because"] | null {
  const literal = form.literals[condition];
  if (literal === undefined) return "needed";
  const alone = { forms: inquiry.list.forms, others: form.literals.filter((_, at) => at !== condition) };
  const together = { forms: rest.forms, others: rest.literalsWithout(index, condition) };
  for (const { forms, others } of rest.isReduced ? [alone, together] : [alone]) {
    // The people whom the rule would serve in addition without the condition.
    const besides = { all: [...others, literal ^ 1], clauses: decidedIn(forms, index).clauses };
    const outcome = inquiry.differsBelow(forms, index, besides);
    if (outcome.is === "possible") return "needed";
    if (outcome.is === "unknown") return outcome.because;
  }
  return null;
}
