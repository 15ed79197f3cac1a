import type { FlagEvaluation, JsonValue } from "guidon-engine";
import type { Identity } from "./holder";

/** Why a flag gives the caller's default, in OpenFeature's terms. */
type Failure = "FLAG_NOT_FOUND" | "TYPE_MISMATCH" | "PROVIDER_NOT_READY";

/** A flag's value and reason: OpenFeature's resolution details. Shared by everyone who gets them, and frozen. */
export interface Details<T> {
  readonly flagKey: string;
  readonly value: T;
  readonly reason: FlagEvaluation["reason"] | "ERROR";
  /** The name of the value. Absent: it has none. */
  readonly variant?: string;
  readonly errorCode?: Failure;
  readonly errorMessage?: string;
  /** As in Guidon's OFREP. */
  readonly flagMetadata: {
    readonly reason?: string;
    readonly environment?: string;
    /** OpenFeature's name for the flag set in telemetry. */
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
