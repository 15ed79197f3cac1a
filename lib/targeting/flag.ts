import { areCurrent } from "./compile-element";
import type { Properties } from "./context";
import { type Need, type Requirement, requirementsOf } from "./requirement";
import { type Answering, compileRule, isPossible, isUnconditional, type Rule, type Shared } from "./rule";
import { type Decider, RuleIndex } from "./rule-index";
import type { FlagEvaluation, FlagWithRules, JsonValue } from "./types";
import { isRecord, listOf } from "./values";
import { variantsOf } from "./variant";

/** A flag with its rules of one environment. */
export interface CompiledFlag {
  readonly key: string;
  readonly isArchived: boolean;
  /** Enabled both everywhere and in the environment. */
  readonly isEnabled: boolean;
  readonly rules: FlagRules;
  /** Null when the flag is off or none of its rules is on: then everyone gets the fallback. */
  readonly index: Decider | null;
  /** The answer when no rule matches. */
  readonly fallback: FlagEvaluation;
  /** What it needs other flags to give, as stored. */
  readonly requirements: readonly Requirement[];
  /** The answer where a requirement is not met. */
  readonly unmet: FlagEvaluation;
  /** The requirements with the flags that they lead to; empty unless `unlinked` is set. */
  readonly needs: readonly Need[];
  /** The flag as compiled, before it was linked to the flags that it requires or that require it. */
  readonly unlinked?: CompiledFlag;
  /** What it was compiled from. */
  readonly source: FlagWithRules;
}

/** Compiles a stored flag in steps; null when it is so damaged that it has no key. */
export function* compileFlag(source: FlagWithRules, shared: Shared): Generator<undefined, CompiledFlag | null> {
  const flag = readFlag(source, shared);
  if (flag === null) return null;
  yield* flag.rules.compile();
  return flag.index === null ? flag : { ...flag, index: flag.rules.indexed };
}

/** The same, with rules that are compiled at their first use: `source` must not be changed before. */
export function readFlag(source: FlagWithRules, shared: Shared): CompiledFlag | null {
  const stored: unknown = source.flag;
  if (!isRecord(stored) || typeof stored.key !== "string") return null;
  const { key } = stored;
  const nameOf = variantsOf(stored);
  const answer: Answering = (value, reason, ruleId) =>
    Object.freeze({ flagKey: key, value, reason, ruleId, ...nameOf(value) });
  const isArchived = stored.status === "archived";
  const state = stateIn(stored.environments, source.environment);
  const isEnabled = stored.enabled === true && (state === null || state.enabled === true);
  const isOn = isEnabled && !isArchived;
  const requirements = requirementsOf(stored.requires);
  const rules = new FlagRules(source.rules, answer, shared);
  const hasRules = listOf(source.rules).some((rule) => isRecord(rule) && rule.enabled === true);
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
  // A flag with requirements may differ from context to context.
  const isStatic = !hasRules && requirements.length === 0;
  return {
    key,
    isArchived,
    isEnabled,
    rules,
    index: isOn && hasRules ? rules : null,
    fallback: isOn ? answer(value, isStatic ? "STATIC" : "DEFAULT", null) : disabled,
    requirements,
    unmet: disabled,
    needs: NO_NEEDS,
    source,
  };
}

const NO_NEEDS: readonly never[] = [];

/** Whether it was compiled from the same objects, which then have not changed. */
export function isOf({ source }: CompiledFlag, { flag, environment, rules }: FlagWithRules): boolean {
  return source.flag === flag && source.environment === environment && source.rules === rules;
}

/** Whether its rules link to these very segments, and not to earlier ones with the same ids. */
export const linksTo = (segments: Shared["segments"], { rules }: CompiledFlag): boolean =>
  rules.all.every(({ links }) => areCurrent(links, segments));

/** A flag's state in an environment; null when nothing is set there. */
function stateIn(states: unknown, environment: string | undefined): Readonly<Record<string, unknown>> | null {
  // An environment may be called `constructor`.
  if (environment === undefined || !isRecord(states) || !Object.hasOwn(states, environment)) return null;
  const state = states[environment];
  return isRecord(state) ? state : DAMAGED;
}

/** A state that is neither `true` nor `false`: off. */
const DAMAGED = {};

function defaultOf(stored: unknown): JsonValue {
  // The stored type promises JSON; nothing here relies on it.
  return ((isRecord(stored) ? stored.value : undefined) ?? null) as JsonValue;
}

/** What rules are compiled from. */
interface Uncompiled {
  readonly stored: unknown;
  readonly answer: Answering;
  readonly shared: Shared;
}

/** The rules of a flag. They are compiled in steps with their ruleset, or all at once when one of them is needed. */
class FlagRules implements Decider {
  /** Null once the rules are compiled: it refers to segments that may have been replaced since. */
  private uncompiled: Uncompiled | null;
  private compiled: readonly Rule[] = [];
  private index: RuleIndex | null = null;

  constructor(stored: unknown, answer: Answering, shared: Shared) {
    this.uncompiled = { stored, answer, shared };
  }

  get isCompiled(): boolean {
    return this.uncompiled === null;
  }

  /** Every rule, also those that are off, in order. */
  get all(): readonly Rule[] {
    if (this.uncompiled !== null) for (const _step of this.compile());
    return this.compiled;
  }

  /** The rules as evaluation asks them. */
  get indexed(): RuleIndex {
    this.index ??= new RuleIndex(candidatesAmong(this.all));
    return this.index;
  }

  first(context: Properties, epoch: number): FlagEvaluation | null {
    return this.indexed.first(context, epoch);
  }

  /** Compiles the rules, unless they are compiled. */
  *compile(): Generator<undefined, void> {
    if (this.uncompiled === null) return;
    const { stored, answer, shared } = this.uncompiled;
    const rules: Rule[] = [];
    for (const rule of inOrder(stored)) rules.push(yield* compileRule(rule, answer, shared));
    // An evaluation between two steps may have compiled them.
    if (this.uncompiled === null) return;
    this.compiled = rules;
    this.uncompiled = null;
  }
}

/** By position. A rule without a proper one goes last; equals keep the given order. */
function inOrder(rules: unknown): readonly Readonly<Record<string, unknown>>[] {
  const positionOf = ({ position }: Readonly<Record<string, unknown>>): number =>
    typeof position === "number" && Number.isFinite(position) ? position : Number.MAX_VALUE;
  return listOf(rules)
    .filter(isRecord)
    .sort((one, other) => positionOf(one) - positionOf(other));
}

/** The rules that can decide. Rules after one that everyone matches are never asked. */
export function candidatesAmong(rules: readonly Rule[]): readonly Rule[] {
  const possible = rules.filter((rule) => rule.isEnabled && isPossible(rule));
  const last = possible.findIndex(isUnconditional);
  return last < 0 ? possible : possible.slice(0, last + 1);
}
