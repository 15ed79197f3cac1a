import { areCurrent, type StoredElement, storedConditionsIn } from "./compile-element";
import { ConditionCompiler, type StoredCondition } from "./condition";
import { type Attribute, AttributeTable } from "./context";
import { type CompiledFlag, readFlag } from "./flag";
import { RulesetLists } from "./lists";
import { Requirements } from "./requirement";
import type { Shared } from "./rule";
import { compileSegment, type Segment, type SegmentSource, segmentSource } from "./segment";
import { inDependencyOrder } from "./segment-order";
import type { FlagInput, FlagWithRules, RuleInput, RulesetInput, RulesetSource } from "./types";
import { isRecord, listOf } from "./values";

/** How many flags are taken over before other work gets its turn: well under a millisecond. */
const TAKEN_OVER_AT_A_STRETCH = 500;

/**
 * A project's flags in one environment, ready to be evaluated. It looks immutable from outside. Inside it remembers
 * what the current evaluation has read, so it keeps the attribute values of the last context until the next one.
 */
export interface CompiledRuleset extends RulesetContent {
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
  atOnce(builder.readFlags(flags));
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
  private takenOver = 0;

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
    const { ordered, rest } = inDependencyOrder(this.referring);
    this.referring = [];
    for (const source of ordered) this.segments.set(source.id, yield* this.parts.segmentOf(source, this.segments));
    for (const source of rest) this.segments.set(source.id, yield* this.parts.segmentOf(source, "endless"));
  }

  *addFlags(flags: Iterable<FlagWithRules>): Generator<undefined, void> {
    yield* this.addReferring();
    const shared = this.shared();
    const isRelinked = this.previous === undefined || !isSame(this.previous.segments, this.segments);
    for (const each of flags) {
      const before = this.previous?.flags.get(each.flag.key);
      if (before?.isOf(each)) {
        // A lazily compiled ruleset is compiled whole when another one follows it.
        yield* before.compile();
        if (!isRelinked || before.linksTo(this.segments)) {
          this.flags.set(before.key, before);
          this.takenOver += 1;
          if (this.takenOver % TAKEN_OVER_AT_A_STRETCH === 0) yield;
          continue;
        }
      }
      const flag = readFlag(each, shared);
      if (flag === null) continue;
      yield* flag.compile();
      this.flags.set(flag.key, flag);
      yield;
    }
  }

  /** As `addFlags`, with rules that are compiled at their first use. */
  *readFlags(flags: Iterable<FlagWithRules>): Generator<undefined, void> {
    yield* this.addReferring();
    const shared = this.shared();
    for (const each of flags) {
      const flag = readFlag(each, shared);
      if (flag !== null) this.flags.set(flag.key, flag);
    }
  }

  private shared(): Shared {
    return { parts: this.parts, segments: this.segments };
  }

  /** The ruleset of all that was added. */
  *build(): Generator<undefined, CompiledRuleset> {
    yield* this.addReferring();
    const { flags, segments, parts } = this;
    yield* parts.admit({ flags, segments });
    return { flags, segments, requirements: new Requirements(flags), parts };
  }
}

function isSame<K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
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

/** With fewer unused parts, a search for them is not worth its time. */
const FEWEST_UNUSED = 1_000;

/** What a ruleset consists of. */
interface RulesetContent {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, Segment>;
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
  /** Null before the first ruleset, all of whose parts are in use. */
  private sizeToPrune: number | null = null;

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

  /** Takes in a complete ruleset. */
  *admit(ruleset: RulesetContent): Generator<undefined, void> {
    if (this.sizeToPrune !== null && this.compiler.size >= this.sizeToPrune) yield* this.keepUsed(ruleset);
    else if (this.sizeToPrune !== null) return;
    this.sizeToPrune = this.compiler.size * 2 + FEWEST_UNUSED;
  }

  /**
   * Forgets the conditions and attributes that this ruleset does not use: other rulesets that use them keep them, and
   * later ones make their own. It runs when there are twice as many as were in use the last time, so that a change pays
   * only a small share of it, however long the project lives.
   */
  private *keepUsed({ segments, flags }: RulesetContent): Generator<undefined, void> {
    const conditions = new Set<StoredCondition>();
    const attributes = new Set<Attribute>();
    const use = (used: readonly StoredElement[]): void => {
      for (const condition of storedConditionsIn(used)) {
        conditions.add(condition);
        if (!("fault" in condition.compiled)) attributes.add(condition.compiled.attribute);
      }
    };
    for (const segment of segments.values()) use(segment.elements);
    for (const { rules } of flags.values()) {
      for (const { elements: used, rollout, split } of rules) {
        use(used);
        if (rollout) attributes.add(rollout.attribute);
        if (split) attributes.add(split.attribute);
      }
      yield;
    }
    this.compiler.keep(conditions);
    this.compiler.attributes.keep(attributes);
  }
}
