import { describe, expect, test } from "vitest";
import { shownPair, withChosen } from "@/components/promotion/environment-pair";

const project = {
  environments: ["production", "staging", "development"],
  settings: { default_environment: "production" },
};

describe("environments that are compared", () => {
  test.each([
    [{}, { from: "staging", to: "production" }],
    [{ from: "development" }, { from: "development", to: "production" }],
    [{ from: "production" }, { from: "production", to: "staging" }],
    [{ to: "staging" }, { from: "production", to: "staging" }],
    [
      { from: "staging", to: "staging" },
      { from: "production", to: "staging" },
    ],
    [
      { from: "gone", to: "development" },
      { from: "production", to: "development" },
    ],
  ])("the environments that are compared are two of the project's, as far as asked for: %o", (asked, pair) => {
    expect(shownPair(project, asked)).toEqual(pair);
  });

  test("the environments that are compared are none where there is one alone", () => {
    expect(shownPair({ ...project, environments: ["production"] }, {})).toBeNull();
  });

  test("the environments that are compared are turned round by choosing for one what the other is", () => {
    const pair = { from: "staging", to: "production" };
    expect(withChosen(pair, "from", "development")).toEqual({ from: "development", to: "production" });
    expect(withChosen(pair, "from", "production")).toEqual({ from: "production", to: "staging" });
    expect(withChosen(pair, "to", "staging")).toEqual({ from: "production", to: "staging" });
  });
});
