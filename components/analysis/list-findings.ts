import type { MoveTarget } from "@/components/rules/order/order-moves";
import { analyzeList, type ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import {
  type Finding,
  type FindingKind,
  type NotAnalysed,
  unlessLists,
} from "@/lib/targeting/analysis/findings/finding";
import { capital } from "@/lib/targeting/analysis/findings/unserved";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { Doubt } from "@/lib/targeting/analysis/search/search";
import { ruleWords, valueSayer } from "@/lib/targeting/analysis/sentences/words";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { RuleInput } from "@/lib/targeting/index";
import { segmentsNamed } from "@/lib/targeting/segment-references";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import type { FindingsQuestion } from "./analyst";

/** A finding as the card of its rule shows it. */
export interface CardFinding {
  readonly kind: FindingKind;
  /** Warnings are about rules that do not do what they say, notices about rules that could be simpler. */
  readonly tone: "warning" | "notice";
  readonly parts: readonly FindingPart[];
  /** The rule that the finding is about, and the rules that cause it. */
  readonly about: readonly string[];
  readonly witness: Witness | null;
  readonly repairs: readonly Repair[];
}

/** All findings about a list, for its page. */
export interface ListFindings {
  readonly byRule: ReadonlyMap<string, readonly CardFinding[]>;
  /** What could not be found out, in sentences. */
  readonly open: readonly string[];
}

/** Null: it stands on no card. */
const tones: Record<FindingKind, CardFinding["tone"] | null> = {
  never_matches: "warning",
  never_reached: "warning",
  similar_attribute: "warning",
  unlike_known_values: "warning",
  ends_list: "notice",
  same_as_below: "notice",
  same_as_default: "notice",
  idle_condition: "notice",
  // Nobody has to act on it.
  any_order: null,
  requirement_never_met: null,
  requirement_always_met: null,
};

/** The findings by card, warnings first. */
export const listFindings = ({ findings, notAnalysed }: ListAnalysis, list: RuleListInput): ListFindings => {
  const byRule = new Map<string, CardFinding[]>();
  for (const finding of findings) {
    const rule = list.rules.find(({ id }) => id === finding.ruleIds[0]);
    const tone = tones[finding.kind];
    if (rule === undefined || tone === null) continue;
    const shown = { ...cardFinding(finding, rule, list), tone };
    byRule.set(rule.id, [...(byRule.get(rule.id) ?? []), shown].sort(warningsFirst));
  }
  return { byRule, open: openQuestions(notAnalysed, list.rules) };
};

const cardFinding = (finding: Finding, rule: RuleInput, list: RuleListInput): Omit<CardFinding, "tone"> => ({
  kind: finding.kind,
  parts: findingParts(finding, rule, list),
  about: [...finding.ruleIds, ...finding.becauseOf],
  witness: isSomebody(finding.witness) ? finding.witness : null,
  repairs: repairsOf(finding, list.rules),
});

const warningsFirst = (a: CardFinding, b: CardFinding): number =>
  Number(b.tone === "warning") - Number(a.tone === "warning");

/** A witness without attributes is no example: it stands for anybody. */
const isSomebody = (witness: Witness | null): boolean => witness !== null && Object.keys(witness).length > 0;

/** Why a question has no answer, as the end of a sentence. */
const doubtWords: Record<Doubt, string> = {
  opaque: "a pattern, or a mix of conditions on one attribute, is beyond what can be proven",
  budget: "the list is too large to search completely",
};

/** Rules named in a sentence; the others are counted. */
const NAMED_RULES = 6;

/** The questions without an answer, one sentence for each reason. */
const openQuestions = (notAnalysed: readonly NotAnalysed[], rules: readonly RuleInput[]): string[] => {
  const ofRules = notAnalysed.filter(({ ruleId }) => ruleId !== null);
  const reasons = [...new Set(ofRules.map(({ because }) => because))];
  return reasons.map((because) => {
    const ids = new Set(ofRules.filter((each) => each.because === because).map(({ ruleId }) => ruleId));
    const positions = rules.filter(({ id }) => ids.has(id)).map(({ position }) => String(position));
    const named = positions.slice(0, NAMED_RULES);
    const more = positions.length - named.length;
    const told = joinWords(more > 0 ? [...named, `${more} more`] : named);
    const of = ofRules.filter((each) => ids.has(each.ruleId) && each.because === because);
    const noun = positions.length === 1 ? "Rule" : "Rules";
    return `${noun} ${told}: not known ${whatOf(of)}, because ${doubtWords[because]}.`;
  });
};

const whatOf = (open: readonly NotAnalysed[]): string => {
  const asked = new Set(open.map(({ question }) => question));
  const words = Object.entries(questions).flatMap(([kind, text]) => (asked.has(kind as FindingKind) ? [text] : []));
  return joinWords([...new Set(words)], "or");
};

/** The questions that can stay open. */
const questions: Partial<Record<FindingKind, string>> = {
  never_matches: "whether anyone matches",
  never_reached: "whether anyone gets to it",
  same_as_below: "whether it makes a difference",
  same_as_default: "whether it makes a difference",
  idle_condition: "whether each condition makes a difference",
};

/** Text, or another rule that is named in it. */
export type FindingPart = string | { readonly ruleId: string; readonly text: string };

/** A finding's sentence on the card of its rule. The card is the subject; rules that cause the finding become links. */
const findingParts = (finding: Finding, rule: RuleInput, list: RuleListInput): FindingPart[] => {
  const causes = finding.becauseOf.flatMap((id) => {
    const cause = list.rules.find((other) => other.id === id);
    return cause === undefined ? [] : [{ ruleId: id, text: ruleWords({ stored: cause }) }];
  });
  if (causes.length > 0 && finding.kind === "never_reached") {
    const verb = causes.length === 1 ? "matches" : "match";
    const limits = unlessLists(finding.listAttributes);
    return [`Never reached${limits}: `, ...joined(causes, "and"), ` already ${verb} everyone it would match.`];
  }
  if (causes.length > 0 && finding.kind === "same_as_below") {
    const sources = finding.isDefaultServing ? [...causes, "the default"] : causes;
    const value = rule.split ? "the same" : valueSayer(list)(rule.value);
    return [`Makes no difference: everyone it serves would get ${value} from `, ...joined(sources, "or"), " anyway."];
  }
  return [withoutSubject(finding.sentence, ruleWords({ stored: rule }))];
};

/** `a`, `a and b`, `a, b and c`. */
const joined = (parts: readonly FindingPart[], last: string): FindingPart[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? ` ${last} ` : ", ", part];
  });

const withoutSubject = (sentence: string, subject: string): string => {
  const start = [`${capital(subject)} `, `In ${subject}, `, `In the segment of ${subject}, `].find((words) =>
    sentence.startsWith(words),
  );
  if (start === undefined) return sentence;
  return start.startsWith("In the segment")
    ? `In its segment, ${sentence.slice(start.length)}`
    : capital(sentence.slice(start.length));
};

/**
 * A repair that one press makes. Moving a rule may change people and says who they are; the other repairs are proven to
 * change nobody.
 */
export type Repair = { readonly label: string; readonly ruleId: string } & (
  | { readonly kind: "delete" }
  | { readonly kind: "move"; readonly target: MoveTarget }
  | { readonly kind: "remove_condition"; readonly condition: number }
  /** A proposal: the editor opens with it, because only a person knows which name is right. */
  | { readonly kind: "rename_attribute"; readonly condition: number; readonly attribute: string }
);

/** The repairs of a finding; none where only a person can decide. */
const repairsOf = (finding: Finding, rules: readonly RuleInput[]): Repair[] => {
  const rule = rules.find(({ id }) => id === finding.ruleIds[0]);
  if (rule === undefined) return [];
  const ruleId = rule.id;
  const remove: Repair = { kind: "delete", label: "Delete rule", ruleId };
  // The finding holds only without lists in some attributes: people with such lists would change.
  const isForEveryone = finding.listAttributes.length === 0;
  switch (finding.kind) {
    case "requirement_never_met":
    case "requirement_always_met":
      return [];
    case "never_matches":
      return isForEveryone && !isWaiting(rule) ? [remove] : [];
    case "never_reached":
      return [...moveAbove(ruleId, finding, rules), ...(isForEveryone ? [remove] : [])];
    case "ends_list":
      return [{ kind: "move", label: "Move to bottom", ruleId, target: "bottom" }];
    case "same_as_below":
    case "same_as_default":
      return isForEveryone ? [remove] : [];
    case "idle_condition":
      return finding.condition === null || !isForEveryone
        ? []
        : [{ kind: "remove_condition", label: "Remove condition", ruleId, condition: finding.condition }];
    // Only a person knows whether the rule or the test user is wrong.
    case "unlike_known_values":
      return [];
    case "similar_attribute":
      return finding.condition === null || finding.suggestion === null
        ? []
        : [
            {
              kind: "rename_attribute",
              label: `Use “${finding.suggestion}”…`,
              ruleId,
              condition: finding.condition,
              attribute: finding.suggestion,
            },
          ];
    case "any_order":
      return [];
  }
};

/** The rule may be a rollout that has not begun, or wait for a segment to be filled: do not advise to delete it. */
const isWaiting = (rule: RuleInput): boolean => rule.percentage === 0 || segmentsNamed([rule]).next().done === false;

const moveAbove = (ruleId: string, { becauseOf }: Finding, rules: readonly RuleInput[]): Repair[] => {
  const first = rules.find(({ id }) => becauseOf.includes(id));
  if (first === undefined) return [];
  return [{ kind: "move", label: `Move above rule ${first.position}`, ruleId, target: { positionOf: first.id } }];
};

/** The findings about a list. */
export const findingsAnswer = ({ list, attributeUses, people }: FindingsQuestion): ListFindings =>
  listFindings(analyzeList(list, { attributeUses, people }), list);
