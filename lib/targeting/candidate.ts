import type { Rollout } from "./bucket";
import type { Condition } from "./conditions";
import type { Properties } from "./own-property";
import type { Rule } from "./rule";
import type { Segment } from "./segment";
import type { FlagEvaluation } from "./types";

const NONE: readonly Condition[] = [];

/**
 * What evaluation has left to ask of a rule that may match. All of a ruleset's candidates are walked through for one
 * answer about all flags, so they are small and hold nothing else.
 */
export class Candidate {
  /** The first condition stands by itself: most candidates have no other, and it is one step nearer. */
  private readonly condition: Condition | null;
  private readonly others: readonly Condition[];
  private readonly segment: Segment | null;
  private readonly rollout: Rollout | null;
  /** What everyone gets for whom it holds. */
  readonly answer: FlagEvaluation;

  /**
   * @param order Its place among the flag's candidates: the lowest that holds decides.
   * @param conditions Those of the rule's conditions that nothing else answers.
   * @param needs How many narrowings of its block must have left it open before it may be asked.
   */
  constructor(
    rule: Rule,
    readonly order: number,
    conditions: readonly Condition[],
    readonly needs = 0,
  ) {
    this.condition = conditions[0] ?? null;
    this.others = conditions.length > 1 ? conditions.slice(1) : NONE;
    this.segment = rule.link?.segment ?? null;
    this.rollout = rule.rollout !== null && rule.rollout.percentage < 100 ? rule.rollout : null;
    this.answer = rule.answer;
  }

  holds(context: Properties, epoch: number): boolean {
    if (this.condition !== null && !this.condition.matches(context, epoch)) return false;
    for (let at = 0; at < this.others.length; at += 1)
      if (this.others[at]?.matches(context, epoch) === false) return false;
    if (this.segment !== null && !this.segment.matches(context, epoch)) return false;
    return this.rollout === null || this.rollout.matches(context, epoch);
  }

  /** Its answer when it holds: a list of one rule needs no other arrangement. */
  first(context: Properties, epoch: number): FlagEvaluation | null {
    return this.holds(context, epoch) ? this.answer : null;
  }
}
