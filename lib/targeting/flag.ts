import { areCurrent } from "./compile-element";
import type { Properties } from "./context";
import { type Requirement, type Requirements, requirementsOf } from "./requirement";
import { type Answering, compileRule, isPossible, isUnconditional, type Rule, type Shared } from "./rule";
import { RuleIndex } from "./rule-index";
import type { FlagEvaluation, FlagWithRules, JsonValue } from "./types";
import { isRecord, listOf, storedJson } from "./values";
import { variantsOf } from "./variant";

/** Of a flag that is off, or none of whose rules is on. */
const NO_RULES = new RuleIndex([]);

/** What rules are compiled from. */
interface Uncompiled {
  readonly stored: unknown;
  readonly answer: Answering;
  readonly shared: Shared;
}

/**
 * A flag with its rules of one environment. The rules are compiled in steps with their ruleset, or all at once when one
 * of them is needed: `source` must not be changed before.
 */
export class CompiledFlag {
  readonly isArchived: boolean;
  /** Enabled both everywhere and in the environment. */
  readonly isEnabled: boolean;
  /** The answer when no rule matches. */
  readonly fallback: FlagEvaluation;
  /** The answer where a requirement is not met. */
  readonly unmet: FlagEvaluation;
  /** What it needs other flags to give. */
  readonly requirements: readonly Requirement[];
  /** The rules as evaluation asks them; null: they have not been asked yet. */
  private index: RuleIndex | null;
  /** Whether it is on only where its requirements are met. */
  private readonly isGated: boolean;
  /** Null once the rules are compiled: it refers to segments that may have been replaced since. */
  private uncompiled: Uncompiled | null;
  private compiled: readonly Rule[] = [];
  private epoch = 0;
  /** Its answer in the evaluation with that number. */
  private decided: FlagEvaluation;

  /** @param source what it is compiled from, whose flag is `stored` */
  constructor(
    readonly source: FlagWithRules,
    readonly key: string,
    stored: Readonly<Record<string, unknown>>,
    shared: Shared,
  ) {
    const nameOf = variantsOf(stored);
    const answer: Answering = (value, reason, ruleId) =>
      Object.freeze({ flagKey: key, value, reason, ruleId, ...nameOf(value) });
    const state = stateIn(stored.environments, source.environment);
    const value = defaultOf(state?.default_value ?? stored.default_value);
    this.isArchived = stored.status === "archived";
    this.isEnabled = stored.enabled === true && (state === null || state.enabled === true);
    this.requirements = requirementsOf(stored.requires);
    const isOn = this.isEnabled && !this.isArchived;
    const hasRules = listOf(source.rules).some((rule) => isRecord(rule) && rule.enabled === true);
    this.index = isOn && hasRules ? null : NO_RULES;
    this.isGated = isOn && this.requirements.length > 0;
    this.unmet = stored.when_disabled === "code_default" ? codeDefault(key) : answer(value, "DISABLED", null);
    // A flag with requirements may differ from context to context.
    const isStatic = !hasRules && this.requirements.length === 0;
    this.fallback = isOn ? answer(value, isStatic ? "STATIC" : "DEFAULT", null) : this.unmet;
    this.decided = this.fallback;
    this.uncompiled = { stored: source.rules, answer, shared };
  }

  /** Its answer for a context. */
  decide(context: Properties, epoch: number, requirements: Requirements): FlagEvaluation {
    if (this.isGated && !requirements.areMet(this, context, epoch)) return this.unmet;
    return (this.index ?? this.makeIndex()).first(context, epoch) ?? this.fallback;
  }

  /** The same for flags that require it: it is decided once in an evaluation, however many they are. */
  decideOnce(context: Properties, epoch: number, requirements: Requirements): FlagEvaluation {
    if (this.epoch !== epoch) {
      this.decided = this.decide(context, epoch, requirements);
      this.epoch = epoch;
    }
    return this.decided;
  }

  private makeIndex(): RuleIndex {
    this.index = new RuleIndex(candidatesAmong(this.rules));
    return this.index;
  }

  /** Every rule, also those that are off, in order. */
  get rules(): readonly Rule[] {
    if (this.uncompiled !== null) for (const _step of this.compileRules());
    return this.compiled;
  }

  /** Compiles all that evaluation needs, unless it is compiled. */
  *compile(): Generator<undefined, void> {
    yield* this.compileRules();
    if (this.index === null) this.makeIndex();
  }

  private *compileRules(): Generator<undefined, void> {
    if (this.uncompiled === null) return;
    const { stored, answer, shared } = this.uncompiled;
    const rules: Rule[] = [];
    for (const rule of inOrder(stored)) rules.push(yield* compileRule(rule, answer, shared));
    // An evaluation between two steps may have compiled them.
    if (this.uncompiled === null) return;
    this.compiled = rules;
    this.uncompiled = null;
  }

  /** Whether it was compiled from the same objects, which then have not changed. */
  isOf({ flag, environment, rules }: FlagWithRules): boolean {
    return this.source.flag === flag && this.source.environment === environment && this.source.rules === rules;
  }

  /** Whether its rules link to these very segments, and not to earlier ones with the same ids. */
  linksTo(segments: Shared["segments"]): boolean {
    return this.rules.every(({ links }) => areCurrent(links, segments));
  }
}

/** The flag, with rules that are not compiled; null when it is so damaged that it has no key. */
export function readFlag(source: FlagWithRules, shared: Shared): CompiledFlag | null {
  const stored: unknown = source.flag;
  return isRecord(stored) && typeof stored.key === "string"
    ? new CompiledFlag(source, stored.key, stored, shared)
    : null;
}

/** The answer of a flag that leaves its value to the application. */
const codeDefault = (flagKey: string): FlagEvaluation =>
  Object.freeze({ flagKey, value: null, reason: "DISABLED", ruleId: null, isCodeDefault: true });

/** A flag's state in an environment; null when nothing is set there. */
function stateIn(states: unknown, environment: string | undefined): Readonly<Record<string, unknown>> | null {
  // An environment may be called `constructor`.
  if (environment === undefined || !isRecord(states) || !Object.hasOwn(states, environment)) return null;
  const state = states[environment];
  return isRecord(state) ? state : DAMAGED;
}

/** A state that is neither `true` nor `false`: off. */
const DAMAGED = {};

const defaultOf = (stored: unknown): JsonValue => storedJson(isRecord(stored) ? stored.value : null);

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
