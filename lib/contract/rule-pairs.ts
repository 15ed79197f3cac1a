import type { Rule } from "./rule";

/** Rules of one environment with their counterparts in the other. */
type RulePairs = ReadonlyMap<Rule, Rule>;

/**
 * Pairs the rules of two lists by their salts, which copies keep; and those that are left by what they say, where no
 * salt decides who gets it.
 */
export function pairRules(from: readonly Rule[], to: readonly Rule[]): RulePairs {
  const copies = pairBy(({ salt }) => salt, from, to);
  const paired = new Set(copies.values());
  const made = pairBy(
    textOf,
    from.filter((rule) => isDrawless(rule) && !copies.has(rule)),
    to.filter((rule) => isDrawless(rule) && !paired.has(rule)),
  );
  return new Map([...copies, ...made]);
}

/** Pairs those of one key. A list may have several, which are paired in their order. */
function pairBy(keyOf: (rule: Rule) => string, from: readonly Rule[], to: readonly Rule[]): RulePairs {
  const byKey = new Map<string, Rule[]>();
  for (const rule of to) byKey.set(keyOf(rule), [...(byKey.get(keyOf(rule)) ?? []), rule]);
  return new Map(
    from.flatMap((rule) => {
      const other = byKey.get(keyOf(rule))?.shift();
      return other === undefined ? [] : [[rule, other] as const];
    }),
  );
}

/** Whether everyone whom the rule matches gets its value. */
const isDrawless = ({ percentage, split }: Rule): boolean => percentage === null && (split ?? null) === null;

/** What a rule says, without its identity and its position. */
export type RuleContent = Omit<
  Rule,
  "id" | "flag_id" | "environment" | "position" | "salt" | "created_at" | "updated_at"
>;

export function contentOf(rule: Rule): RuleContent {
  const { id, flag_id, environment, position, salt, created_at, updated_at, ...content } = rule;
  return content;
}

const textOf = (rule: Rule): string => JSON.stringify(contentOf(rule));

/** Whether two rules say the same. */
export const saySame = (one: Rule, other: Rule): boolean => textOf(one) === textOf(other);
