import { type CompiledRuleset, compileRuleset } from "../compile";
import { explain } from "../explain";
import type { Evaluation, RuleInput } from "../types";
import { engineAsIfOn, flagAsIfOn } from "./as-if-on";
import type { RuleListInput } from "./rule-list";
import type { Witness } from "./somebody";

/**
 * What somebody may get from a list some of whose rules do not exist yet: a rule gets its salt when it is created, and
 * nobody's bucket is known before.
 */
export class UnsaltedRollouts {
  private readonly places: ReadonlyMap<string, number>;
  private readonly unsalted: readonly RuleInput[];
  private readonly evaluateOthers: (context: Witness) => Evaluation;
  private readonly alone: CompiledRuleset;

  constructor(list: RuleListInput, newRuleIds: ReadonlySet<string>) {
    const ordered = [...list.rules].sort((a, b) => a.position - b.position);
    const isUnsalted = (rule: RuleInput) => newRuleIds.has(rule.id) && rule.enabled && isPartial(rule.percentage);
    this.places = new Map(ordered.map(({ id }, place) => [id, place]));
    this.unsalted = ordered.filter(isUnsalted);
    this.evaluateOthers = engineAsIfOn({ ...list, rules: ordered.filter((rule) => !isUnsalted(rule)) });
    this.alone = compileRuleset({
      flags: this.unsalted.map(({ id }) => flagAsIfOn(id, list.defaultValue)),
      rules: this.unsalted.map((rule) => ({ ...rule, flag_id: rule.id })),
      segments: list.segments,
    });
  }

  /** Every answer that is possible, at least one; the last is the one when no unsalted rollout lets them in. */
  outcomesFor(context: Witness): readonly Evaluation[] {
    const last = this.evaluateOthers(context);
    const end = last.ruleId === null ? Number.POSITIVE_INFINITY : this.placeOf(last.ruleId);
    const possible = this.unsalted
      .filter((rule) => this.placeOf(rule.id) < end && this.isUpToTheBucket(rule, context))
      .map(({ id, value }): Evaluation => ({ value, reason: "SPLIT", ruleId: id }));
    return [...possible, last];
  }

  private placeOf(ruleId: string): number {
    return this.places.get(ruleId) ?? Number.POSITIVE_INFINITY;
  }

  /** Whether everything but the percentage lets them in, and they have an id. */
  private isUpToTheBucket({ id }: RuleInput, context: Witness): boolean {
    const rule = explain(this.alone, id, context)?.trace[0];
    if (rule === undefined || rule.fault !== null) return false;
    const isMatch = rule.conditions.every(({ matches }) => matches) && (rule.segment?.matches ?? true);
    return isMatch && (rule.percentage?.bucket ?? null) !== null;
  }
}

function isPartial(percentage: number | null | undefined): boolean {
  return typeof percentage === "number" && percentage > 0 && percentage < 100;
}
