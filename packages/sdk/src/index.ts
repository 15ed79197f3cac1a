export type { JsonValue } from "guidon-engine";
export { compile, evaluate, explain } from "guidon-engine";
export type { FlagDefault, FlagKey, Flags, FlagValue } from "./flag-types";
