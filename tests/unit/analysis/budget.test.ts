import { describe, expect, test } from "vitest";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { Budget } from "@/lib/targeting/analysis/budget";
import { type ChangeReport, compareLists } from "@/lib/targeting/analysis/changes";
import type { Finding } from "@/lib/targeting/analysis/findings/finding";
import { findNewExposure } from "@/lib/targeting/analysis/new-exposure";
import { groupedList } from "../../bench/analysis/lists";
import { heavyLists } from "../../support/heavy-lists";
import { Dice, type Options, randomList } from "./worlds";

const options: Options = { hasPatterns: true, hasRollouts: true };
const ENOUGH = 250_000;
/** From one that ends at once to one that nearly always lasts. */
const budgets = [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000];

const pairsOf = ({ changes }: ChangeReport) => changes.map(({ ruleBefore, ruleAfter }) => `${ruleBefore} ${ruleAfter}`);

/** Claims about one rule by itself; the others are about what is left when some rules are gone. */
const kinds = new Set(["never_matches", "never_reached", "ends_list"]);
const claimsOf = (findings: readonly Finding[]) =>
  findings.filter(({ kind }) => kinds.has(kind)).map(({ kind, ruleIds }) => `${kind} ${ruleIds}`);

describe("small and large budgets", () => {
  test("a small budget claims what a large one does: who changes, and whether anybody is exposed", () => {
    let cutShort = 0;
    for (let run = 0; run < 30; run += 1) {
      const dice = new Dice(run);
      const [before, after] = [randomList(dice, options), randomList(dice, options)];
      const whole = compareLists(before, after, ENOUGH);
      for (const steps of budgets) {
        const part = compareLists(before, after, steps);
        expect(pairsOf(whole), `run ${run}, ${steps} steps`).toEqual(expect.arrayContaining(pairsOf(part)));
        const verdicts = ["unknown", whole.newExposure];
        expect(verdicts, `run ${run}, ${steps} steps`).toContain(part.newExposure);
        expect(verdicts, `run ${run}, ${steps} steps`).toContain(findNewExposure(before, after, steps).is);
        const isNamed = new Set(part.unanswered.map(({ ruleBefore, ruleAfter }) => `${ruleBefore} ${ruleAfter}`));
        const missing = pairsOf(whole).filter((pair) => !pairsOf(part).includes(pair));
        if (missing.length > 0) cutShort += 1;
        expect(
          missing.filter((pair) => !isNamed.has(pair)),
          `run ${run}, ${steps} steps`,
        ).toEqual([]);
      }
    }
    expect(cutShort).toBeGreaterThan(50);
  }, 60_000);

  test("a small budget claims what a large one does of a list, and says what is open", () => {
    let cutShort = 0;
    for (let run = 0; run < 30; run += 1) {
      const list = randomList(new Dice(run), options);
      const whole = claimsOf(analyzeList(list, { steps: ENOUGH }).findings);
      for (const steps of budgets) {
        const { findings, notAnalysed } = analyzeList(list, { steps });
        const part = claimsOf(findings);
        expect(whole, `run ${run}, ${steps} steps`).toEqual(expect.arrayContaining(part));
        if (whole.length > part.length) {
          cutShort += 1;
          expect(notAnalysed, `run ${run}, ${steps} steps`).not.toEqual([]);
        }
      }
    }
    expect(cutShort).toBeGreaterThan(30);
  }, 60_000);
});

test("of 200 rules of which half have groups every question is answered", () => {
  const { findings, notAnalysed } = analyzeList(groupedList(200));
  expect(notAnalysed).toEqual([]);
  expect(findings.length).toBeGreaterThan(50);
});

describe("end of an analysis", () => {
  /** The looks at the clock before it says that the analysis is overdue. */
  const LOOKS = 300;

  test.each(heavyLists(0.25).map(({ name, list }) => [name, list] as const))(
    "an analysis ends where its budget does: %s",
    (_name, list) => {
      const after = { ...list, defaultValue: "another" };
      let asked = 0;
      // Each look at the clock is a bounded piece of work behind the one before.
      const clock = () => {
        asked += 1;
        return asked > LOOKS;
      };
      const budget = new Budget(Number.POSITIVE_INFINITY, clock);
      analyzeList(list, { steps: budget });
      compareLists(list, after, budget);
      expect(asked).toBeLessThanOrEqual(2 * LOOKS);
      if (asked > LOOKS) expect(budget.isSpent).toBe(true);
    },
  );
});

describe("budget that lends", () => {
  test("a budget that lends gets back what was not used, and is spent with what it lent", () => {
    const budget = new Budget(100);
    budget.lend(60, (own) => own.spend(10));
    expect(budget.partOf(1)).toBe(90);
    budget.lend(500, (own) => {
      expect(own.partOf(1)).toBe(90);
      own.spend(200);
    });
    expect(budget.isSpent).toBe(true);
  });

  test("a budget that lends is spent when there is no more time, whatever it has left", () => {
    let isOverdue = false;
    const budget = new Budget(1_000_000, () => isOverdue);
    budget.lend(5_000, (own) => {
      isOverdue = true;
      own.spend(60);
    });
    expect(budget.isSpent).toBe(true);
  });
});
