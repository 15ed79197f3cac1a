import { expect, test } from "vitest";
import { byDay, dayTitle } from "@/components/history/grouping";

const at = (created_at: string) => ({ created_at });

test("changes stand under their days, in their order", () => {
  const items = [at("2026-11-26T00:10:00Z"), at("2026-11-25T23:50:00Z"), at("2026-11-25T01:00:00Z")];
  expect(byDay(items, "UTC").map(({ date, items: { length } }) => [date, length])).toEqual([
    ["2026-11-26", 1],
    ["2026-11-25", 2],
  ]);
});

test("a day is called today, yesterday, or by its date", () => {
  expect(dayTitle("2026-11-26", "2026-11-26")).toBe("Today");
  expect(dayTitle("2026-02-28", "2026-03-01")).toBe("Yesterday");
  expect(dayTitle("2026-11-24", "2026-11-26")).toBe("Tuesday, 24 November 2026");
  // The server does not know which day it is where the page is read.
  expect(dayTitle("2026-11-26", null)).toBe("Thursday, 26 November 2026");
});
