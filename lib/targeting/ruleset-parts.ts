import { areCurrent, type StoredElement, storedConditionsIn } from "./compile-element";
import { ConditionCompiler, type StoredCondition } from "./condition";
import { type Attribute, AttributeTable } from "./context";
import type { CompiledFlag } from "./flag";
import { RulesetLists } from "./lists";
import { compileSegment, type Segment, type SegmentSource } from "./segment";

/** With fewer unused parts, a search for them is not worth its time. */
const FEWEST_UNUSED = 1_000;

/** What a ruleset consists of. */
export interface RulesetContent {
  readonly flags: ReadonlyMap<string, CompiledFlag>;
  readonly segments: ReadonlyMap<string, Segment>;
}

/**
 * What the rulesets of one project share, across environments and revisions: their attributes, short conditions and
 * segments. Evaluation is synchronous, so all rulesets may remember results in the same objects.
 */
export class RulesetParts {
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
