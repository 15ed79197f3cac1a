export type { JsonValue } from "guidon-engine";
export type { RulesetCache } from "./core/cache";
export type { Details } from "./core/details";
export { fileCache } from "./core/file-cache";
export type { GivenValue } from "./core/given-values";
export { Guidon, type GuidonChange } from "./core/guidon";
export { GuidonError } from "./core/guidon-error";
export type { GuidonOptions } from "./core/options";
export type { Ruleset } from "./core/ruleset";
export type { GuidonState, GuidonStatus } from "./core/status";
export type { Timing } from "./core/timing";
// Exported as a whole, because otherwise declarations that other modules merge into its types would not reach it.
export * from "./flag-types";
