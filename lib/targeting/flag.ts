import { areCurrent } from "./compile-element";
import type { Properties } from "./context";
import type { Need } from "./link-flags";
import { type Requirement, requirementsOf } from "./requirement";
import { type Answering, compileRule, isPossible, isUnconditional, type Rule, type Shared } from "./rule";
import { RuleIndex } from "./rule-index";
import type { FlagEvaluation, FlagWithRules, JsonValue } from "./types";
import { isRecord, listOf } from "./values";
import { variantsOf } from "./variant";

/** Finds what decides for a context; null: the flag's fallback does. */
export interface Decider {
  first(context: Properties, epoch: number): FlagEvaluation | null;
}

/** A flag with its rules of one environment. */
export interface CompiledFlag {
  readonly key: string;
  readonly isArchived: boolean;
  /** Everywhere, and in the environment. */
  readonly isEnabled: boolean;
  /** Every rule, also those that are off, in order. */
  readonly rules: readonly Rule[];
  /** Null when the flag is off or no rule can match: then everyone gets the fallback. */
  readonly index: Decider | null;
  /** The answer when no rule matches. */
  readonly fallback: FlagEvaluation;
  /** What it needs other flags to give, as stored. */
  readonly requirements: readonly Requirement[];
  /** The answer where one of them is not met. */
  readonly unmet: FlagEvaluation;
  /** The same with the flags that they lead to; without `unlinked` there are none. */
  readonly needs: readonly Need[];
  /** The flag as it was compiled, when what it requires, or who requires it, was linked to it. */
  readonly unlinked?: CompiledFlag;
  /** What it was compiled from. */
  readonly source: FlagWithRules;
}

/** Compiles a stored flag, in steps; null when it is damaged so far that it has no key. */
export function* compileFlag(source: FlagWithRules, shared: Shared): Generator<undefined, CompiledFlag | null> {
  const stored: unknown = source.flag;
  if (!isRecord(stored) || typeof stored.key !== "string") return null;
  const { key } = stored;
  const nameOf = variantsOf(stored);
  const answer: Answering = (value, reason, ruleId) =>
    Object.freeze({ flagKey: key, value, reason, ruleId, ...nameOf(value) });
  const rules: Rule[] = [];
  for (const rule of inOrder(source.rules)) rules.push(yield* compileRule(rule, answer, shared));
  const enabled = rules.filter((rule) => rule.isEnabled);
  const isArchived = stored.status === "archived";
  const state = stateIn(stored.environments, source.environment);
  const isEnabled = stored.enabled === true && (state === null || state.enabled === true);
  const isOn = isEnabled && !isArchived;
  const requirements = requirementsOf(stored.requires);
  const candidates = isOn ? candidatesAmong(rules) : [];
  const value = defaultOf(state?.default_value ?? stored.default_value);
  const disabled =
    stored.when_disabled === "code_default"
      ? Object.freeze({
          flagKey: key,
          value: null,
          reason: "DISABLED" as const,
          ruleId: null,
          isCodeDefault: true as const,
        })
      : answer(value, "DISABLED", null);
  // What other flags give may change it for one context and not for another.
  const isStatic = enabled.length === 0 && requirements.length === 0;
  return {
    key,
    isArchived,
    isEnabled,
    rules,
    index: candidates.length > 0 ? new RuleIndex(candidates) : null,
    fallback: isOn ? answer(value, isStatic ? "STATIC" : "DEFAULT", null) : disabled,
    requirements,
    unmet: disabled,
    needs: NO_NEEDS,
    source,
  };
}

const NO_NEEDS: readonly never[] = [];

/** By position. A rule without a proper one goes last; equals keep the given order. */
function inOrder(rules: unknown): readonly Readonly<Record<string, unknown>>[] {
  const positionOf = ({ position }: Readonly<Record<string, unknown>>): number =>
    typeof position === "number" && Number.isFinite(position) ? position : Number.MAX_VALUE;
  return listOf(rules)
    .filter(isRecord)
    .sort((one, other) => positionOf(one) - positionOf(other));
}

/** The rules that can decide: what follows a rule that everyone matches is never asked. */
export function candidatesAmong(rules: readonly Rule[]): readonly Rule[] {
  const possible = rules.filter((rule) => rule.isEnabled && isPossible(rule));
  const last = possible.findIndex(isUnconditional);
  return last < 0 ? possible : possible.slice(0, last + 1);
}

/** Whether it was compiled from the same: what is the same object has not changed. */
export function isOf({ source }: CompiledFlag, { flag, environment, rules }: FlagWithRules): boolean {
  return source.flag === flag && source.environment === environment && source.rules === rules;
}

/** Whether its rules link to these segments, and not to earlier ones that had their ids. */
export const linksTo = (segments: Shared["segments"], { rules }: CompiledFlag): boolean =>
  rules.every(({ links }) => areCurrent(links, segments));

/** What a flag is in an environment; null when it is there as everywhere. */
function stateIn(states: unknown, environment: string | undefined): Readonly<Record<string, unknown>> | null {
  // An environment may be called `constructor`.
  if (environment === undefined || !isRecord(states) || !Object.hasOwn(states, environment)) return null;
  const state = states[environment];
  return isRecord(state) ? state : DAMAGED;
}

/** As a flag that is neither `true` nor `false`: off. */
const DAMAGED = {};

function defaultOf(stored: unknown): JsonValue {
  // The input's type says that it is JSON; nothing here depends on it.
  return ((isRecord(stored) ? stored.value : undefined) ?? null) as JsonValue;
}
