import type { RuleInput } from "../../types";
import type { Vocabulary } from "../search/vocabulary";
import type { KnownSegments } from "./element-literals";
import { type RuleForm, RuleReader } from "./rule-form";

/** The enabled rules in the engine's order: a rule without a valid position comes last. */
export function orderedForms(
  vocabulary: Vocabulary,
  rules: readonly RuleInput[],
  segments: KnownSegments,
  newRuleIds: ReadonlySet<string> = new Set(),
): readonly RuleForm[] {
  const reader = new RuleReader(vocabulary, segments, newRuleIds);
  const enabled = rules.filter(({ enabled: isEnabled }) => isEnabled === true);
  return enabled.map((rule) => reader.of(rule)).sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ stored: { position } }: RuleForm): number {
  return Number.isFinite(position) ? position : Number.MAX_VALUE;
}
