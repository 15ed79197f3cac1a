import type { Rollout } from "./bucket";
import type { Condition } from "./condition";
import type { Properties } from "./context";
import type { Rule } from "./rule";
import type { Segment } from "./segment";
import type { FlagEvaluation } from "./types";

const NONE: readonly Condition[] = [];

/**
 * A rule as evaluation tests it. One answer about all flags walks through the candidates of all of them, and then
 * most of the time is spent waiting for memory: so they are small, and their first condition is one step away.
 */
export class Candidate {
  /** What everyone gets whom it matches. */
  readonly answer: FlagEvaluation;
  private readonly condition: Condition | null;
  private readonly others: readonly Condition[];
  private readonly segment: Segment | null;
  /** Null when everyone is let in. */
  private readonly rollout: Rollout | null;

  /**
   * @param order Its index among the flag's candidates: the lowest that holds decides.
   * @param conditions Those of the rule's conditions that the index does not answer.
   */
  constructor(
    rule: Rule,
    readonly order: number,
    conditions: readonly Condition[],
  ) {
    this.answer = rule.answer;
    this.condition = conditions[0] ?? null;
    this.others = conditions.length > 1 ? conditions.slice(1) : NONE;
    this.segment = rule.link?.segment ?? null;
    this.rollout = rule.rollout !== null && rule.rollout.percentage < 100 ? rule.rollout : null;
  }

  holds(context: Properties, epoch: number): boolean {
    if (this.condition !== null && !this.condition.matches(context, epoch)) return false;
    for (const condition of this.others) if (!condition.matches(context, epoch)) return false;
    if (this.segment !== null && !this.segment.matches(context, epoch)) return false;
    return this.rollout === null || this.rollout.matches(context, epoch);
  }
}
