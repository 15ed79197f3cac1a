import { type Attribute, AttributeTable } from "./attributes";
import type { CompiledRuleset } from "./compile";
import { ConditionCompiler, decidableOf, forgetConditions, type StoredCondition } from "./conditions";
import { Epochs } from "./epoch";
import { RulesetLists } from "./lists";
import { isRecord } from "./records";
import type { Rule } from "./rule";
import { compileSegment, type Segment } from "./segment";

/** Fewer unused parts are not worth looking for. */
const FEWEST_UNUSED = 1_000;

/**
 * What the rulesets of one project have in common, one environment's and the next, one revision's and the next: their
 * attributes, their short conditions, their segments, and so the numbering of their evaluations. Evaluation is
 * synchronous, so that rulesets of which one is evaluated at a time may remember in the same place. They are compiled
 * one after another.
 */
export class RulesetParts {
  readonly lists = new RulesetLists();
  readonly compiler = new ConditionCompiler(new AttributeTable(), this.lists);
  readonly epochs: Epochs;
  /** By what they were compiled from. They go when that goes. */
  private readonly segments = new WeakMap<object, Segment>();
  /** All that may still be evaluated; weak, because nobody says when one is let go. */
  private rulesets: WeakRef<CompiledRuleset>[] = [];
  private sizeToPrune = FEWEST_UNUSED;

  /** @param lastEpoch as of `Epochs` */
  constructor(lastEpoch?: number) {
    this.epochs = new Epochs(() => this.forget(), lastEpoch);
  }

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
  *admit(ruleset: CompiledRuleset): Generator<undefined, void> {
    // All that the first ones brought is in use.
    const isFirst = this.rulesets.length === 0;
    this.rulesets = [...this.rulesets.filter((held) => held.deref() !== undefined), new WeakRef(ruleset)];
    if (isFirst) this.sizeToPrune = this.sizeAfter();
    else if (this.size() >= this.sizeToPrune) yield* this.prune();
  }

  private size(): number {
    return this.compiler.size + this.compiler.attributes.size;
  }

  /**
   * Lets go of what no ruleset uses any more. Done when there is twice as much as was in use the last time, so that a
   * change pays a small share of it however long the project lives.
   */
  private *prune(): Generator<undefined, void> {
    const conditions = new Set<StoredCondition>();
    const attributes = new Set<Attribute>();
    for (const part of this.inUse()) {
      for (const condition of part.conditions) conditions.add(condition);
      for (const { attribute } of decidableOf(part.conditions)) attributes.add(attribute);
      if ("rollout" in part && part.rollout) attributes.add(part.rollout.attribute);
      yield;
    }
    this.compiler.keep(conditions);
    this.compiler.attributes.keep(attributes);
    this.sizeToPrune = this.sizeAfter();
  }

  private sizeAfter(): number {
    return this.size() * 2 + FEWEST_UNUSED;
  }

  /** Makes everything forget what an evaluation found. */
  private forget(): void {
    for (const part of this.inUse()) {
      forgetConditions(part.conditions);
      if ("epoch" in part) part.epoch = 0;
      else if (part.rollout) part.rollout.attribute.epoch = 0;
    }
  }

  /** Every segment and rule that may still be evaluated, some more than once. */
  private *inUse(): Generator<Segment | Rule, void> {
    for (const held of this.rulesets) {
      const ruleset = held.deref();
      if (ruleset === undefined) continue;
      yield* ruleset.segments.values();
      for (const { rules } of ruleset.flags.values()) yield* rules;
    }
  }
}
