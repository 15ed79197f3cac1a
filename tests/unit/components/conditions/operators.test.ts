import { describe, expect, it } from "vitest";
import { choiceGroups, choiceId, choiceLabel, type OperatorChoice } from "@/components/conditions/operator-choices";
import {
  type ConditionScope,
  ignoresCase,
  type Manner,
  startingValue,
  takesSeveral,
  valueKindOf,
} from "@/components/conditions/operators";
import type { ConditionValue } from "@/lib/contract/condition";
import { conditionProblems } from "@/lib/contract/condition-problems";
import { operatorIds, operatorOptions, operatorValueKind, segmentOperatorIds } from "@/lib/targeting";

const equals = { operator: "equals" } as const;
const choicesIn = (scope: ConditionScope): OperatorChoice[] =>
  choiceGroups(scope, equals).flatMap(({ choices }) => choices);

describe("dashboard's words for operators", () => {
  it("the dashboard's words for operators cover exactly the engine's operators", () => {
    const offered = (scope: ConditionScope) => [...new Set(choicesIn(scope).map(({ operator }) => operator))].sort();
    expect(offered("rule")).toEqual([...operatorIds].sort());
    expect(offered("segment")).toEqual([...segmentOperatorIds].sort());
  });

  it("the dashboard's words for operators agree with the engine on what each operator takes", () => {
    for (const id of operatorIds) {
      const { takesSeveral: several, ignoresCase: ignores } = operatorOptions(id);
      expect([id, valueKindOf(id), takesSeveral(id), ignoresCase(id)]).toEqual([
        id,
        operatorValueKind(id),
        several,
        ignores,
      ]);
    }
  });

  it.each<[string, ConditionValue]>([
    ["nothing", ""],
    ["a number", 18],
    ["a date", "2026-01-31"],
    ["a version", "2.10.1"],
  ])("the dashboard's words for operators tell all entries of the menu apart, where the value is %s", (_, value) => {
    for (const scope of ["rule", "segment"] as const) {
      const labels = choicesIn(scope).map((choice) => choiceLabel(choice, value));
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it("the dashboard's words for operators offer nothing that the contract refuses for its options", () => {
    for (const { operator, negate, ignore_case, as } of choicesIn("rule")) {
      const value = valueKindOf(operator) === "comparable" ? "2.10.0" : valueKindOf(operator) === "none" ? null : "a";
      const fitting = valueKindOf(operator) === "list" ? ["a"] : value;
      expect(conditionProblems({ operator, value: fitting, negate, ignore_case, as })).toEqual([]);
    }
  });

  it.each<[Manner, ConditionValue, string]>([
    [{ operator: "less_than", negate: true }, 18, "is at least"],
    [{ operator: "greater_than", negate: true }, 18, "is at most"],
    [{ operator: "less_than", negate: true }, "2026-01-31", "is on or after"],
    [{ operator: "greater_than", as: "version" }, "", "is a newer version than"],
    [{ operator: "less_than", negate: true, as: "version" }, "2.9", "is at least version"],
    [{ operator: "starts_with", negate: true }, "a", "does not start with"],
    [{ operator: "equals", ignore_case: true }, "a", "is the same whatever the case"],
    [{ operator: "in", ignore_case: true }, ["a"], "is one of, whatever the case"],
  ])("the dashboard's words for operators say %j of %j as “%s”", (manner, value, label) => {
    expect(choiceLabel(manner, value)).toBe(label);
  });

  it("the dashboard's words for operators show what is stored beyond the menu, and leave it as it is", () => {
    const stored = { operator: "not_in", negate: true, ignore_case: true } as const;
    const [first] = choiceGroups("rule", stored);
    expect(first?.choices.map(choiceId)).toEqual([choiceId(stored)]);
    expect(choiceLabel(stored, startingValue("not_in"))).toBe("is one of, whatever the case");
  });
});
