import { joinWords } from "../../condition-parts";
import type { Outcome } from "../inquiry";
import type { ListInquiry } from "../list-inquiry";
import type { Winner } from "../rule-list";
import type { Flaw, RuleForm } from "../vocabulary";
import { ruleWords } from "../words";
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

/** Why the rule at `place` serves nobody, or nobody but people with lists; null when it does. */
export function findUnserved(inquiry: ListInquiry, place: Winner): Finding | NotAnalysed | null {
  const form = inquiry.list.forms[place];
  const reach = inquiry.reaches(place);
  if (form === undefined || (reach.is === "possible" && reach.listAttributes.length === 0)) return null;
  const alone = inquiry.ask({ all: form.literals, clauses: [] });
  const unserved = { place, alone, reach };
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
  readonly place: Winner;
  /** Whether the rule would serve anybody if it was the only one. */
  readonly alone: Outcome;
  /** Whether it serves anybody: people with lists, or nobody. */
  readonly reach: Outcome;
}

function contradiction(inquiry: ListInquiry, form: RuleForm, { alone, reach, place }: Unserved): Finding {
  const lists = alone.is === "possible" ? alone.listAttributes : [];
  const conflict = smallest(
    [...new Set(form.literals)],
    (literals) => inquiry.askWithout(lists, { all: literals, clauses: [] }).is === "impossible",
  );
  const why = `${inquiry.words.everyone(conflict)} ${conflict.length > 1 ? "exclude each other" : "holds for nobody"}`;
  return finding({
    kind: "never_matches",
    ruleIds: [form.id],
    sentence: `${capital(ruleWords(form))} can never match${unlessLists(lists)}: ${why}.`,
    listAttributes: lists,
    witness: reach.is === "possible" ? inquiry.servedBy(place, reach) : null,
  });
}

function shadowed(inquiry: ListInquiry, form: RuleForm, { reach, place }: Unserved): Finding | NotAnalysed {
  const lists = reach.is === "possible" ? reach.listAttributes : [];
  const { forms } = inquiry.list;
  // Only those that serve some of its people are named; between them they serve all.
  const serving = forms.slice(0, place).flatMap((earlier, at) => {
    const { all, clauses } = inquiry.list.decidedBy(at);
    const served = inquiry.askWithout(lists, { all: [...all, ...form.literals], clauses });
    return served.is === "possible" ? [{ earlier, at, served }] : [];
  });
  const isCaught = (some: Readonly<typeof serving>): boolean => {
    const clauses = some.map(({ earlier }) => earlier.misses);
    return inquiry.askWithout(lists, { all: form.literals, clauses }).is === "impossible";
  };
  if (!isCaught(serving)) {
    return { ruleId: form.id, question: "never_reached", because: inquiry.isSpent ? "budget" : "opaque" };
  }
  const catching = smallest(serving, isCaught);
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
    witness: reach.is === "possible" ? inquiry.servedBy(place, reach) : beaten,
  });
}

/** A minimal part of `items` that is still enough. */
function smallest<T>(items: readonly T[], isEnough: (items: readonly T[]) => boolean): readonly T[] {
  let kept = items;
  for (const item of items) {
    const rest = kept.filter((other) => other !== item);
    if (isEnough(rest)) kept = rest;
  }
  return kept;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
