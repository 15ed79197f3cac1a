export { bootstrapFrom } from "./server/bootstrap-from";
export { type EvaluateOptions, EvaluationError, evaluateFlags, flagValue } from "./server/evaluate-flags";
export { GuidonFlags, type GuidonFlagsProps } from "./server/guidon-flags";
export type { Bootstrap } from "./web/options";
