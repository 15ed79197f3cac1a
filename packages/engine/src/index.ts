export type { CompiledRuleset } from "../../../lib/targeting/compile";
export { visitConditions } from "../../../lib/targeting/element";
export { evaluate, evaluateAll } from "../../../lib/targeting/evaluate";
export { explain } from "../../../lib/targeting/explain";
export type {
  ConditionInput,
  ConditionTrace,
  Context,
  ElementTrace,
  Evaluation,
  Explanation,
  FlagEvaluation,
  FlagInput,
  FlagWithRules,
  GroupTrace,
  JsonValue,
  PercentageTrace,
  RuleConditionInput,
  RuleInput,
  RuleOutcome,
  RulesetInput,
  RuleTrace,
  SegmentInput,
  SegmentTrace,
  SplitTrace,
} from "../../../lib/targeting/types";
export { compile, compileSync } from "./compile";
export { type RulesetDocument, readRuleset } from "./document";
export { listNamedBy, needsOf, type RulesetNeeds } from "./needs";
export { patchRuleset, type RulesetPatch } from "./patch";
