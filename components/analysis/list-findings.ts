import type { RuleInput } from "@/lib/targeting";
import type { ListAnalysis } from "@/lib/targeting/analysis/analyze-list";
import type { Finding, FindingKind } from "@/lib/targeting/analysis/findings/finding";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { type FindingPart, findingParts } from "./finding-parts";
import { openQuestions } from "./open-questions";
import { type Repair, repairsOf } from "./repairs";

/** A finding as the card of its rule shows it. */
export interface CardFinding {
  readonly kind: FindingKind;
  /** A warning is about a rule that does not do what it says; a notice about what could be simpler. */
  readonly tone: "warning" | "notice";
  readonly parts: readonly FindingPart[];
  /** The rules that it is about, and those that make it so. */
  readonly about: readonly string[];
  readonly witness: Witness | null;
  readonly repairs: readonly Repair[];
}

/** What the page of a list says about it. */
export interface ListFindings {
  readonly byRule: ReadonlyMap<string, readonly CardFinding[]>;
  /** What could not be found out, in sentences. */
  readonly open: readonly string[];
}

const tones: Record<Exclude<FindingKind, "any_order">, CardFinding["tone"]> = {
  never_matches: "warning",
  never_reached: "warning",
  similar_attribute: "warning",
  unlike_known_values: "warning",
  ends_list: "notice",
  same_as_below: "notice",
  same_as_default: "notice",
  idle_condition: "notice",
};

/** The findings by card, warnings first. That an order does not matter is nothing to act on, and is left out. */
export const listFindings = ({ findings, notAnalysed }: ListAnalysis, list: RuleListInput): ListFindings => {
  const byRule = new Map<string, CardFinding[]>();
  for (const finding of findings) {
    const rule = list.rules.find(({ id }) => id === finding.ruleIds[0]);
    if (rule === undefined || finding.kind === "any_order") continue;
    const shown = { ...cardFinding(finding, rule, list), tone: tones[finding.kind] };
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

/** Somebody without attributes cannot be shown: it is anybody. */
const isSomebody = (witness: Witness | null): boolean => witness !== null && Object.keys(witness).length > 0;
