import { type CompiledFlag, compileFlag, isOf, linksTo } from "./compile-flag";
import type { Epochs } from "./epoch";
import { isRecord, listOf } from "./records";
import { RulesetParts } from "./ruleset-parts";
import type { Segment } from "./segment";
import type { RuleInput, RulesetInput, RulesetSource } from "./types";

/** Flags that are not compiled again: well under a millisecond. */
const TAKEN_OVER_AT_A_STRETCH = 500;

/**
 * A project's flags in one environment, ready to be evaluated. Immutable from outside; inside it remembers what the
 * running evaluation has read, so it holds on to the last context's attribute values until the next one.
 */
export interface CompiledRuleset {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly epochs: Epochs;
  /** What it has in common with the rulesets that it follows and that follow it. */
  readonly parts: RulesetParts;
}

/**
 * Compiles the flags of a project with the rules of ONE environment and the project's segments, in the API's shapes.
 * Rules of flags that are not given are left out. Nothing in the data makes it throw; what is damaged does not match.
 */
export function compileRuleset(input: RulesetInput): CompiledRuleset {
  const steps = compileInSteps(withRules(input));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As `compileRuleset`, stopping every few milliseconds for whoever has something else to do meanwhile.
 *
 * It costs what has changed since `previous`, a ruleset of the same project: flags (with the very same list of rules) and
 * segments that are the same objects in both sources are taken over as they were compiled, so they must not have been
 * changed. The ruleset of another environment has segments and conditions to share, and is as good for a first one.
 */
export function* compileInSteps(
  source: RulesetSource,
  previous?: CompiledRuleset,
): Generator<undefined, CompiledRuleset> {
  const parts = previous?.parts ?? new RulesetParts();
  const segments = new Map<string, Segment>();
  for (const stored of source.segments) {
    const segment = yield* parts.segmentOf(stored);
    if (segment) segments.set(segment.id, segment);
  }
  const shared = { compiler: parts.compiler, segments };
  const isRelinked = previous === undefined || !isSame(previous.segments, segments);
  const flags = new Map<string, CompiledFlag>();
  let takenOver = 0;
  for (const each of source.flags) {
    const before = previous?.flags.get(each.flag.key);
    if (before !== undefined && isOf(before, each) && (!isRelinked || linksTo(segments, before))) {
      flags.set(before.key, before);
      takenOver += 1;
      if (takenOver % TAKEN_OVER_AT_A_STRETCH === 0) yield;
      continue;
    }
    const flag = yield* compileFlag(each, shared);
    yield* parts.lists.fill();
    if (flag) flags.set(flag.key, flag);
    yield;
  }
  const compiled = { flags, segments, epochs: parts.epochs, parts };
  yield* parts.admit(compiled);
  return compiled;
}

function isSame<K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}

/** Puts the rules to their flags. */
export function withRules(input: RulesetInput): RulesetSource {
  // What is stored may be damaged, whatever its type says: lists are made sure of, and records; fields are not.
  const flags = listOf(input.flags) as RulesetInput["flags"];
  const rules = listOf(input.rules) as RulesetInput["rules"];
  const segments = listOf(input.segments) as RulesetInput["segments"];
  const byFlag = new Map<string, RuleInput[]>();
  for (const rule of rules.filter(isRecord)) {
    const group = byFlag.get(rule.flag_id);
    if (group) group.push(rule);
    else byFlag.set(rule.flag_id, [rule]);
  }
  return { flags: flags.filter(isRecord).map((flag) => ({ flag, rules: byFlag.get(flag.id) ?? [] })), segments };
}
