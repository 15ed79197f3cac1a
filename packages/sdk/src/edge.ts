import { Guidon as Client } from "./core/guidon";
import type { GuidonOptions } from "./core/options";

export type { RulesetCache } from "./core/cache";
export type { Details } from "./core/details";
export type { GivenValue } from "./core/given-values";
export type { GuidonChange } from "./core/guidon";
export { GuidonError } from "./core/guidon-error";
export type { GuidonOptions } from "./core/options";
export type { Ruleset } from "./core/ruleset";
export type { GuidonState, GuidonStatus } from "./core/status";
export type { Timing } from "./core/timing";
export * from "./flag-types";

/**
 * The same client for runtimes where nothing runs between requests (Workers, edge functions): it asks only when
 * `ready()` or `refresh()` is called during a request, and reports when `flush()` is.
 */
export class Guidon extends Client {
  constructor(options: GuidonOptions) {
    super({ updates: "manual", ...options });
  }
}
