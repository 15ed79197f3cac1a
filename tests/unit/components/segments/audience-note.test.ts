import { expect, test } from "vitest";
import { audienceText } from "@/components/segments/audience-note";

const said = (seen: number, matching: number | null, unknown_attributes: string[] = []) =>
  audienceText({ environment: "production", seen, matching, unknown_attributes });

test("an audience is a share of those who were seen last, and of nobody there is none", () => {
  expect(said(1_000, 125)).toBe("About 1 in 8 of the 1,000 seen last in production match.");
  expect(said(1_000, 500)).toBe("About 1 in 2 of the 1,000 seen last in production match.");
  expect(said(1_000, 740)).toBe("About 74 % of the 1,000 seen last in production match.");
  expect(said(1_000, 999)).toBe("About 99 % of the 1,000 seen last in production match.");
  expect(said(812, 0)).toBe("None of the 812 seen last in production match.");
  expect(said(812, 812)).toBe("All of the 812 seen last in production match.");
  expect(said(1, 1)).toBe("The one seen last in production matches.");
  expect(said(1, 0)).toBe("The one seen last in production does not match.");
  expect(said(0, 0)).toBe("Nobody has been seen in production yet. Applications fill the sample as they ask.");
});

test("what was not kept is not known, and is no zero", () => {
  expect(said(1_000, null, ["country", "plan"])).toBe(
    "How many match is not known: no saved rule in production uses country, plan, so it was not kept.",
  );
});
