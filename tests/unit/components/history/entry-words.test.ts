import { describe, expect, test } from "vitest";
import { entryPhrase } from "@/components/history/words/entry-words";
import { phraseText } from "@/components/history/words/phrase";
import type { AuditEntry } from "@/lib/contract/audit";

const FLAG = "c3d4e5f6-7a8b-4c9d-8e0f-1a2b3c4d5e6f";
const BETA = "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5e";
const names = {
  flags: new Map([[FLAG, "Checkout"]]),
  segments: new Map([[BETA, "Beta testers"]]),
  variants: new Map([[FLAG, [{ name: "Green", value: "#0f0" }]]]),
};

const rule = {
  ...{ id: "r1", flag_id: FLAG, environment: "production", position: 1, name: "A quarter of Pro" },
  ...{ conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true, percentage: 25 },
  ...{ enabled: true, segment_id: null, bucket_by: "user_id" },
};
const flag = {
  id: FLAG,
  key: "checkout",
  name: "Checkout",
  enabled: false,
  status: "active",
  default_value: { value: false },
};

type Sides = Pick<AuditEntry, "resource_type" | "action" | "before" | "after"> & Partial<AuditEntry>;

const said = (sides: Sides): string =>
  phraseText(
    entryPhrase(
      {
        ...{
          id: "e1",
          project_id: "p1",
          flag_id: sides.resource_type.startsWith("rule") ? FLAG : null,
          resource_id: "x",
        },
        ...{ actor: { type: "user", id: "u1", name: "ada@example.com" }, request_id: "q1" },
        ...{ created_at: "2026-11-26T13:00:00Z", ...sides },
      },
      names,
    ),
  );

const ruleChange = (change: object, from: object = rule): string =>
  said({
    resource_type: "rule",
    action: "rule.updated",
    before: from,
    after: { ...from, ...change, updated_at: "later" },
  });
const flagChange = (change: object): string =>
  said({ resource_type: "flag", action: "flag.updated", before: flag, after: { ...flag, ...change } });

describe("change of a rule", () => {
  test.each([
    [{ percentage: 40 }, "raised A quarter of Pro from 25 % to 40 % in Checkout"],
    [{ percentage: 5 }, "lowered A quarter of Pro from 25 % to 5 % in Checkout"],
    [{ percentage: null }, "opened A quarter of Pro to all, from 25 % in Checkout"],
    [{ enabled: false }, "turned off A quarter of Pro in Checkout"],
    [{ value: false }, "changed what A quarter of Pro serves from true to false in Checkout"],
    [{ value: "#0f0" }, "changed what A quarter of Pro serves from true to Green (#0f0) in Checkout"],
    [{ name: "All of Pro" }, "renamed A quarter of Pro to All of Pro in Checkout"],
    [{ segment_id: BETA }, "limited A quarter of Pro to Beta testers in Checkout"],
    [{ conditions: [] }, "changed whom A quarter of Pro is for in Checkout"],
    [{ position: 7 }, "moved A quarter of Pro in Checkout"],
    [
      { bucket_by: "company" },
      "changed the attribute that decides the bucket of A quarter of Pro from user_id to company in Checkout",
    ],
    [{ percentage: 40, value: false }, "changed the value and the share of A quarter of Pro in Checkout"],
  ])("one change of a rule is said with what it was and what it is: %o", (change, sentence) => {
    expect(ruleChange(change)).toBe(sentence);
  });

  test("one change of a rule is said with before and after: a split made, changed and taken apart", () => {
    const split = [{ value: "A", weight: 33.334 }];
    const raised = [{ value: "A", weight: 40 }];
    expect(ruleChange({ split })).toBe("split A quarter of Pro between values: 33.334 % A in Checkout");
    expect(ruleChange({ split: raised }, { ...rule, split })).toBe(
      "changed how A quarter of Pro splits from 33.334 % A to 40 % A in Checkout",
    );
    const named = [...split, { value: "#0f0", weight: 60 }];
    expect(ruleChange({ split: named }, { ...rule, split: raised })).toBe(
      "changed how A quarter of Pro splits from 40 % A to 33.334 % A, 60 % Green (#0f0) in Checkout",
    );
    expect(ruleChange({ split: undefined }, { ...rule, split })).toBe(
      "took the split of A quarter of Pro apart: 33.334 % A in Checkout",
    );
  });

  test("one change of a rule is said with before and after: an unnamed rule by whom it is for", () => {
    expect(ruleChange({ percentage: 40 }, { ...rule, name: null })).toBe(
      "raised the rule for plan is pro from 25 % to 40 % in Checkout",
    );
    expect(ruleChange({ enabled: false }, { ...rule, name: null, conditions: [] })).toBe(
      "turned off the rule for everyone in Checkout",
    );
  });
});

describe("change of a flag", () => {
  test.each([
    [{ enabled: true }, "turned on Checkout"],
    [{ is_client_visible: true }, "made Checkout visible in browsers and apps"],
    [{ default_value: { value: true } }, "changed the default of Checkout from false to true"],
    [{ status: "archived" }, "archived Checkout"],
    [{ name: "Pay" }, "renamed Checkout to Pay"],
    [{ scheduled_at: "2026-12-01T09:00:00Z" }, "scheduled Checkout for 1 Dec 2026, 09:00 UTC"],
    [
      { scheduled_at: "2026-12-01T09:00:00Z", scheduled_action: "disable", scheduled_environments: ["staging"] },
      "scheduled Checkout for 1 Dec 2026, 09:00 UTC",
    ],
    [{ requires: [{ flag: "cart", variant: "on" }] }, "made Checkout need that cart is on"],
    [
      {
        requires: [
          { flag: "cart", variant: "on" },
          { flag: "layout", value: "wide" },
        ],
      },
      "changed the needs of Checkout",
    ],
    [{ tags: ["pay"], description: "Pays" }, "changed the tags and the description of Checkout"],
  ])("one change of a flag is said in the words of the dashboard: %o", (change, sentence) => {
    expect(flagChange(change)).toBe(sentence);
  });
});

describe("change of variants", () => {
  const [blue, green] = [
    { name: "Blue", value: "#00f" },
    { name: "Green", value: "#0f0" },
  ];
  const variantsChange = (before: object[] | undefined, after: object[] | undefined): string =>
    said({
      ...{ resource_type: "flag", action: "flag.updated" },
      before: { ...flag, ...(before && { variants: before }) },
      after: { ...flag, ...(after && { variants: after }) },
    });

  test.each([
    [undefined, [blue], "added the variant Blue to Checkout"],
    [[blue, green], [green], "removed the variant Blue of Checkout"],
    [[blue], undefined, "removed the variant Blue of Checkout"],
    [[blue, green], [blue, { ...green, name: "Lime" }], "renamed the variant Green of Checkout to Lime"],
    [[blue, green], [blue, { ...green, value: "#fa0" }], "changed the variant Green of Checkout from #0f0 to #fa0"],
    [[blue], [{ ...blue, description: "As ever" }], "changed the variant Blue of Checkout"],
    [[blue, green], [green, blue], "changed the order of the variants of Checkout"],
    [[blue], [green], "changed the variants of Checkout"],
    [undefined, [blue, green], "changed the variants of Checkout"],
  ])("one change of a flag's variants is said with its name: %o to %o", (before, after, sentence) => {
    expect(variantsChange(before, after)).toBe(sentence);
  });
});

describe("new order", () => {
  const reordered = (before: string[], after: string[], moved?: object[]): string =>
    said({
      ...{ resource_type: "rule_order", action: "rules.reordered" },
      ...{ before: { environment: "production", rule_ids: before } },
      after: { environment: "production", rule_ids: after, ...(moved && { moved }) },
    });

  test("a new order names the rules that moved one with where it went", () => {
    const moved = [{ rule_id: "c", name: "Staff" }];
    expect(reordered(["a", "b", "c"], ["c", "a", "b"], moved)).toBe("moved Staff from place 3 to 1 in Checkout");
  });

  test("a new order names the rules that moved several by their names, those without by where they stood", () => {
    const moved = [
      { rule_id: "c", name: "Staff" },
      { rule_id: "b", name: null },
    ];
    expect(reordered(["a", "b", "c"], ["c", "b", "a"], moved)).toBe("moved Staff and rule 2 in Checkout");
  });

  test("a new order names the rules that moved as well as it can in an entry that says no names", () => {
    expect(reordered(["a", "b"], ["b", "a"])).toMatch(/^moved rule 2 from place 2 to 1|^moved rule 1 from/);
  });

  test("a new order names the rules that moved no more than three of them", () => {
    const ids = [..."abcdefg"];
    expect(reordered(ids, ids.toReversed())).toBe("moved rule 7, rule 6, rule 5 and 3 more rules in Checkout");
  });
});

test("what is new, gone or restored is said so", () => {
  const made = { resource_type: "rule", action: "rule.created", before: null, after: rule } as const;
  expect(said(made)).toBe("created the rule A quarter of Pro in Checkout");
  const restored = { ...made, action: "rule.restored", restored_from: "e0" };
  expect(said(restored)).toBe("restored the rule A quarter of Pro in Checkout");
  const gone = {
    resource_type: "flag",
    action: "flag.deleted",
    before: { ...flag, rules: [rule, rule] },
    after: null,
  } as const;
  expect(said(gone)).toBe("deleted the flag Checkout with its 2 rules");
  const back = { ...gone, action: "flag.restored", before: null, after: gone.before, restored_from: "e0" };
  expect(said(back)).toBe("restored the flag Checkout with its 2 rules");
});

test("a flag that is gone is said to be", () => {
  const entry = { resource_type: "rule", action: "rule.created", before: null, after: rule, flag_id: BETA } as const;
  expect(said(entry)).toBe("created the rule A quarter of Pro in a flag that is gone");
});
