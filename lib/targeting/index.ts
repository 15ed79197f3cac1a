export { boundOf, type ComparisonKind, comparisonKinds, versionKey } from "./comparable";
export { type CompiledRuleset, compileInSteps, compileRuleset, RulesetBuilder } from "./compile";
export {
  conditionsIn,
  type ElementInput,
  type GroupKind,
  groupKinds,
  groupOf,
  leavesOf,
  MAX_GROUP_DEPTH,
  mapConditions,
  readElement,
  segmentsIn,
} from "./element";
export { evaluate, evaluateAll, evaluateInSteps } from "./evaluate";
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
export { RULE_DEFAULTS, thousandths, WHOLE_SPLIT } from "./rule-columns";
export type {
  ConditionInput,
  ConditionTrace,
  ElementTrace,
  Evaluation,
  Explanation,
  FlagEvaluation,
  FlagInput,
  FlagWithRules,
  JsonValue,
  RequirementInput,
  RuleConditionInput,
  RuleInput,
  RuleOutcome,
  RulesetInput,
  RulesetSource,
  RuleTrace,
  SegmentInput,
  SegmentTrace,
} from "./types";
export { isExact, isScalar, jsonArray, jsonKey, splitList } from "./values";
