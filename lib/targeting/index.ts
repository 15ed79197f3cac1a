export { isComparableValue } from "./comparable";
export { splitList } from "./operators/in-list";
export type { ValueKind } from "./operators/operator";
export {
  type OperatorId,
  operatorIds,
  operatorValueKind,
  type SegmentOperatorId,
  segmentOperatorIds,
} from "./operators/registry";
export { checkPattern, type PatternCheck } from "./pattern/check";
