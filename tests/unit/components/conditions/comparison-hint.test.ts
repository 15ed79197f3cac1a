import { expect, it } from "vitest";
import { comparisonHint } from "@/components/conditions/condition-row";
import type { ConditionDraft } from "@/components/conditions/draft";

const comparing = (
  attribute: string,
  value: string | number,
  change: Partial<ConditionDraft> = {},
): ConditionDraft => ({
  rowId: "a",
  attribute,
  operator: "greater_than",
  value,
  ...change,
});

const mara = {
  name: "Mara",
  context: { app_version: "2.10.1", created_at: 1_735_689_600_000, since: "soon", age: 31 },
};

it.each([
  ["an attribute that holds versions", comparing("app_version", ""), "Mara’s value is 2.10.1, a version."],
  ["a number where versions are held", comparing("app_version", 2.9), "Mara’s value is 2.10.1, a version."],
  ["what is called a version", comparing("os_version", 2.9), "2.9 is compared as a number: 2.10 is less than 2.9."],
])("offers to compare as versions: %s", (_, condition, text) => {
  expect(comparisonHint(condition, [mara])).toEqual({ text, offersVersions: true });
});

it("says that a number counts as milliseconds against a date", () => {
  expect(comparisonHint(comparing("created_at", "2024-01-01"), [mara])?.text).toBe(
    "Mara’s value is the number 1735689600000: against a date it counts as milliseconds since 1970.",
  );
});

it("says that no test user's value has the form that is compared", () => {
  expect(comparisonHint(comparing("since", "2024-01-01"), [mara])?.text).toBe(
    "It compares as a date, but Mara’s value is soon, which is no date.",
  );
});

it.each([
  ["the form is right", comparing("age", 18)],
  ["it compares as versions already", comparing("app_version", "2.9", { as: "version" })],
  ["a version of three parts is compared as one", comparing("app_version", "2.9.0")],
  ["nobody holds the attribute", comparing("plan", 3)],
  ["it compares nothing", { ...comparing("app_version", "2.9"), operator: "equals" as const }],
  ["nothing is filled in", comparing("", "")],
])("says nothing where %s", (_, condition) => {
  expect(comparisonHint(condition, [mara])).toBeNull();
});
