import type { Outcome } from "../inquiry";
import type { ListInquiry } from "../list-inquiry";
import type { Winner } from "../rule-list";
import type { Flaw, Literal, RuleForm } from "../vocabulary";
import { joinWords, ruleWords } from "../words";
import { type Finding, finding, type NotAnalysed, unlessLists } from "./finding";

const flawWords: Record<Flaw, string> = {
  damaged: "a condition of it cannot be evaluated",
  segment_gone: "its segment is gone",
  segment_empty: "its segment has no conditions, and so no members",
  zero_percent: "it lets in 0 %",
};

/** Rules that are on and can never match, whatever stands around them. */
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
  if (alone.is === "impossible") return contradiction(inquiry, form, alone, reach);
  if (reach.is === "unknown") return { ruleId: form.id, question: "never_reached", because: reach.because };
  // Nobody knows whose fault it is: its own, or that of the rules before it.
  if (alone.is === "unknown" && alone.because === "budget") {
    return { ruleId: form.id, question: "never_reached", because: "budget" };
  }
  if (alone.is === "possible" && alone.listAttributes.length > 0) return contradiction(inquiry, form, alone, reach);
  return shadowed(inquiry, place, { form, alone, reach });
}

function contradiction(inquiry: ListInquiry, form: RuleForm, alone: Outcome, reach: Outcome): Finding {
  const lists = alone.is === "possible" ? alone.listAttributes : [];
  const conflict = smallest([...new Set(form.literals)], (literals) => {
    const outcome = inquiry.ask({ all: literals, clauses: [] });
    return (
      outcome.is === "impossible" ||
      (outcome.is === "possible" && outcome.listAttributes.length > 0 && lists.length > 0)
    );
  });
  const why = `${inquiry.words.everyone(conflict)} ${conflict.length > 1 ? "exclude each other" : "holds for nobody"}`;
  return finding({
    kind: "never_matches",
    ruleIds: [form.id],
    sentence: `${capital(ruleWords(form))} can never match${unlessLists(lists)}: ${why}.`,
    listAttributes: lists,
    witness: reach.is === "possible" ? reach.context : null,
  });
}

/**
 * @param alone whom the rule would serve if it was the only one
 * @param reach whom it serves: people with lists, or nobody
 */
function shadowed(
  inquiry: ListInquiry,
  place: Winner,
  { form, alone, reach }: { form: RuleForm; alone: Outcome; reach: Outcome },
): Finding {
  const lists = reach.is === "possible" ? reach.listAttributes : [];
  const catching = smallest(inquiry.list.forms.slice(0, place), (earlier) => {
    const outcome = inquiry.ask({ all: form.literals, clauses: earlier.map(({ misses }) => misses) });
    return (
      outcome.is === "impossible" ||
      (outcome.is === "possible" && outcome.listAttributes.length > 0 && lists.length > 0)
    );
  });
  const rules = joinWords(catching.map(ruleWords));
  return finding({
    kind: "never_reached",
    ruleIds: [form.id],
    becauseOf: catching.map(({ id }) => id),
    sentence: `${capital(ruleWords(form))} is never reached${unlessLists(lists)}: ${rules} already ${catching.length === 1 ? "serves" : "serve"} everyone it would match.`,
    listAttributes: lists,
    witness: reach.is === "possible" ? reach.context : alone.is === "possible" ? alone.context : null,
  });
}

/** A part of `items` that is still enough, of which nothing can be left out. */
function smallest<T extends Literal | RuleForm>(
  items: readonly T[],
  isEnough: (items: readonly T[]) => boolean,
): readonly T[] {
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
