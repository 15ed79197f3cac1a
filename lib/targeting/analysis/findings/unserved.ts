import { joinWords } from "../../condition-parts";
import type { Winner } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import type { Flaw, RuleForm } from "../rules/rule-form";
import type { Outcome } from "../search/inquiry";
import type { Clause, Somebody } from "../search/search";
import { ruleWords } from "../sentences/words";
import { type Finding, finding, type NotAnalysed, unlessLists } from "./finding";

const flawWords: Record<Flaw, string> = {
  damaged: "a condition of it cannot be evaluated",
  segment_gone: "its segment is gone",
  segment_empty: "its segment has no conditions, and so no members",
  group_empty: "a group of its conditions is empty",
  zero_percent: "it lets in 0 %",
};

/** Rules that are on and can never match, by themselves. */
export function findFlawed({ list }: ListInquiry): Finding[] {
  return list.impossible.map((form) =>
    finding({
      kind: "never_matches",
      ruleIds: [form.id],
      sentence: `${capital(ruleWords(form))} can never match: ${flawWords[form.flaw ?? "damaged"]}.`,
    }),
  );
}

/** Why the rule at `index` serves nobody, or nobody but people with lists; null when it does. */
export function findUnserved(inquiry: ListInquiry, index: Winner): Finding | NotAnalysed | null {
  const form = inquiry.list.forms[index];
  const reach = inquiry.reaches(index);
  if (form === undefined || (reach.is === "possible" && reach.listAttributes.length === 0)) return null;
  const alone = inquiry.ask({ all: form.literals, clauses: [] });
  const unserved = { index, alone, reach };
  if (alone.is === "impossible") return contradiction(inquiry, form, unserved);
  if (reach.is === "unknown") return { ruleId: form.id, question: "never_reached", because: reach.because };
  // It is not known whether the rule itself is the reason, or the rules before it.
  if (alone.is === "unknown" && alone.because === "budget") {
    return { ruleId: form.id, question: "never_reached", because: "budget" };
  }
  const hasContradiction = alone.is === "possible" && alone.listAttributes.length > 0;
  return (hasContradiction ? contradiction : shadowed)(inquiry, form, unserved);
}

interface Unserved {
  readonly index: Winner;
  /** Whether the rule would serve anybody if it was the only one. */
  readonly alone: Outcome;
  /** Whether it serves anybody: people with lists, or nobody. */
  readonly reach: Outcome;
}

function contradiction(inquiry: ListInquiry, form: RuleForm, { alone, reach, index }: Unserved): Finding {
  const lists = alone.is === "possible" ? alone.listAttributes : [];
  const conflict = smallest([...new Set(form.literals)], (literals) =>
    inquiry.askWithout(lists, { all: literals, clauses: [] }).is === "impossible" ? literals : null,
  );
  const why = `${inquiry.words.everyone(conflict)} ${conflict.length > 1 ? "exclude each other" : "holds for nobody"}`;
  return finding({
    kind: "never_matches",
    ruleIds: [form.id],
    sentence: `${capital(ruleWords(form))} can never match${unlessLists(lists)}: ${why}.`,
    listAttributes: lists,
    witness: reach.is === "possible" ? inquiry.servedBy(index, reach) : null,
  });
}

function shadowed(inquiry: ListInquiry, form: RuleForm, { reach, index }: Unserved): Finding | NotAnalysed {
  const lists = reach.is === "possible" ? reach.listAttributes : [];
  const catching = reach.is === "unknown" ? null : catchersOf(inquiry, form, lists, reach.by);
  if (catching === null) {
    return { ruleId: form.id, question: "never_reached", because: inquiry.isSpent ? "budget" : "opaque" };
  }
  const rules = joinWords(catching.map(({ earlier }) => ruleWords(earlier)));
  const verb = catching.length === 1 ? "matches" : "match";
  const [first] = catching;
  const beaten = first ? inquiry.servedBy(first.at, first.served) : null;
  return finding({
    kind: "never_reached",
    ruleIds: [form.id],
    becauseOf: catching.map(({ earlier }) => earlier.id),
    sentence: `${capital(ruleWords(form))} is never reached${unlessLists(lists)}: ${rules} already ${verb} everyone it would match.`,
    listAttributes: lists,
    witness: reach.is === "possible" ? inquiry.servedBy(index, reach) : beaten,
  });
}

/** A rule before another, and one of that one's people whom it serves. */
interface Catcher {
  readonly earlier: RuleForm;
  readonly at: Winner;
  readonly served: Somebody;
}

/**
 * Rules before another that between them match everyone whom it would match and who has none of these attributes as a
 * list. None of them can be left out, and each serves some of those people. Null where that could not be proven.
 * @param by the rules by which it was proven that the rule serves nobody, as clauses
 */
function catchersOf(
  inquiry: ListInquiry,
  form: RuleForm,
  lists: readonly string[],
  by: ReadonlySet<Clause>,
): readonly Catcher[] | null {
  const { forms } = inquiry.list;
  /** Those of some rules that are enough to prove that they match everyone; null when they do not, or it is not known. */
  const enoughOf = (rules: readonly RuleForm[]): readonly RuleForm[] | null => {
    const verdict = inquiry.askWithout(lists, { all: form.literals, clauses: rules.map(({ misses }) => misses) });
    return verdict.is === "impossible" ? rules.filter(({ misses }) => verdict.by.has(misses)) : null;
  };
  let candidates: readonly RuleForm[] = forms.slice(0, forms.indexOf(form));
  let enough: readonly RuleForm[] | null = candidates.filter(({ misses }) => by.has(misses));
  while (enough !== null) {
    const needed = smallest(enough, enoughOf);
    const serving = needed.flatMap((earlier) => {
      const at = forms.indexOf(earlier);
      const { all, clauses } = inquiry.list.decidedBy(at);
      const served = inquiry.askWithout(lists, { all: [...all, ...form.literals], clauses });
      return served.is === "possible" ? [{ earlier, at, served }] : [];
    });
    if (serving.length === needed.length) return serving;
    // One that serves none of those people is not needed: the rules before it match whomever it does.
    const idle = needed.filter((each) => !serving.some(({ earlier }) => earlier === each));
    candidates = candidates.filter((each) => !idle.includes(each));
    enough = enoughOf(candidates);
  }
  return null;
}

/**
 * A part of `items` that is enough and of which nothing can be left out.
 * @param enoughOf a part of its items that is enough, or null
 */
function smallest<T>(items: readonly T[], enoughOf: (items: readonly T[]) => readonly T[] | null): readonly T[] {
  let kept = items;
  for (const item of items) {
    if (kept.includes(item)) kept = enoughOf(kept.filter((other) => other !== item)) ?? kept;
  }
  return kept;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
