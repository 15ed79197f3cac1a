import { isRecord, listOf } from "./records";
import { compileRule, isImpossible, type Rule, type Shared } from "./rule";
import { makeFinder, type RuleFinder } from "./rule-finder";
import type { FlagEvaluation, FlagWithRules, JsonValue } from "./types";

/** A flag with its rules of one environment. */
export interface CompiledFlag {
  readonly key: string;
  readonly isArchived: boolean;
  readonly isEnabled: boolean;
  /** Every rule, also those that are off, in order. */
  readonly rules: readonly Rule[];
  /** Finds the rule that matches; null when the flag is off or none can, and the fallback is the answer to everyone. */
  readonly finder: RuleFinder | null;
  /** The answer when no rule matches. */
  readonly fallback: FlagEvaluation;
  /** What it was compiled from. */
  readonly source: FlagWithRules;
}

/** Compiles a stored flag, in steps; one that is no flag at all is null. */
export function* compileFlag(source: FlagWithRules, shared: Shared): Generator<undefined, CompiledFlag | null> {
  const stored: unknown = source.flag;
  if (!isRecord(stored) || typeof stored.key !== "string") return null;
  const { key } = stored;
  const rules: Rule[] = [];
  for (const rule of listOf(source.rules).filter(isRecord)) rules.push(yield* compileRule(rule, key, shared));
  const ordered = rules.sort((a, b) => placeOf(a) - placeOf(b));
  const enabled = ordered.filter((rule) => rule.isEnabled);
  const isArchived = stored.status === "archived";
  const isEnabled = stored.enabled === true;
  const isOn = isEnabled && !isArchived;
  const isCodeDefault = !isOn && stored.when_disabled === "code_default";
  const possible = isOn ? enabled.filter((rule) => !isImpossible(rule)) : [];
  return {
    key,
    isArchived,
    isEnabled,
    rules: ordered,
    finder: possible.length > 0 ? makeFinder(possible) : null,
    fallback: Object.freeze({
      flagKey: key,
      value: isCodeDefault ? null : defaultOf(stored.default_value),
      reason: !isOn ? "DISABLED" : enabled.length === 0 ? "STATIC" : "DEFAULT",
      ruleId: null,
      ...(isCodeDefault && { isCodeDefault }),
    }),
    source,
  };
}

/** Whether it was compiled from the same: what is the same object has not changed. */
export function isOf({ source }: CompiledFlag, { flag, rules }: FlagWithRules): boolean {
  return source.flag === flag && source.rules === rules;
}

/** Whether its rules link to these segments, and not to earlier ones that had their ids. */
export function linksTo(segments: Shared["segments"], { rules }: CompiledFlag): boolean {
  return rules.every(({ link }) => link === null || link.segment === (segments.get(link.id) ?? null));
}

/** A rule without a proper position goes last; sorting keeps the given order among equals. */
function placeOf({ position }: Rule): number {
  return Number.isFinite(position) ? position : Number.MAX_VALUE;
}

function defaultOf(stored: unknown): JsonValue {
  // The input's type says that it is JSON; nothing here depends on it.
  return ((isRecord(stored) ? stored.value : undefined) ?? null) as JsonValue;
}
