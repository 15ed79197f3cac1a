import { joinWords } from "../../words/condition-parts";
import { COSTS } from "../budget";
import type { Winner } from "../rule-list";
import type { ListInquiry } from "../rules/list-inquiry";
import type { Flaw, RuleForm } from "../rules/rule-form";
import type { Outcome } from "../search/inquiry";
import type { Clause, Somebody } from "../search/search";
import { ruleWords } from "../sentences/words";
import type { Witness } from "../somebody";
import { type Finding, finding, type NotAnalysed, unlessLists } from "./finding";

const flawWords: Record<Flaw, string> = {
  damaged: "a condition of it cannot be evaluated",
  segment_gone: "its segment is gone",
  segment_empty: "its segment has no conditions, and so no members",
  group_empty: "a group of its conditions is empty",
  zero_percent: "it lets in 0 %",
};

/** Finds enabled rules that can never match, whatever the rest of the list is. */
export function findFlawed({ list }: ListInquiry): Finding[] {
  return list.impossible.map((form) =>
    finding({
      kind: "never_matches",
      ruleIds: [form.id],
      sentence: `${capital(ruleWords(form))} can never match: ${flawWords[form.flaw ?? "damaged"]}.`,
    }),
  );
}

/** Finds out why the rule at `index` serves nobody, or only people with lists; null when it serves others, too. */
export function findUnserved(inquiry: ListInquiry, index: Winner): Finding | NotAnalysed | null {
  const form = inquiry.list.forms[index];
  if (form === undefined) return null;
  const asked = askedBefore(inquiry, form);
  if (asked !== null) return asked;
  const reach = inquiry.reaches(index);
  if (reach.is === "possible" && reach.listAttributes.length === 0) return null;
  const alone = inquiry.ask({ all: form.literals, clauses: [] });
  const unserved = { index, alone, reach };
  if (alone.is === "impossible") return contradiction(inquiry, form, unserved);
  if (reach.is === "unknown") return { ruleId: form.id, question: "never_reached", because: reach.because };
  // It is not known whether the rule itself or an earlier rule is the reason.
  if (alone.is === "unknown" && alone.because === "budget") {
    return { ruleId: form.id, question: "never_reached", because: "budget" };
  }
  const hasContradiction = alone.is === "possible" && alone.listAttributes.length > 0;
  return (hasContradiction ? contradiction : shadowed)(inquiry, form, unserved);
}

/**
 * The answer where an earlier rule asks the same, or less: that rule matches everyone whom this one matches. It needs
 * no search through the rules between, which patterns make long. Null where there is no such rule, or where it serves
 * none of these people, so that others are the reason.
 */
function askedBefore(inquiry: ListInquiry, form: RuleForm): Finding | NotAnalysed | null {
  const { list, vocabulary } = inquiry;
  const asked = new Set(form.literals);
  const at = list.forms.findIndex((each) => each === form || each.literals.every((literal) => asked.has(literal)));
  vocabulary.budget.spend(COSTS.pair * at);
  const earlier = list.forms[at];
  if (earlier === undefined || earlier === form) return null;
  const isSame = new Set(earlier.literals).size === asked.size;
  const served = isSame ? inquiry.reaches(at) : inquiry.ask(list.decidedBy(at, { all: form.literals, clauses: [] }));
  // A second search would be as long, and would end as the first.
  if (isSame && served.is === "unknown") return { ruleId: form.id, question: "never_reached", because: served.because };
  if (served.is !== "possible" || served.listAttributes.length > 0) return null;
  const catcher = { earlier, at, served };
  return neverReached(form, [catcher], [], beatenBy(inquiry, catcher));
}

interface Unserved {
  readonly index: Winner;
  /** Whether the rule would serve anybody if it were the only one. */
  readonly alone: Outcome;
  /** Whether the rule serves anybody in this list. */
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
  const [first] = catching;
  const beaten = first ? beatenBy(inquiry, first) : null;
  return neverReached(form, catching, lists, reach.is === "possible" ? inquiry.servedBy(index, reach) : beaten);
}

/** Somebody whom a rule would match and an earlier rule serves. */
const beatenBy = (inquiry: ListInquiry, { at, served }: Catcher): Witness | null => inquiry.servedBy(at, served);

/** @param lists the attributes of which one must be a list for the rule to be reached */
function neverReached(
  form: RuleForm,
  catching: readonly Catcher[],
  lists: readonly string[],
  witness: Witness | null,
): Finding {
  const rules = joinWords(catching.map(({ earlier }) => ruleWords(earlier)));
  const rule = `${capital(ruleWords(form))} is never reached${unlessLists(lists)}`;
  const verb = catching.length === 1 ? "matches" : "match";
  return finding({
    kind: "never_reached",
    ruleIds: [form.id],
    becauseOf: catching.map(({ earlier }) => earlier.id),
    sentence: `${rule}: ${rules} already ${verb} everyone it would match.`,
    listAttributes: lists,
    witness,
  });
}

/** A rule before another one, and one person of the other rule whom it serves instead. */
interface Catcher {
  readonly earlier: RuleForm;
  readonly at: Winner;
  readonly served: Somebody;
}

/**
 * Earlier rules that together match everyone whom a rule matches and for whom none of these attributes is a list. Each
 * is needed, and each serves some of these people. Null where that could not be proven.
 * @param by the clauses of the proof that the rule serves nobody; they stand for earlier rules
 */
function catchersOf(
  inquiry: ListInquiry,
  form: RuleForm,
  lists: readonly string[],
  by: ReadonlySet<Clause>,
): readonly Catcher[] | null {
  const { forms } = inquiry.list;
  /**
   * Those of some rules that suffice to prove that they match everyone; null when they do not, or when it is not known.
   */
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
    // A rule that serves none of these people is not needed: the rules before it match everyone whom it matches.
    const idle = needed.filter((each) => !serving.some(({ earlier }) => earlier === each));
    candidates = candidates.filter((each) => !idle.includes(each));
    enough = enoughOf(candidates);
  }
  return null;
}

/**
 * A part of `items` that suffices and from which nothing can be left out.
 * @param enoughOf the part of its argument that suffices, or null
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
