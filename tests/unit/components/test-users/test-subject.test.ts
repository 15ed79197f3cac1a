import { describe, expect, it } from "vitest";
import {
  isBucketOpen,
  type TestSubject,
  testFlagKey,
  testOutcome,
  testRuleset,
} from "@/components/test-users/test-subject";
import type { Flag } from "@/lib/contract/flag";
import { compileRuleset, explain } from "@/lib/targeting";

function outcomeFor(subject: TestSubject, context: unknown) {
  const explanation = explain(compileRuleset(testRuleset(subject)), testFlagKey(subject), context);
  return explanation === undefined ? null : testOutcome(explanation, subject.kind);
}

const flag: Flag = {
  id: "f",
  project_id: "p",
  key: "checkout",
  name: "Checkout",
  description: null,
  flag_type: "boolean",
  default_value: { value: false },
  enabled: true,
  status: "active",
  tags: [],
  scheduled_at: null,
  environments: { production: { enabled: true } },
  created_at: "2025-03-10T11:00:00Z",
  updated_at: "2025-03-10T11:00:00Z",
};

describe("testing what is on the screen", () => {
  it("testing what is on the screen gives a trace for every rule of a flag, by id, the unsaved one included", () => {
    const rule = { flag_id: "f", value: true, enabled: true, conditions: [] };
    const pro = { attribute: "plan", operator: "equals", value: "pro" };
    const rules = [
      { ...rule, id: "saved", position: 1, conditions: [pro] },
      { ...rule, id: "unsaved", position: 2 },
    ];
    const subject = {
      kind: "flag",
      flag,
      environment: "production",
      rules,
      segments: [],
      required: { environment: "production", flags: [], rules: [] },
    } as const;
    const outcome = outcomeFor(subject, { plan: "free" });
    if (outcome?.kind !== "flag") throw new Error("A flag's outcome was expected");
    expect([...outcome.traces].map(([id, trace]) => [id, trace.outcome])).toEqual([
      ["saved", "no_match"],
      ["unsaved", "match"],
    ]);
  });

  it("testing what is on the screen says for a segment whether the context is in it, and why", () => {
    const subject: TestSubject = {
      kind: "segment",
      projectId: "p",
      segments: [],
      segment: {
        name: "Adults",
        description: null,
        rules: [{ key: "age", operator: "greater_than", value: 18 }],
        match_type: "all",
      },
    };
    expect(outcomeFor(subject, { age: 20 })).toMatchObject({ trace: { matches: true } });
    expect(outcomeFor(subject, {})).toMatchObject({
      trace: { matches: false, conditions: [{ detail: 'cannot evaluate: no "age"' }] },
    });
  });

  it("testing what is on the screen knows whose bucket a rule that is not stored yet decides by, and no other", () => {
    const pro = { attribute: "plan", operator: "equals", value: "pro" };
    const fields = { id: "new-rule", flag_id: "f", value: true, enabled: true, position: 1, conditions: [pro] };
    const isLater = (drawing: object, context: object) => {
      const subject: TestSubject = {
        kind: "flag",
        ...{ flag, environment: "production", rules: [{ ...fields, ...drawing }], segments: [] },
        required: { flags: [], rules: [], environment: "production" },
      };
      const outcome = outcomeFor(subject, context);
      return outcome?.kind === "flag" && isBucketOpen(outcome.explanation);
    };
    const person = { plan: "pro", user_id: "u-1" };
    const split = [{ value: false, weight: 50 }];
    expect([isLater({ percentage: 50 }, person), isLater({ split }, person)]).toEqual([true, true]);
    expect([isLater({ percentage: 100 }, person), isLater({}, person)]).toEqual([false, false]);
    expect([
      isLater({ percentage: 50 }, { plan: "pro" }),
      isLater({ percentage: 50, split }, { user_id: "u" }),
    ]).toEqual([false, false]);
    expect(isLater({ id: "stored", percentage: 50 }, person)).toBe(false);
  });
});
