import type { CompiledRuleset } from "./compile";
import { ConditionCompiler } from "./compile-condition";
import { type StoredCondition, soundOf } from "./condition";
import { type Attribute, AttributeTable } from "./context";
import { RulesetLists } from "./lists";
import { isRecord } from "./records";
import { compileSegment, type Segment } from "./segment";

/** With fewer unused parts, looking for them is not worth its time. */
const FEWEST_UNUSED = 1_000;

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

  /** Compiles a segment unless it was before; null when it is none. */
  *segmentOf(stored: unknown): Generator<undefined, Segment | null> {
    if (!isRecord(stored)) return null;
    const known = this.segments.get(stored);
    if (known !== undefined) return known;
    const segment = compileSegment(stored, this.compiler);
    yield* this.lists.fill();
    if (segment) this.segments.set(stored, segment);
    yield;
    return segment;
  }

  /** Takes in a ruleset that is complete. */
  *admit(ruleset: Pick<CompiledRuleset, "segments" | "flags">): Generator<undefined, void> {
    if (this.sizeToPrune !== null && this.compiler.size >= this.sizeToPrune) yield* this.keepUsed(ruleset);
    else if (this.sizeToPrune !== null) return;
    this.sizeToPrune = this.compiler.size * 2 + FEWEST_UNUSED;
  }

  /**
   * Forgets the conditions and attributes that this ruleset does not use: others that use them keep them, and later
   * ones make their own. Done when there is twice as much as was in use the last time, so that a change pays a small
   * share of it however long the project lives.
   */
  private *keepUsed({ segments, flags }: Pick<CompiledRuleset, "segments" | "flags">): Generator<undefined, void> {
    const conditions = new Set<StoredCondition>();
    const attributes = new Set<Attribute>();
    const use = (used: readonly StoredCondition[]): void => {
      for (const condition of used) conditions.add(condition);
      for (const { attribute } of soundOf(used)) attributes.add(attribute);
    };
    for (const segment of segments.values()) use(segment.conditions);
    for (const { rules } of flags.values()) {
      for (const { conditions: used, rollout } of rules) {
        use(used);
        if (rollout) attributes.add(rollout.attribute);
      }
      yield;
    }
    this.compiler.keep(conditions);
    this.compiler.attributes.keep(attributes);
  }
}
