import type { RuleInput } from "../types";
import type { KnownSegments } from "./element-literals";
import type { RuleForm, Vocabulary } from "./vocabulary";

/** The rules that are on, as the engine goes through them: one without a proper position goes last. */
export const orderedForms = (
  vocabulary: Vocabulary,
  rules: readonly RuleInput[],
  segments: KnownSegments,
): readonly RuleForm[] =>
  vocabulary
    .formsOf(
      rules.filter(({ enabled: isEnabled }) => isEnabled === true),
      segments,
    )
    .sort((a, b) => placeOf(a) - placeOf(b));

function placeOf({ stored: { position } }: RuleForm): number {
  return Number.isFinite(position) ? position : Number.MAX_VALUE;
}
