import { areCurrent, type StoredElement, storedConditionsIn } from "./compile-element";
import { ConditionCompiler, type StoredCondition } from "./condition";
import { type Attribute, AttributeTable } from "./context";
import type { CompiledFlag } from "./flag";
import { RulesetLists } from "./lists";
import { compileSegment, type Segment, type SegmentSource } from "./segment";

/** With fewer unused parts, looking for them is not worth its time. */
const FEWEST_UNUSED = 1_000;

/** What a ruleset consists of. */
export interface RulesetContent {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, Segment>;
}

/**
 * What the rulesets of one project have in common, one environment's and the next, one revision's and the next: their
 * attributes, short conditions and segments. Evaluation is synchronous, so rulesets may remember in the same place.
 */
export class RulesetParts {
  readonly lists = new RulesetLists();
  readonly compiler = new ConditionCompiler(new AttributeTable(), this.lists);
  /** By what they were compiled from, for as long as that is held. */
  private readonly segments = new WeakMap<object, Segment>();
  /** Null before the first ruleset: all that it brings is in use. */
  private sizeToPrune: number | null = null;

  /** Compiles a segment unless it was before, with the same segments that it refers to, which are among `segments`. */
  *segmentOf(source: SegmentSource, segments: ReadonlyMap<string, Segment> | "endless"): Generator<undefined, Segment> {
    const known = this.segments.get(source.stored);
    if (known !== undefined && segments !== "endless" && areCurrent(known.links, segments)) return known;
    const segment = yield* compileSegment(source, this.compiler, segments);
    yield* this.lists.fill();
    this.segments.set(source.stored, segment);
    yield;
    return segment;
  }

  /** Takes in a ruleset that is complete. */
  *admit(ruleset: RulesetContent): Generator<undefined, void> {
    if (this.sizeToPrune !== null && this.compiler.size >= this.sizeToPrune) yield* this.keepUsed(ruleset);
    else if (this.sizeToPrune !== null) return;
    this.sizeToPrune = this.compiler.size * 2 + FEWEST_UNUSED;
  }

  /**
   * Forgets the conditions and attributes that this ruleset does not use: others that use them keep them, and later
   * ones make their own. Done when there is twice as much as was in use the last time, so that a change pays a small
   * share of it however long the project lives.
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
      for (const { elements: used, rollout, split } of rules.all) {
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
