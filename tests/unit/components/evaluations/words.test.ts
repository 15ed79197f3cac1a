import { expect, test } from "vitest";
import { lastEvaluatedText, OTHERWISE, sharesOfTraffic, shareText } from "@/components/evaluations/words";

const counts = (last_day: number) => ({ last_hour: 0, last_day, last_seven_days: last_day });

test("how long ago somebody asked is said no more exactly than it is known", () => {
  const now = Date.parse("2026-03-12T12:00:00Z");
  const after = (seconds: number) => lastEvaluatedText(new Date(now - seconds * 1000).toISOString(), now);
  expect(after(-5)).toBe("Last asked just now");
  expect(after(19)).toBe("Last asked just now");
  expect(after(42)).toBe("Last asked 42 s ago");
  expect(after(180)).toBe("Last asked 3 minutes ago");
  expect(after(31 * 86_400)).toBe("Last asked last month");
  expect(lastEvaluatedText(null, now)).toBe("Nobody has asked yet");
});

test("a share is never nothing or all of it unless it is", () => {
  const said = (part: number) => shareText(part, 1_000);
  expect([0, 1, 9, 10, 124, 990, 991, 999, 1_000].map(said)).toEqual([
    "0 %",
    "under 1 %",
    "under 1 %",
    "1 %",
    "12 %",
    "99 %",
    "over 99 %",
    "over 99 %",
    "100 %",
  ]);
});

test("each rule has its share of the last day, and so has what no rule decides; of nothing there is none", () => {
  const stats = {
    environment: "production",
    last_evaluated_at: null,
    total: counts(200),
    default: counts(150),
    rules: [
      { rule_id: "a", ...counts(24) },
      { rule_id: "b", ...counts(0) },
    ],
  };
  expect(sharesOfTraffic(stats)).toEqual(
    new Map([
      ["a", "12 % of the last day"],
      ["b", "0 % of the last day"],
      [OTHERWISE, "75 % of the last day"],
    ]),
  );
  expect(sharesOfTraffic({ ...stats, total: counts(0) })).toBeUndefined();
  expect(sharesOfTraffic(undefined)).toBeUndefined();
});
