import { expect, test } from "vitest";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import type { Finding, FindingKind } from "@/lib/targeting/analysis/findings/finding";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { Dice, engineOf, type Options, randomList, randomPopulation } from "./worlds";

type Context = Record<string, unknown>;

/** ANALYSIS_RUNS=10000 searches for longer, and `npm run prove` in worlds of another kind. */
const RUNS = Number(process.env.ANALYSIS_RUNS ?? 120);

function hasList(context: Context, attributes: readonly string[]): boolean {
  const { plan, user_id, company } = context;
  const size = context["company.size"] ?? (company as { size?: unknown } | undefined)?.size;
  const values = { plan, user_id, "company.size": size };
  return attributes.some((name) => Array.isArray(values[name as keyof typeof values]));
}

const without = (list: RuleListInput, ids: readonly string[]): RuleListInput => ({
  ...list,
  rules: list.rules.filter(({ id }) => !ids.includes(id)),
});
const only = (list: RuleListInput, ids: readonly string[]): RuleListInput => ({
  ...list,
  rules: list.rules.filter(({ id }) => ids.includes(id)),
});

/** Nobody gets to it: its witness is somebody whom it would match. */
const isPassedOver = ({ kind, listAttributes }: Finding) => kind === "never_reached" && listAttributes.length === 0;

function withoutCondition(list: RuleListInput, { ruleIds: [id], condition }: Finding): RuleListInput {
  const rules = list.rules.map((rule) =>
    rule.id === id ? { ...rule, conditions: rule.conditions.filter((_, at) => at !== condition) } : rule,
  );
  return { ...list, rules };
}

/** The named rules in another order, in the places that they have between them. */
function reordered(list: RuleListInput, ids: readonly string[], dice: Dice): RuleListInput {
  const places = list.rules.filter(({ id }) => ids.includes(id)).map(({ position }) => position);
  const shuffled = new Map<string, number>();
  for (const id of ids) shuffled.set(id, places.splice(dice.below(places.length), 1)[0] ?? 0);
  return { ...list, rules: list.rules.map((rule) => ({ ...rule, position: shuffled.get(rule.id) ?? rule.position })) };
}

/** What must be so for everybody if the finding is true, asked of the engine alone. */
function claimOf(finding: Finding, list: RuleListInput, dice: Dice): (context: Context) => boolean {
  const now = engineOf(list);
  const [id = ""] = finding.ruleIds;
  const sameAs = (other: RuleListInput) => {
    const then = engineOf(other);
    return (context: Context) => then(context).value === now(context).value;
  };
  const alone = engineOf(only(list, [id]));
  const claims: Record<FindingKind, (context: Context) => boolean> = {
    never_matches: (context) => alone(context).ruleId === null,
    never_reached: (context) => now(context).ruleId !== id,
    ends_list: (context) => alone(context).ruleId === id,
    same_as_below: sameAs(without(list, [id])),
    same_as_default: sameAs(without(list, [id])),
    idle_condition: sameAs(withoutCondition(list, finding)),
    any_order: sameAs(reordered(list, finding.ruleIds, dice)),
    similar_attribute: () => true,
    unlike_known_values: () => true,
    // Nothing is required.
    requirement_never_met: () => false,
    requirement_always_met: () => false,
  };
  return claims[finding.kind];
}

test.each([
  { name: "without patterns and percentages", hasPatterns: false, hasRollouts: false, mostOpen: 0.001 },
  { name: "with percentages", hasPatterns: false, hasRollouts: true, mostOpen: 0.001 },
  { name: "with patterns and percentages", hasPatterns: true, hasRollouts: true, mostOpen: 0.01 },
])(
  "no finding is ever false, $name",
  ({ mostOpen, ...options }: Options & { mostOpen: number }) => {
    const counts = new Map<FindingKind, number>();
    let [questions, open] = [0, 0];
    for (let run = 0; run < RUNS; run += 1) {
      const dice = new Dice(run + 1_000_000);
      const list = randomList(dice, options);
      const { findings, notAnalysed } = analyzeList(list);
      // Whether each rule matches somebody and decides for somebody, and whether each condition changes anything.
      for (const { conditions } of list.rules) questions += 2 + conditions.length;
      open += notAnalysed.length;
      const people = randomPopulation(dice);
      const now = engineOf(list);
      for (const finding of findings) {
        counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1);
        const holds = claimOf(finding, list, dice);
        const refuting = people.find((context) => !hasList(context, finding.listAttributes) && !holds(context));
        if (refuting) expect.fail(JSON.stringify({ run, finding, refuting, list }));
        if (finding.witness) {
          const serving = isPassedOver(finding) ? engineOf(only(list, finding.ruleIds)) : now;
          expect(serving(finding.witness).ruleId, JSON.stringify({ run, finding })).toBe(finding.ruleIds[0]);
          expect(hasList(finding.witness, finding.listAttributes)).toBe(finding.listAttributes.length > 0);
        }
      }
      const dispensable = findings.filter(
        ({ kind, listAttributes }) => /^(never|same)_/.test(kind) && listAttributes.length === 0,
      );
      const reduced = engineOf(
        without(
          list,
          dispensable.flatMap(({ ruleIds }) => ruleIds),
        ),
      );
      for (const context of people) {
        if (reduced(context).value !== now(context).value)
          expect.fail(JSON.stringify({ run, context, dispensable, list }));
      }
    }
    const told = [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
    console.log(`${RUNS} lists: ${told}; ${open} of ${questions} questions not analysed`);
    expect(open / questions).toBeLessThan(mostOpen);
    const common: FindingKind[] = [
      "never_matches",
      "never_reached",
      "same_as_below",
      "same_as_default",
      "idle_condition",
    ];
    for (const kind of [...common, "ends_list", "any_order"] as const)
      expect(counts.get(kind), kind).toBeGreaterThan(0);
  },
  300_000,
);
