import { describe, expect, test } from "vitest";
import { scaleEnd, shownSeries, stepTotals } from "@/components/evaluations/history/shown-series";
import type { EvaluationSeries } from "@/lib/contract/flag-stats";

const series = (rule_id: string | null, value_text: string | null, ...counts: number[]): EvaluationSeries => ({
  rule_id,
  value_text,
  counts,
});

const rules = [
  { id: "a", name: null },
  { id: "b", name: "Pro" },
];

const said = (history: EvaluationSeries[], grouping: "value" | "rule") =>
  shownSeries({ series: history }, grouping, rules).map(({ label, counts, total }) => ({ label, counts, total }));

describe("series of a chart", () => {
  const history = [
    series("b", "false", 5, 0),
    series("a", "true", 1, 2),
    series("gone", "true", 0, 4),
    series(null, null, 0, 1),
    { ...series(null, null, 2, 2), is_code_default: true as const },
  ];

  test("the series of a chart add up by value, true first, and no value is told from one that was not recorded", () => {
    expect(said(history, "value")).toEqual([
      { label: "true", counts: [1, 6], total: 7 },
      { label: "false", counts: [5, 0], total: 5 },
      { label: "Default in the code", counts: [2, 2], total: 4 },
      { label: "Value not recorded", counts: [0, 1], total: 1 },
    ]);
  });

  test("the series of a chart are called by the names of their values, where the flag has names", () => {
    const named = [
      { ...series("a", '"#0f0"', 3), variant: "Green" },
      { ...series("b", '"Blue"', 2), variant: "Blue" },
      { ...series(null, '"#fff"', 1), variant: null },
    ];
    expect(said(named, "value").map(({ label }) => label)).toEqual(['Green ("#0f0")', '"#fff"', "Blue"]);
  });

  test("the series of a chart add up by rule, in the order of the rules, with what no rule decided behind them", () => {
    expect(said(history, "rule")).toEqual([
      { label: "Rule 1", counts: [1, 2], total: 3 },
      { label: "Rule 2, Pro", counts: [5, 0], total: 5 },
      { label: "Otherwise (no rule)", counts: [2, 3], total: 5 },
      { label: "Deleted rules", counts: [0, 4], total: 4 },
    ]);
  });

  test("the series of a chart are at most five in colours, in an order apart from their numbers", () => {
    const values = ["3", "1", "4", "2", "6", "5", "7"];
    const many = (weights: number[]) => values.map((value, index) => series(null, value, weights[index] ?? 0));
    const labels = (weights: number[]) =>
      shownSeries({ series: many(weights), others: { series: 8, counts: [100] } }, "value", rules).map(
        ({ label, colour, total }) => `${label} ${colour} ${total}`,
      );
    expect(labels([9, 8, 7, 6, 5, 2, 1])).toEqual(["1 0 8", "2 1 6", "3 2 9", "4 3 7", "6 4 5", "10 others other 103"]);
    expect(labels([5, 6, 7, 8, 9, 2, 1]).map((label) => label.slice(0, 3))).toEqual([
      "1 0",
      "2 1",
      "3 2",
      "4 3",
      "6 4",
      "10 ",
    ]);
  });

  test("the series of a chart keep the colour of false, whether true was served or not", () => {
    const colours = (...values: string[]) =>
      shownSeries({ series: values.map((value) => series(null, value, 1)) }, "value", rules).map(
        ({ label, colour }) => `${label} ${colour}`,
      );
    expect(colours("false", "true")).toEqual(["true 0", "false 1"]);
    expect(colours("false")).toEqual(["false 1"]);
    expect(colours("1", "2")).toEqual(["1 0", "2 1"]);
  });

  test("the series of a chart lose no evaluation, whatever they are shown by", () => {
    for (const grouping of ["value", "rule"] as const) {
      expect(stepTotals(shownSeries({ series: history }, grouping, rules))).toEqual([8, 9]);
    }
    expect(shownSeries({ series: [] }, "value", rules)).toEqual([]);
  });
});

test("a scale ends at a round number that is no less than the highest bar", () => {
  expect([0, 1, 2, 3, 7, 10, 11, 250, 999, 1001].map(scaleEnd)).toEqual([1, 1, 2, 5, 10, 10, 20, 500, 1000, 2000]);
});
