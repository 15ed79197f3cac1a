import { describe, expect, test } from "vitest";
import {
  draftsToVariants,
  newVariantDraft,
  savingSteps,
  type VariantDraft,
  variantsToDrafts,
} from "@/components/flags/variants/variant-drafts";
import { variantDraftProblems } from "@/components/flags/variants/variant-problems";
import { usesOf } from "@/components/flags/variants/variants-dialog";
import type { Variant } from "@/lib/contract/variant";
import { ValueChanges } from "@/lib/contract/variant-values";

const variants: Variant[] = [
  { name: "A", value: "1", description: "First" },
  { name: "B", value: "2" },
  { name: "C", value: "3" },
];

let rows = 0;
const newRowId = () => `row-${rows++}`;
const drafts = () => variantsToDrafts(variants, "string", newRowId);
/** The drafts with some of them changed; null: removed. */
const edited = (...changes: (Partial<VariantDraft> | null)[]) =>
  drafts().flatMap((draft, index) => (changes[index] === null ? [] : [{ ...draft, ...changes[index] }]));
const sent = (of: VariantDraft[]) => draftsToVariants(of, "string") as Variant[];

describe("drafts of variants", () => {
  test("drafts of variants come back as they were", () => {
    expect(draftsToVariants(drafts(), "string")).toEqual(variants);
    const json: Variant[] = [{ name: "J", value: { deep: [1, null] } }];
    expect(draftsToVariants(variantsToDrafts(json, "json", newRowId), "json")).toEqual(json);
  });

  test("drafts of variants are checked as the server would, each at its place", () => {
    const wrong = [...edited({ name: "B" }, {}, { name: " " }), { ...newVariantDraft("number", "row"), name: "N" }];
    expect(Object.keys(variantDraftProblems(wrong, "string")).sort()).toEqual(["variants.1.name", "variants.2.name"]);
    expect(variantDraftProblems([{ ...newVariantDraft("number", "row"), name: "N" }], "number")).toEqual({
      "variants.0.value": ["A number is needed"],
    });
  });
});

describe("what is saved of variants", () => {
  /** What the server makes of the steps: the values that everyone of these gets. */
  const served = (of: VariantDraft[]) => {
    let stored = variants;
    let values = variants.map(({ value }) => value);
    for (const step of savingSteps(variants, of, sent(of))) {
      const changes = new ValueChanges(stored, step);
      values = values.map((value) => changes.insteadOf(value) ?? value);
      stored = step;
    }
    return { stored, values };
  };

  test.each([
    ["a name", edited({ name: "D" }), ["1", "2", "3"], 1],
    ["a value", edited({ value: "9" }), ["9", "2", "3"], 1],
    ["names that are exchanged", edited({ name: "B" }, { name: "A" }), ["1", "2", "3"], 2],
    ["names that move on", edited({ name: "B" }, { name: "C" }, { name: "D" }), ["1", "2", "3"], 2],
    ["the name of one that is removed", edited({ name: "B" }, null), ["1", "2", "3"], 2],
    ["name and value of one", edited({ name: "D", value: "9" }), ["9", "2", "3"], 2],
    ["all of it", edited({ name: "B", value: "9" }, { name: "A" }, null), ["9", "2", "3"], 3],
    ["values that are exchanged", edited({ value: "2" }, { value: "1" }), ["2", "1", "3"], 1],
  ])("what is saved of variants is %s: who had a variant's value has its new one", (_what, of, values, steps) => {
    expect(served(of)).toEqual({ stored: sent(of), values });
    expect(savingSteps(variants, of, sent(of))).toHaveLength(steps);
  });
});

test("where a value is served is told by rules and their names, and for everyone else", () => {
  const rules = [
    { name: null, value: { a: 1, b: 2 } },
    { name: "Beta", value: { b: 2, a: 1 } },
    { name: null, value: 3, split: [{ value: 5, weight: 50 }] },
  ];
  expect(usesOf(5, { rules, defaultValue: 1 })).toBe("rule 3");
  expect(usesOf({ a: 1, b: 2 }, { rules, defaultValue: 3 })).toBe("rule 1 and rule 2 (Beta)");
  expect(usesOf(3, { rules, defaultValue: 3 })).toBe("rule 3 and when no rule matches");
  expect(usesOf(4, { rules, defaultValue: 3 })).toBeUndefined();
});
