import { toNestErrors } from "@hookform/resolvers";
import { describe, expect, it } from "vitest";
import { problemAt, problemsElsewhere, problemsIn, problemsUnder } from "@/components/forms/problems";
import { newRuleDraft } from "@/components/rules/draft";
import { ruleDraftProblems } from "@/components/rules/draft-problems";
import { problemsOfDraft } from "@/components/segments/draft";
import { segmentDraftProblems } from "@/components/segments/draft-problems";

describe("problems", () => {
  const problems = {
    "": ["Whole"],
    name: ["Blank"],
    "conditions.1.value": ["Required"],
    "conditions.1.value.3": ["Too long"],
    "conditions.10.value": ["Other"],
  };

  it("the problems of a draft are found under their field, and not under one that begins alike", () => {
    expect(problemsUnder(problems, "conditions.1")).toEqual({ value: ["Required"], "value.3": ["Too long"] });
    expect(problemAt(problems, "conditions.1.value")).toBe("Required");
    expect(problemAt(problems, "conditions.2")).toBeUndefined();
  });

  it("the problems of a draft that belong to no field are still told", () => {
    expect(problemsElsewhere(problems, ["name", "conditions"])).toEqual(["Whole"]);
    expect(problemsElsewhere(problems, ["name"])).toContain("conditions.1.value: Required");
  });

  it("the problems of a draft have the same paths again after the form library has nested them", () => {
    const ofFields = {
      name: ["Blank"],
      conditions: ["Too many"],
      "conditions.1.value.3": ["Too long"],
      "a.b": ["Bad"],
    };
    const flat = Object.entries(ofFields).map(([path, [message]]) => [path, { type: "contract", message }]);
    const nested = toNestErrors(Object.fromEntries(flat), { fields: {}, shouldUseNativeValidation: false });
    expect(problemsIn(nested)).toEqual(ofFields);
  });

  it("the problems of a draft of a segment land on its form's fields", () => {
    const wire = { rules: ["Too many"], "rules.0.key": ["Empty"], "rules.2.value.7": ["Bad"], name: ["Blank"] };
    expect(problemsOfDraft(wire)).toEqual({
      conditions: ["Too many"],
      "conditions.0.attribute": ["Empty"],
      "conditions.2.value.7": ["Bad"],
      name: ["Blank"],
    });
  });
});

describe("checking a draft before it is sent", () => {
  it("checking a draft before it is sent tells everything that is wrong with a rule at once, on its fields", () => {
    const conditions = [
      { rowId: "a", attribute: "", operator: "equals", value: "x" },
      { rowId: "b", attribute: "email", operator: "regex", value: "(a+)+" },
    ] as const;
    const problems = ruleDraftProblems({ ...newRuleDraft("number"), name: " ", conditions, percentage: 101 }, "number");
    expect(Object.keys(problems).sort()).toEqual([
      "conditions.0.attribute",
      "conditions.1.value",
      "name",
      "percentage",
      "value",
    ]);
    expect(problems["conditions.1.value"]?.[0]).toMatch(/nested quantifier/);
  });

  it("checking a draft before it is sent finds nothing wrong with a sound rule or segment", () => {
    expect(ruleDraftProblems(newRuleDraft("json"), "json")).toEqual({});
    const conditions = [{ rowId: "a", attribute: "age", operator: "greater_than", value: "2025-01-01" }] as const;
    expect(segmentDraftProblems({ name: "New", description: null, conditions, match_type: "any" })).toEqual({});
  });

  it("checking a draft before it is sent refuses in a segment an operator that only rules have", () => {
    const conditions = [{ rowId: "a", attribute: "email", operator: "regex", value: "x" }] as const;
    const problems = segmentDraftProblems({ name: "New", description: null, conditions, match_type: "all" });
    expect(problems["conditions.0.operator"]?.[0]).toMatch(/^Must be one of/);
  });
});
