import type { Rule } from "./rule";

/** Rules of one environment with their counterparts in the other. */
type RulePairs = ReadonlyMap<Rule, Rule>;

/** Pairs the rules of two lists by their salts, which copies keep. */
export function pairRules(from: readonly Rule[], to: readonly Rule[]): RulePairs {
  const bySalt = new Map<string, Rule[]>();
  for (const rule of to) bySalt.set(rule.salt, [...(bySalt.get(rule.salt) ?? []), rule]);
  // A list may contain a copy twice; copies are paired in their order.
  return new Map(
    from.flatMap((rule) => {
      const other = bySalt.get(rule.salt)?.shift();
      return other === undefined ? [] : [[rule, other] as const];
    }),
  );
}

/** What a rule says, without its identity and its position. */
export type RuleContent = Omit<
  Rule,
  "id" | "flag_id" | "environment" | "position" | "salt" | "created_at" | "updated_at"
>;

export function contentOf(rule: Rule): RuleContent {
  const { id, flag_id, environment, position, salt, created_at, updated_at, ...content } = rule;
  return content;
}

/** Whether two rules say the same. */
export const saySame = (one: Rule, other: Rule): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
