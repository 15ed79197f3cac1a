export { boundOf, type ComparisonKind, comparisonKinds } from "./comparable";
export { type CompiledRuleset, compileInSteps, compileRuleset, RulesetBuilder } from "./compile";
export { evaluate, evaluateAll } from "./evaluate";
export { explain } from "./explain";
export type { ValueKind } from "./operators/operator";
export {
  type OperatorId,
  operatorIds,
  operatorOptions,
  operatorValueKind,
  type SegmentOperatorId,
  segmentOperatorIds,
} from "./operators/registry";
export { checkPattern, type PatternCheck } from "./pattern/check";
export { loadPatternsOf } from "./pattern/load-patterns";
export { loadRe2 } from "./pattern/re2";
export { MOST_STATE_BYTES } from "./pattern/state-memory";
export { isExact, isScalar } from "./scalar";
export type { ConditionTrace, Explanation, RuleOutcome, RuleTrace, SegmentTrace } from "./trace";
export type {
  ConditionInput,
  Evaluation,
  FlagEvaluation,
  FlagInput,
  FlagWithRules,
  JsonValue,
  RuleConditionInput,
  RuleInput,
  RulesetInput,
  RulesetSource,
  SegmentInput,
} from "./types";
export { versionKey } from "./version";
export { jsonArray, splitList } from "./written-list";
