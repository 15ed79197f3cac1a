export type { BulkAnswer, FlagAnswer } from "./web/answer";
export type { Bootstrap, GuidonWebOptions } from "./web/options";
export { GuidonWebProvider } from "./web/provider";
