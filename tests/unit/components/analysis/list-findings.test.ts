import { describe, expect, test } from "vitest";
import { shownFindings, usesElsewhere } from "@/components/analysis/findings";
import { type CardFinding, listFindings } from "@/components/analysis/list-findings";
import type { RuleInput, SegmentInput } from "@/lib/targeting";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { rulesOf } from "../../targeting/builders";

const is = (attribute: string, value: unknown) => ({ attribute, operator: "equals", value });
const isIn = (attribute: string, value: readonly string[]) => ({ attribute, operator: "in", value });
const matches = (value: string) => ({ attribute: "email", operator: "regex", value });

type Fields = Partial<RuleInput> & { name?: string };

const listOf = (rules: readonly Fields[], segments: readonly SegmentInput[] = []) => ({
  defaultValue: false,
  rules: rulesOf(rules),
  segments,
});

function shownOf(rules: readonly Fields[], segments: readonly SegmentInput[] = []) {
  const list = listOf(rules, segments);
  return listFindings(analyzeList(list), list);
}

const textOf = ({ parts }: CardFinding) => parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
function onlyOf(rules: readonly Fields[], ruleId: string, segments?: readonly SegmentInput[]) {
  const [first, ...others] = shownOf(rules, segments).byRule.get(ruleId) ?? [];
  if (first === undefined || others.length > 0) throw new Error(`${ruleId} has ${others.length} other findings`);
  return first;
}

describe("what a card says", () => {
  test("a card says that its rule is never reached, by which rules, and whom it would match", () => {
    const finding = onlyOf(
      [
        { conditions: [is("plan", "pro")], name: "Pros" },
        { conditions: [is("plan", "team")] },
        { conditions: [isIn("plan", ["pro", "team"])] },
      ],
      "rule-3",
    );
    expect(textOf(finding)).toBe("Never reached: rule 1 (Pros) and rule 2 already match everyone it would match.");
    expect(finding.parts.filter((part) => typeof part !== "string")).toEqual([
      { ruleId: "rule-1", text: "rule 1 (Pros)" },
      { ruleId: "rule-2", text: "rule 2" },
    ]);
    expect(finding).toMatchObject({ tone: "warning", about: ["rule-3", "rule-1", "rule-2"] });
    expect(["pro", "team"]).toContain(finding.witness?.plan);
  });

  test("a card says that its rule makes no difference, and who would serve the same", () => {
    const rules = [{ conditions: [is("plan", "pro")] }, { conditions: [isIn("plan", ["pro", "team"])] }];
    expect(textOf(onlyOf(rules, "rule-1"))).toBe(
      "Makes no difference: everyone it serves would get true from rule 2 anyway.",
    );
    expect(onlyOf(rules, "rule-1").tone).toBe("notice");
  });

  test("a card says what it would serve by the name of the flag's variant, and so does the API", () => {
    const variants = [{ name: "Lit", value: true }];
    const rules = rulesOf([{ conditions: [is("plan", "pro")] }, {}]);
    const list = { defaultValue: false, rules, segments: [], variants };
    const analysis = analyzeList(list);
    expect(textOf(listFindings(analysis, list).byRule.get("rule-1")?.[0] as CardFinding)).toBe(
      "Makes no difference: everyone it serves would get Lit from rule 2 anyway.",
    );
    expect(analysis.findings.map(({ sentence }) => sentence)).toContain(
      "Rule 1 makes no difference: everyone it serves would get Lit from rule 2 anyway.",
    );
    const [change] = compareLists(list, { ...list, defaultValue: true, rules: [] }).changes;
    expect(change).toBeUndefined();
    const dark = { ...list, variants: [...variants, { name: "Dark", value: false }], rules: [] };
    expect(compareLists(dark, { ...dark, defaultValue: true }).changes[0]?.sentence).toBe(
      "Lit instead of Dark: everyone",
    );
  });

  test("a card says the rest of the sentence of which it is the subject itself", () => {
    const contradiction = { conditions: [is("plan", "a"), { attribute: "plan", operator: "not_exists" }], name: "Odd" };
    expect(textOf(onlyOf([contradiction], "rule-1"))).toMatch(/^Can never match: /);
    const idle = [{ conditions: [is("plan", "pro"), isIn("plan", ["pro", "team"])] }];
    expect(textOf(onlyOf(idle, "rule-1"))).toMatch(/^“plan is one of pro or team” changes nothing: /);
    expect(textOf(onlyOf([{}, { conditions: [is("plan", "pro")], value: "x" }], "rule-1"))).toBe(
      "Matches everyone. The rule after it is never reached.",
    );
  });

  test("a card says warnings before notices", () => {
    const rules = [
      { conditions: [is("contry", "DE"), isIn("contry", ["DE", "AT"])], value: "x" },
      { conditions: [is("country", "FR")] },
      { conditions: [is("country", "IT")] },
      { conditions: [is("country", "ES")] },
    ];
    expect(
      shownOf(rules)
        .byRule.get("rule-1")
        ?.map(({ tone }) => tone),
    ).toEqual(["warning", "warning", "notice"]);
  });

  test("a card says nothing of an order that does not matter, and nothing of what is not known", () => {
    const rules = [
      { conditions: [matches("^[a-z]+[0-9]*@x$")] },
      { conditions: [matches("^[a-z]+@x$")] },
      { conditions: [is("plan", "pro")], value: "x" },
      { conditions: [is("plan", "team")], value: "y" },
    ];
    const { byRule, open } = shownOf(rules);
    expect(byRule.size).toBe(0);
    expect(open).toEqual([expect.stringMatching(/^Rule 2: not known whether anyone gets to it, because /)]);
  });
});

describe("what a card offers", () => {
  test("a card offers to move a rule that is never reached above the first that is in its way, or to delete it", () => {
    const rules = [
      { conditions: [is("x", "y")] },
      { conditions: [isIn("plan", ["pro"])] },
      { conditions: [is("plan", "pro")] },
    ];
    const finding = onlyOf(rules, "rule-3");
    expect(finding.repairs).toEqual([
      { kind: "move", label: "Move above rule 2", ruleId: "rule-3", target: { positionOf: "rule-2" } },
      { kind: "delete", label: "Delete rule", ruleId: "rule-3" },
    ]);
  });

  test("a card offers no deletion where people with lists are excepted", () => {
    const finding = onlyOf([{ conditions: [is("plan", "free"), is("plan", "trial")] }], "rule-1");
    expect(textOf(finding)).toContain("unless plan is a list");
    expect(finding.repairs).toEqual([]);
  });

  test("a card offers no deletion of a rollout that has not begun or waits for its segment", () => {
    expect(onlyOf([{ percentage: 0 }], "rule-1").repairs).toEqual([]);
    const empty = { id: "s", match_type: "all", rules: [] };
    expect(onlyOf([{ segment_id: "s" }], "rule-1", [empty]).repairs).toEqual([]);
  });

  test("a card offers to move a rule that matches everyone to the bottom", () => {
    const rules = [{ value: "x" }, { conditions: [is("plan", "pro")] }];
    expect(onlyOf(rules, "rule-1").repairs).toEqual([
      { kind: "move", label: "Move to bottom", ruleId: "rule-1", target: "bottom" },
    ]);
  });

  test("a card offers a misspelt attribute's probable name as a proposal", () => {
    const rules = [
      { conditions: [is("contry", "DE")] },
      { conditions: [is("country", "FR")] },
      { conditions: [is("country", "IT")] },
      { conditions: [is("country", "ES")] },
    ];
    const [repair] = onlyOf(rules, "rule-1").repairs;
    expect(repair).toMatchObject({ kind: "rename_attribute", condition: 0, attribute: "country" });
  });

  test("a card offers what it calls safe only where everyone gets the same afterwards", () => {
    const lists: readonly (readonly Fields[])[] = [
      [{ conditions: [isIn("plan", ["pro", "team"])] }, { conditions: [is("plan", "pro")], value: "x" }],
      [{ conditions: [is("plan", "pro")] }, { conditions: [isIn("plan", ["pro", "team"])] }],
      [{ conditions: [is("plan", "pro")], value: false }],
      [{ conditions: [is("plan", "pro"), isIn("plan", ["pro", "team"])] }],
      [{ conditions: [is("plan", "pro"), { attribute: "plan", operator: "not_exists" }], value: "x" }],
    ];
    for (const rules of lists) {
      const list = listOf(rules);
      const repairs = [...shownOf(rules).byRule.values()].flat().flatMap((finding) => finding.repairs);
      const safe = repairs.filter(({ kind }) => kind === "delete" || kind === "remove_condition");
      expect(safe).not.toEqual([]);
      for (const repair of safe) {
        const repaired = list.rules.flatMap((rule) => {
          if (rule.id !== repair.ruleId) return rule;
          if (repair.kind !== "remove_condition") return [];
          return { ...rule, conditions: rule.conditions.filter((_, index) => index !== repair.condition) };
        });
        expect(compareLists(list, { ...list, rules: repaired })).toMatchObject({ changes: [], unanswered: [] });
      }
    }
  });
});

describe("rules that are edited", () => {
  const rules = [
    { conditions: [isIn("plan", ["pro", "team"])] },
    { conditions: [is("plan", "pro")] },
    { percentage: 0 },
  ];
  const { byRule } = shownOf(rules);

  test("while rules are edited, no finding is shown that speaks of them, and the rest stays the same object", () => {
    const shown = shownFindings(byRule, new Set(["rule-1"]));
    expect([...shown.keys()]).toEqual(["rule-3"]);
    expect(shown.get("rule-3")).toBe(byRule.get("rule-3"));
  });

  test("every finding is shown when no rule is edited", () => {
    expect(shownFindings(byRule, new Set())).toEqual(byRule);
  });
});

test("uses elsewhere are those of the project without those of the list", () => {
  const attributes = [
    { name: "country", count: 3 },
    { name: "contry", count: 1 },
    { name: "plan", count: 2 },
  ];
  const rules = rulesOf([{ conditions: [is("contry", "DE"), is("country", "DE")] }]);
  expect(usesElsewhere(attributes, rules)).toEqual(
    new Map([
      ["country", 2],
      ["plan", 2],
    ]),
  );
});
