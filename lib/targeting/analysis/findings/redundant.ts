import type { ListInquiry } from "../list-inquiry";
import type { Winner } from "../rule-list";
import { sameJson } from "../same-json";
import type { RuleForm } from "../vocabulary";
import { conditionWords, joinWords, ruleWords, valueWords } from "../words";
import { type Finding, finding, type NotAnalysed } from "./finding";
import { capital } from "./unserved";

/**
 * Whether everyone whom the rule at `place` serves would get the same without it.
 * @param gone rules found to be dispensable before. It must be so with them and without them: then each finding is true
 *   by itself, and all of them are true together.
 */
export function findRedundant(
  inquiry: ListInquiry,
  place: Winner,
  gone: ReadonlySet<RuleForm>,
): Finding | NotAnalysed | null {
  const { list } = inquiry;
  const form = list.forms[place];
  const reach = inquiry.reaches(place);
  if (form === undefined || reach.is !== "possible") return null;
  const people = list.decidedBy(place);
  for (const without of [new Set<RuleForm>(), gone]) {
    const outcome = inquiry.differsBelow(place, people, without);
    if (outcome.is === "possible") return null;
    if (outcome.is === "unknown") return { ruleId: form.id, question: "same_as_below", because: outcome.because };
    if (gone.size === 0) break;
  }
  const heirs = list.forms
    .slice(place + 1)
    .filter(
      (below) =>
        sameJson(below.value, form.value) &&
        inquiry.ask({ ...people, all: [...people.all, ...below.literals] }).is !== "impossible",
    );
  const isDefault = sameJson(form.value, list.input.defaultValue);
  const sources = [...heirs.map(ruleWords), ...(isDefault ? ["the default"] : [])];
  return finding({
    kind: heirs.length > 0 ? "same_as_below" : "same_as_default",
    ruleIds: [form.id],
    becauseOf: heirs.map(({ id }) => id),
    sentence: `${capital(ruleWords(form))} makes no difference: everyone it serves would get ${valueWords(form.value)} from ${joinWords(sources, "or")} anyway.`,
    witness: reach.context,
  });
}

/** Conditions of the rule at `place` that could be left out, all of them together, without anyone getting another value. */
export function findIdleConditions(inquiry: ListInquiry, place: Winner): (Finding | NotAnalysed)[] {
  const { list } = inquiry;
  const form = list.forms[place];
  const reach = inquiry.reaches(place);
  if (form === undefined || reach.is !== "possible") return [];
  const found: (Finding | NotAnalysed)[] = [];
  const { clauses } = list.decidedBy(place);
  const left = new Set(form.stored.conditions.keys());
  for (const [index, { attribute: name, operator, value }] of form.stored.conditions.entries()) {
    const literal = form.literals[index];
    if (literal === undefined) continue;
    const others = form.literals.filter(
      (_, at) => at !== index && (left.has(at) || at >= form.stored.conditions.length),
    );
    // Whom the rule would serve besides, without the condition.
    const outcome = inquiry.differsBelow(place, { all: [...others, literal ^ 1], clauses });
    if (outcome.is === "unknown") found.push({ ruleId: form.id, question: "idle_condition", because: outcome.because });
    if (outcome.is !== "impossible") continue;
    left.delete(index);
    found.push(
      finding({
        kind: "idle_condition",
        ruleIds: [form.id],
        condition: index,
        sentence: `In ${ruleWords(form)}, “${conditionWords({ name, operator, value })}” changes nothing: without it everyone would get the same.`,
        witness: reach.context,
      }),
    );
  }
  return found;
}
