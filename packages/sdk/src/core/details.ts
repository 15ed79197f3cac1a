import type { FlagEvaluation, JsonValue } from "guidon-engine";
import type { Identity } from "./holder";

/** Why a flag gives the caller's default, in OpenFeature's words. */
type Failure = "FLAG_NOT_FOUND" | "TYPE_MISMATCH" | "PROVIDER_NOT_READY";

/** What a flag gives, and why: OpenFeature's resolution details. Shared by everyone who gets them, and frozen. */
export interface Details<T> {
  readonly flagKey: string;
  readonly value: T;
  readonly reason: FlagEvaluation["reason"] | "ERROR";
  /** What the flag calls the value. Absent: it has no name for it. */
  readonly variant?: string;
  readonly errorCode?: Failure;
  readonly errorMessage?: string;
  /** As Guidon's OFREP gives it. */
  readonly flagMetadata: {
    readonly reason?: string;
    readonly environment?: string;
    /** What OpenFeature's telemetry names as the flag set. */
    readonly flagSetId?: string;
    readonly rule_id?: string;
  };
}

export function given(evaluation: FlagEvaluation, identity: Identity): Details<JsonValue> {
  const { flagKey, value, reason, variant, ruleId } = evaluation;
  const metadata = {
    reason,
    environment: identity.environment,
    ...(identity.flag_set_id !== undefined && { flagSetId: identity.flag_set_id }),
    ...(ruleId !== null && { rule_id: ruleId }),
  };
  return Object.freeze({
    flagKey,
    value,
    reason,
    ...(typeof variant === "string" && { variant }),
    flagMetadata: Object.freeze(metadata),
  });
}

export const failed = <T>(flagKey: string, value: T, errorCode: Failure): Details<T> => ({
  flagKey,
  value,
  reason: "ERROR",
  errorCode,
  errorMessage: MESSAGES[errorCode],
  flagMetadata: {},
});

const MESSAGES: Readonly<Record<Failure, string>> = {
  FLAG_NOT_FOUND: "There is no such flag in this project",
  TYPE_MISMATCH: "The flag's value is of another type than the default",
  PROVIDER_NOT_READY: "There is no ruleset yet",
};
