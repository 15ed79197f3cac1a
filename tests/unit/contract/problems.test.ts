import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newRuleDraft } from "@/components/rules/draft";
import { ruleDraftProblems } from "@/components/rules/draft-problems";
import { createFlagSchema } from "@/lib/contract/flag";
import { fieldProblems, inWords } from "@/lib/contract/problems";
import { createRuleSchema } from "@/lib/contract/rule";

const ofApi = (fields: object) =>
  fieldProblems(
    createRuleSchema.safeParse({ environment: "production", conditions: [], value: true, ...fields }, inWords).error,
  );

describe("what is wrong is said in words", () => {
  test.each([12.5, Number.NaN, 150, -1, "", "12"])(
    "what is wrong is said in words of a share of %j, the same from page and API",
    (percentage) => {
      const expected = { percentage: ["Must be a whole number from 0 to 100"] };
      expect({ ...ofApi({ percentage }) }).toEqual(expected);
      // What a field may hold is typed; what somebody typed into it may be anything.
      const typed = { ...newRuleDraft("boolean"), percentage } as unknown as Parameters<typeof ruleDraftProblems>[0];
      expect({ ...ruleDraftProblems(typed, "boolean") }).toMatchObject(expected);
    },
  );

  test.each([
    [{ name: 5 }, "name", "Must be text"],
    [{ name: "x".repeat(201) }, "name", "Must have at most 200 characters"],
    [{ conditions: {} }, "conditions", "Must be a list"],
    [
      { conditions: Array(101).fill({ attribute: "a", operator: "exists" }) },
      "conditions",
      "Must have at most 100 items",
    ],
    [{ enabled: "yes" }, "enabled", "Must be true or false"],
    [{ position: 1.5 }, "position", "Must be a whole number"],
    [{ position: -1 }, "position", "Must be at least 0"],
    [{ bucket_by: "" }, "bucket_by", "Must not be empty"],
    [{ environment: undefined }, "environment", "Required"],
    [{ typo: 1 }, "typo", "Unknown field"],
    [{ conditions: [5] }, "conditions.0", "Must be an object"],
  ])("what is wrong is said in words: %j", (fields, field, message) => {
    expect({ ...ofApi(fields) }).toEqual({ [field]: [message] });
  });

  test("what is wrong is said in words of a choice that is none, with the choices", () => {
    const sent = { project_id: crypto.randomUUID(), key: "a", name: "A", flag_type: "colour" };
    expect({ ...fieldProblems(createFlagSchema.safeParse(sent, inWords).error) }).toEqual({
      flag_type: ["Must be one of: boolean, string, number, json"],
    });
  });

  test("what is wrong is said in words under any name, also one that means something to JavaScript", () => {
    const { error } = z.strictObject({}).safeParse(JSON.parse('{"__proto__": 1, "constructor": 2}'), inWords);
    expect(Object.entries(fieldProblems(error))).toEqual([
      ["__proto__", ["Unknown field"]],
      ["constructor", ["Unknown field"]],
    ]);
  });
});
