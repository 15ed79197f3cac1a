import { areCurrent } from "./compile-element";
import { ConditionCompiler } from "./condition";
import { AttributeTable } from "./context";
import { inDependencyOrder } from "./dependency-order";
import { type CompiledFlag, readFlag } from "./flag";
import { RulesetLists } from "./lists";
import { Requirements } from "./requirement";
import { compileSegment, type Segment, type SegmentSource, segmentSource } from "./segment";
import { MAX_SEGMENT_CHAIN } from "./segment-references";
import type { FlagInput, FlagWithRules, RuleInput, RulesetInput, RulesetSource } from "./types";
import { isRecord, listOf } from "./values";

/**
 * A project's flags in one environment, ready to be evaluated. It looks immutable from outside. Inside it remembers
 * what the current evaluation has read, so it keeps the attribute values of the last context until the next one.
 */
export interface CompiledRuleset {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, Segment>;
  /** Also of flags that a part of the ruleset leaves out. */
  readonly requirements: Requirements;
  /** What it shares with earlier and later rulesets of the project. */
  readonly parts: RulesetParts;
}

/**
 * Compiles the flags of a project with the rules of ONE environment and the project's segments, in the API's shapes.
 * Rules whose flag is not given are left out. No data makes it throw; damaged parts never match.
 */
export function compileRuleset(input: RulesetInput): CompiledRuleset {
  return atOnce(compileInSteps(withRules(input)));
}

/** Takes all steps at once. */
export function atOnce<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `compileRuleset`, in the steps of a `RulesetBuilder`. */
export function* compileInSteps(
  source: RulesetSource,
  previous?: CompiledRuleset,
): Generator<undefined, CompiledRuleset> {
  const builder = new RulesetBuilder(previous);
  yield* builder.addSegments(source.segments);
  yield* builder.addFlags(source.flags);
  return yield* builder.build();
}

/**
 * Compiles a ruleset whose flags are each compiled at their first use, so `source` must not be changed. RE2 must be
 * loaded if a condition has a pattern.
 */
export function compileOnDemand({ flags, segments }: RulesetSource): CompiledRuleset {
  const builder = new RulesetBuilder();
  atOnce(builder.addSegments(segments));
  atOnce(builder.addFlags(flags, true));
  return atOnce(builder.build());
}

/**
 * Compiles a ruleset piece by piece, as its source is read: all segments first, then the flags. It stops every few
 * milliseconds, so that other work gets its turn.
 * The cost is that of what has changed since `previous`, a ruleset of the same project. Flags (with the very same list
 * of rules) and segments that are the same objects in both sources are taken over as they were compiled, so they must
 * not have been changed. A ruleset of another environment can be `previous` for the first ruleset of an environment: it
 * has segments and conditions to share.
 */
export class RulesetBuilder {
  private readonly segments = new Map<string, Segment>();
  private readonly flags = new Map<string, CompiledFlag>();
  /** Segments that refer to others, which may come later. */
  private referring: SegmentSource[] = [];

  /** @param parts those of other rulesets of the project that are built at the same time */
  constructor(
    private readonly previous?: CompiledRuleset,
    readonly parts: RulesetParts = previous?.parts ?? new RulesetParts(),
  ) {}

  *addSegments(stored: RulesetSource["segments"]): Generator<undefined, void> {
    for (const each of stored) {
      const source = segmentSource(each);
      if (source === null) continue;
      if (source.references.length > 0) this.referring.push(source);
      else this.segments.set(source.id, yield* this.parts.segmentOf(source, this.segments));
    }
  }

  /** Compiles the segments that refer to others, once all segments are there. */
  private *addReferring(): Generator<undefined, void> {
    const { ordered, rest } = inDependencyOrder(this.referring, MAX_SEGMENT_CHAIN);
    this.referring = [];
    for (const source of ordered) this.segments.set(source.id, yield* this.parts.segmentOf(source, this.segments));
    for (const source of rest) this.segments.set(source.id, yield* this.parts.segmentOf(source, "endless"));
  }

  /** @param isOnDemand whether a flag's rules are compiled at their first use, and not now */
  *addFlags(sources: Iterable<FlagWithRules>, isOnDemand = false): Generator<undefined, void> {
    yield* this.addReferring();
    const { parts, segments } = this;
    for (const source of sources) {
      const flag = (yield* this.takeOver(source)) ?? readFlag(source, { parts, segments });
      if (flag === null) continue;
      if (!isOnDemand) yield* flag.compile();
      this.flags.set(flag.key, flag);
      yield;
    }
  }

  /** The flag as the previous ruleset has it; null where it has changed, or a segment that it names. */
  private *takeOver(source: FlagWithRules): Generator<undefined, CompiledFlag | null> {
    const before = this.previous?.flags.get(source.flag.key);
    if (!before?.isOf(source)) return null;
    // The segments that it names are known once it is compiled.
    yield* before.compile();
    return before.linksTo(this.segments) ? before : null;
  }

  /** The ruleset of all that was added. */
  *build(): Generator<undefined, CompiledRuleset> {
    yield* this.addReferring();
    const { flags, segments, parts } = this;
    return { flags, segments, requirements: new Requirements(flags), parts };
  }
}

/** Groups the rules by their flags. */
export function withRules(input: RulesetInput): RulesetSource {
  // Stored data may be damaged, whatever its type says. Lists and records are checked here, fields later.
  const flags = listOf(input.flags) as RulesetInput["flags"];
  const rules = listOf(input.rules) as RulesetInput["rules"];
  const segments = listOf(input.segments) as RulesetInput["segments"];
  const byFlag = new Map<string, RuleInput[]>();
  for (const rule of rules) {
    if (!isRecord(rule)) continue;
    const group = byFlag.get(rule.flag_id);
    if (group === undefined) byFlag.set(rule.flag_id, [rule]);
    else group.push(rule);
  }
  const { environment } = input;
  const withRules = (flag: FlagInput) => ({ flag, environment, rules: byFlag.get(flag.id) ?? [] });
  return { flags: flags.filter(isRecord).map(withRules), segments };
}

/**
 * What the rulesets of one project share, across environments and revisions: their attributes, short conditions and
 * segments. Evaluation is synchronous, so all rulesets may remember results in the same objects.
 */
class RulesetParts {
  readonly lists = new RulesetLists();
  readonly compiler = new ConditionCompiler(new AttributeTable(), this.lists);
  /** By stored segment, for as long as something holds that. */
  private readonly segments = new WeakMap<object, Segment>();

  /** Compiles a segment, unless it was compiled before with the same referenced segments, which are in `segments`. */
  *segmentOf(source: SegmentSource, segments: ReadonlyMap<string, Segment> | "endless"): Generator<undefined, Segment> {
    const known = this.segments.get(source.stored);
    if (known !== undefined && segments !== "endless" && areCurrent(known.links, segments)) return known;
    const segment = yield* compileSegment(source, this.compiler, segments);
    yield* this.lists.fill();
    this.segments.set(source.stored, segment);
    yield;
    return segment;
  }
}
