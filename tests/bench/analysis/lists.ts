import type { RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";

/** Numbers as good as random, the same for the same seed (xorshift). */
function dice(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
  };
}

const countries = ["US", "CA", "GB", "DE", "FR", "ES", "IT", "PL", "SE", "NO", "JP", "BR"];
const plans = ["free", "starter", "pro", "enterprise"];

/** A list as teams have it: three conditions a rule over eight attributes, some with a segment or a percentage. */
export function typicalList(count: number): RuleListInput {
  const below = dice(count * 7919);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const conditions = [
    () => ({ attribute: "plan", operator: pick(["equals", "not_equals"]), value: pick(plans) }),
    () => ({
      attribute: "country",
      operator: pick(["in", "not_in"]),
      value: [pick(countries), pick(countries), pick(countries)],
    }),
    () => ({ attribute: "email", operator: "ends_with", value: pick(["@acme.example", "@beta.example", ".edu"]) }),
    () => ({ attribute: "app_build", operator: pick(["greater_than", "less_than"]), value: 4000 + 100 * below(20) }),
    () => ({
      attribute: "signup_date",
      operator: pick(["greater_than", "less_than"]),
      value: `2026-0${1 + below(9)}-01`,
    }),
    () => ({
      attribute: "roles",
      operator: pick(["contains", "not_contains"]),
      value: pick(["admin", "owner", "guest"]),
    }),
    () => ({ attribute: "beta_optin", operator: pick(["is_true", "is_false", "exists"]), value: null }),
    () => ({ attribute: "user_id", operator: "in", value: Array.from({ length: 20 }, () => `usr_${below(500)}`) }),
  ];
  const rules = Array.from({ length: count }, (_, index): RuleInput => {
    const first = below(conditions.length);
    return {
      id: `rule-${index + 1}`,
      flag_id: "flag",
      position: index + 1,
      conditions: [0, 1 + below(3), 4 + below(3)].map(
        (step) => pick([conditions[(first + step) % conditions.length]])?.() ?? conditionless,
      ),
      value: below(3) > 0,
      enabled: true,
      percentage: below(5) === 0 ? 10 * (1 + below(9)) : null,
      segment_id: below(6) === 0 ? "large" : null,
    };
  });
  const large = {
    id: "large",
    match_type: "any",
    rules: [
      { key: "seats", operator: "greater_than", value: 50 },
      { key: "plan", operator: "equals", value: "enterprise" },
    ],
  };
  return { defaultValue: false, rules, segments: [large] };
}

/** The same, with alternatives and exceptions in every other rule. */
export function groupedList(count: number): RuleListInput {
  const list = typicalList(count);
  const rules = list.rules.map((rule, index) => {
    const [first, ...others] = rule.conditions;
    if (index % 2 === 0 || first === undefined) return rule;
    return { ...rule, conditions: [first, index % 4 === 1 ? { any: others } : { none: others }] };
  });
  return { ...list, rules };
}

const conditionless = { attribute: "plan", operator: "exists", value: null };

/** Overlapping exceptions, one for each pair of values: what a search by choices likes least. */
export function adversarialList(count: number): RuleListInput {
  const rules = Array.from({ length: count }, (_, index): RuleInput => {
    const below = dice(index + 1);
    return {
      id: `rule-${index + 1}`,
      flag_id: "flag",
      position: index + 1,
      conditions: Array.from({ length: 3 }, () => ({
        attribute: `a${below(12)}`,
        operator: below(2) === 0 ? "contains" : "not_contains",
        value: "abcdefgh"[below(8)],
      })),
      value: index % 2 === 0,
      enabled: true,
    };
  });
  return { defaultValue: false, rules, segments: [] };
}

/** A pattern in every rule, none of which can be taken apart. */
export function opaqueList(count: number): RuleListInput {
  const rules = Array.from(
    { length: count },
    (_, index): RuleInput => ({
      id: `rule-${index + 1}`,
      flag_id: "flag",
      position: index + 1,
      conditions: [{ attribute: "email", operator: "regex", value: `^[a-z]+${index % 17}[0-9]{2,}@.*\\.(com|org)$` }],
      value: index % 2 === 0,
      enabled: true,
    }),
  );
  return { defaultValue: false, rules, segments: [] };
}
