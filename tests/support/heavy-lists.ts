import type { RuleConditionInput, RuleInput, SegmentInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";

/** Rule lists that ask for far more work than their size tells; each is an example of a kind. */
interface HeavyList {
  readonly name: string;
  readonly list: RuleListInput;
}

/** @param scale 1 for the size that held a process up; less for a list of the same kind that is quick to analyse. */
export function heavyLists(scale = 1): HeavyList[] {
  const many = (count: number) => Math.max(2, Math.ceil(count * scale));
  return [
    { name: "patterns that are choices of 64 prefixes", list: choices(4, "^") },
    { name: "patterns that are choices of 64 parts", list: choices(5, "") },
    { name: "patterns of 128 alternatives", list: alternatives(many(100)) },
    { name: "long parts and suffixes", list: longTexts(many(100), 500) },
    { name: "rollouts of 1 %", list: rollouts(many(20)) },
    { name: "600 attributes", list: wide(many(200), many(600)) },
    { name: "segments of 100,000 ids", list: largeSegments(5, many(100_000)) },
    { name: "lists that overlap in all but one item", list: longLists(many(100), many(2_000)) },
    { name: "dates with suffixes", list: datesWithSuffixes(many(100)) },
    { name: "long values", list: longValues(many(100), many(8_000)) },
    { name: "chains of alternatives in segments", list: anySegments(many(60), many(100)) },
  ];
}

function listOf(count: number, make: (index: number) => Partial<RuleInput>, segments: SegmentInput[] = []) {
  const rules = Array.from({ length: count }, (_, index): RuleInput => {
    const id = `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
    const fields = { id, flag_id: "flag", position: index + 1, conditions: [], value: index % 2 === 0, enabled: true };
    return { ...fields, ...make(index) };
  });
  return { defaultValue: false, rules, segments };
}

const condition = (attribute: string, operator: string, value: RuleConditionInput["value"]): RuleConditionInput => ({
  attribute,
  operator,
  value,
});

const letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

function choices(count: number, anchor: string): RuleListInput {
  const pattern = (first: string) => `${anchor}(${[...letters].map((letter) => `${first}${letter}`).join("|")})`;
  const all = Array.from({ length: count }, (_, at) => condition("email", "regex", pattern(letters[at + 20] ?? "")));
  const excluded = condition("email", "not_contains", letters[count + 19] ?? "");
  return listOf(1, () => ({ conditions: [...all, excluded] }));
}

function alternatives(count: number): RuleListInput {
  const tail = "(a|b)(c|d)(e|f)(g|h)(i|j)(k|l)(m|n)$";
  return listOf(count, (index) => ({ conditions: [condition("t", "regex", `^(a${index}b0)${tail}`)] }));
}

function longTexts(count: number, length: number): RuleListInput {
  const text = (seed: number) => Array.from({ length }, (_, at) => letters[(at * seed + seed) % 64]).join("");
  return listOf(count, (index) => ({
    conditions: [
      condition("t", "contains", text(2 * index + 1)),
      condition("t", "ends_with", text(2 * index + 3).slice(0, length - (index % 7))),
    ],
  }));
}

const rollouts = (count: number): RuleListInput => listOf(count, (index) => ({ percentage: 1, salt: `salt-${index}` }));

function wide(count: number, attributes: number): RuleListInput {
  return listOf(count, (index) => ({
    conditions: [0, 1, 2].map((step) =>
      condition(`attribute_${(3 * index + step) % attributes}`, "equals", `value-${index}`),
    ),
  }));
}

function largeSegments(count: number, items: number): RuleListInput {
  const ids = (segment: number) => Array.from({ length: items }, (_, at) => `user-${segment}-${at.toString(36)}-0123`);
  const segments = Array.from({ length: count }, (_, index) => ({
    id: `00000000-0000-4000-9000-${String(index + 1).padStart(12, "0")}`,
    match_type: "all",
    rules: [{ key: "user_id", operator: "in", value: ids(index) }],
  }));
  // The last rule is never reached: that is found, or said not to be known.
  return listOf(count + 1, (index) => ({ segment_id: segments[index % count]?.id ?? null }), segments);
}

function longLists(count: number, items: number): RuleListInput {
  const common = Array.from({ length: items }, (_, at) => `item-${at}`);
  return listOf(count, (index) => ({
    conditions: [
      condition("user_id", index % 2 === 0 ? "in" : "not_in", [...common, `own-${index}`]),
      condition("user_id", "not_equals", `item-${index}`),
    ],
  }));
}

function datesWithSuffixes(count: number): RuleListInput {
  return listOf(count, (index) => ({
    conditions: [
      condition("at", "greater_than", `2026-01-01T00:00:00.${String(index).padStart(3, "0")}Z`),
      condition("at", "less_than", `2026-01-01T00:00:00.${String(index + 1).padStart(3, "0")}Z`),
      condition("at", "contains", "7"),
      condition("at", "ends_with", `${index % 10}Z`),
    ],
  }));
}

function longValues(count: number, length: number): RuleListInput {
  return listOf(count, (index) => ({
    conditions: [condition("plan", "equals", `plan-${index % 10}`)],
    value: { text: "x".repeat(length), index },
  }));
}

function anySegments(count: number, members: number): RuleListInput {
  const segments = Array.from({ length: count }, (_, index) => ({
    id: `00000000-0000-4000-9000-${String(index + 1).padStart(12, "0")}`,
    match_type: "any",
    rules: Array.from({ length: members }, (_each, at) => ({
      key: `a${(at * (index + 3)) % 40}`,
      operator: at % 2 === 0 ? "contains" : "not_contains",
      value: letters[(at + index) % 12] ?? "",
    })),
  }));
  // The last rule is never reached: that is found, or said not to be known.
  return listOf(count + 1, (index) => ({ segment_id: segments[index % count]?.id ?? null }), segments);
}
