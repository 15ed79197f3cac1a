import { type CompiledRuleset, compileRuleset } from "../../compile";
import { explain } from "../../explain";
import { thousandths, WHOLE_SPLIT } from "../../rule-columns";
import type { Evaluation, JsonValue, RuleInput } from "../../types";
import type { RuleListInput } from "../rule-list";
import type { Witness } from "../somebody";
import { engineAsIfOn, flagAsIfOn } from "./as-if-on";

/**
 * What somebody may get from a list with rules that do not exist yet. A rule gets its salt when it is created, so the
 * buckets for its percentage and its split are not known before.
 */
export class UnsaltedRollouts {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly unsalted: readonly RuleInput[];
  private readonly evaluateOthers: (context: Witness) => Evaluation;
  private readonly alone: CompiledRuleset;

  constructor(list: RuleListInput) {
    const { newRuleIds = new Set() } = list;
    const ordered = [...list.rules].sort((a, b) => a.position - b.position);
    const isUnsalted = (rule: RuleInput) => newRuleIds.has(rule.id) && rule.enabled && usesBuckets(rule);
    this.indexes = new Map(ordered.map(({ id }, index) => [id, index]));
    this.unsalted = ordered.filter(isUnsalted);
    this.evaluateOthers = engineAsIfOn({ ...list, rules: ordered.filter((rule) => !isUnsalted(rule)) });
    const { required } = list;
    const flagOf = (id: string) => ({ ...flagAsIfOn(keyOf(id), list.defaultValue), requires: required?.requires });
    this.alone = compileRuleset({
      flags: [...this.unsalted.map(({ id }) => flagOf(id)), ...(required?.flags ?? [])],
      environment: required?.environment,
      rules: [...this.unsalted.map((rule) => ({ ...rule, flag_id: keyOf(rule.id) })), ...(required?.rules ?? [])],
      segments: list.segments,
    });
  }

  /**
   * All evaluations that are possible, at least one. The last one applies when no unsalted rollout or split decides
   * earlier.
   */
  outcomesFor(context: Witness): readonly Evaluation[] {
    const last = this.evaluateOthers(context);
    const end = last.ruleId === null ? Number.POSITIVE_INFINITY : this.indexOf(last.ruleId);
    const possible: Evaluation[] = [];
    for (const rule of this.unsalted) {
      if (this.indexOf(rule.id) > end) break;
      const match = this.match(rule, context);
      if (match === null) continue;
      possible.push(...answersOf(rule, match));
      if (match.isCertain) return possible;
    }
    return [...possible, last];
  }

  private indexOf(ruleId: string): number {
    return this.indexes.get(ruleId) ?? Number.POSITIVE_INFINITY;
  }

  /** How the rule matches a context apart from its buckets; null when it cannot match. */
  private match({ id, percentage }: RuleInput, context: Witness): Match | null {
    const rule = explain(this.alone, keyOf(id), context)?.trace[0];
    if (rule === undefined || rule.fault !== null) return null;
    if (!isPartial(percentage)) {
      return rule.outcome === "match" ? { isCertain: true, hasId: (rule.split?.bucket ?? null) !== null } : null;
    }
    const isMatch = rule.conditions.every(({ matches }) => matches) && (rule.segment?.matches ?? true);
    return isMatch && (rule.percentage?.bucket ?? null) !== null ? { isCertain: false, hasId: true } : null;
  }
}

/** The flag that holds a rule alone. No required flag has such a key. */
const keyOf = (ruleId: string): string => `/${ruleId}`;

interface Match {
  /** Whether the rule matches whatever the bucket is. */
  readonly isCertain: boolean;
  readonly hasId: boolean;
}

/**
 * What a rule may give to a context that it matches: with an id, the value of any arm, and its own value where the
 * weights leave some over.
 */
function answersOf({ id, value, split }: RuleInput, { hasId, isCertain }: Match): Evaluation[] {
  const hasBucket = split && hasId;
  const reason = hasBucket || !isCertain ? "SPLIT" : "TARGETING_MATCH";
  const answer = (given: JsonValue): Evaluation => ({ value: given, reason, ruleId: id });
  if (!hasBucket) return [answer(value)];
  const weight = split.reduce((sum, arm) => sum + (thousandths(arm.weight) ?? 0), 0);
  return [...split.map((arm) => answer(arm.value)), ...(weight < WHOLE_SPLIT ? [answer(value)] : [])];
}

const usesBuckets = ({ percentage, split }: RuleInput): boolean =>
  isPartial(percentage) || (split !== null && split !== undefined);

function isPartial(percentage: number | null | undefined): boolean {
  return typeof percentage === "number" && percentage > 0 && percentage < 100;
}
