import { AttributeTable } from "./attributes";
import { ConditionCompiler } from "./conditions";
import { Epochs } from "./epoch";
import { RulesetLists } from "./lists";
import { isRecord, listOf } from "./records";
import { compileRule, isImpossible, type Rule } from "./rule";
import { makeFinder, type RuleFinder } from "./rule-finder";
import { compileSegment, type Segment } from "./segment";
import type { FlagEvaluation, JsonValue, RulesetInput } from "./types";

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
}

/**
 * A project's flags in one environment, ready to be evaluated. Immutable from outside; inside it remembers what the
 * running evaluation has read, so it holds on to the last context's attribute values until the next one.
 */
export interface CompiledRuleset {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly epochs: Epochs;
  readonly lists: RulesetLists;
}

export interface CompileOptions {
  /**
   * A ruleset that this one follows: long lists that are the very same objects in both inputs are taken over, so they
   * must not have been changed.
   */
  readonly previous?: CompiledRuleset | undefined;
}

/**
 * Compiles the flags of a project with the rules of ONE environment and the project's segments, in the API's shapes.
 * Rules of flags that are not given are left out. Nothing in the data makes it throw; what is damaged does not match.
 */
export function compileRuleset(input: RulesetInput, options?: CompileOptions): CompiledRuleset {
  const steps = compileInSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `compileRuleset`, stopping every few milliseconds for whoever has something else to do meanwhile. */
export function* compileInSteps(
  input: RulesetInput,
  { previous }: CompileOptions = {},
): Generator<undefined, CompiledRuleset> {
  const epochs = new Epochs();
  const lists = new RulesetLists(previous?.lists);
  const compiler = new ConditionCompiler(new AttributeTable(epochs), epochs, lists);
  const segments = new Map<string, Segment>();
  for (const stored of listOf(input.segments)) {
    const segment = compileSegment(stored, compiler, epochs);
    if (segment) segments.set(segment.id, segment);
    yield;
  }
  const rulesByFlag = groupByFlag(input.rules);
  const flags = new Map<string, CompiledFlag>();
  for (const stored of listOf(input.flags)) {
    if (!isRecord(stored) || typeof stored.key !== "string") continue;
    const { id, key } = stored;
    const rules = (rulesByFlag.get(id) ?? []).map((rule) => compileRule(rule, key, { compiler, segments }));
    flags.set(key, compileFlag(stored, key, rules));
    yield;
  }
  yield* lists.fill();
  return { flags, epochs, lists };
}

function groupByFlag(stored: unknown): Map<unknown, Readonly<Record<string, unknown>>[]> {
  const groups = new Map<unknown, Readonly<Record<string, unknown>>[]>();
  for (const rule of listOf(stored)) {
    if (!isRecord(rule)) continue;
    const group = groups.get(rule.flag_id);
    if (group) group.push(rule);
    else groups.set(rule.flag_id, [rule]);
  }
  return groups;
}

function compileFlag(stored: Readonly<Record<string, unknown>>, key: string, rules: Rule[]): CompiledFlag {
  const ordered = rules.sort((a, b) => placeOf(a) - placeOf(b));
  const enabled = ordered.filter((rule) => rule.isEnabled);
  const isArchived = stored.status === "archived";
  const isEnabled = stored.enabled === true;
  const isOn = isEnabled && !isArchived;
  const possible = isOn ? enabled.filter((rule) => !isImpossible(rule)) : [];
  return {
    key,
    isArchived,
    isEnabled,
    rules: ordered,
    finder: possible.length > 0 ? makeFinder(possible) : null,
    fallback: Object.freeze({
      flagKey: key,
      value: defaultOf(stored.default_value),
      reason: !isOn ? "DISABLED" : enabled.length === 0 ? "STATIC" : "DEFAULT",
      ruleId: null,
    }),
  };
}

/** A rule without a proper position goes last; sorting keeps the given order among equals. */
function placeOf({ position }: Rule): number {
  return Number.isFinite(position) ? position : Number.MAX_VALUE;
}

function defaultOf(stored: unknown): JsonValue {
  // The input's type says that it is JSON; nothing here depends on it.
  return ((isRecord(stored) ? stored.value : undefined) ?? null) as JsonValue;
}
