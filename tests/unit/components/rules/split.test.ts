import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ArmDraft,
  addArm,
  borderRange,
  draftMoves,
  endsOf,
  equalShares,
  leftOver,
  moveBorder,
  movesText,
  nextValue,
  removeArm,
  setWeight,
  splitMoves,
  swapWithNext,
  typedWeight,
} from "@/components/rules/split/arms";

test("another arm begins with a variant that is not served yet, as long as there is one", () => {
  const variants = ["a", "b"].map((value) => ({ name: `Layout ${value}`, value }));
  expect(nextValue("string", ["b"], variants)).toBe("a");
  expect(nextValue("string", ["other", "a"], variants)).toBe("b");
  expect(nextValue("string", ["b", "a"], variants)).toBe("");
  expect(nextValue("json", ["{}"], [{ name: "Wide", value: { is: 1 } }])).toBe('{\n  "is": 1\n}');
  expect(nextValue("boolean", [true], [])).toBe(false);
  expect(nextValue("number", ["1"], [])).toBe("");
});

const VALUES = ["A", "B", "C", "D", "E"];
const armsOf = (weights: readonly number[]): ArmDraft[] =>
  weights.map((weight, at) => ({ rowId: `row-${at}`, value: VALUES[at % VALUES.length] ?? "", weight }));

const someArms = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 }).map(armsOf);
const thirds = equalShares(armsOf([1, 1, 1]));

/** Who gets what, place by place of a split. */
const served = (arms: readonly ArmDraft[]) => ({
  value: "rest",
  arms: arms.map(({ value, weight }) => ({ value, weight })),
});

describe("arms of a split in the editor", () => {
  test("whatever is done to the arms of a split, each has some people, and together they are no more than all", () => {
    const acts = fc.array(fc.tuple(fc.nat(5), fc.nat(19), fc.integer({ min: -1_000, max: 120_000 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(someArms, acts, (start, done) => {
        let arms: ArmDraft[] = start;
        for (const [act, place, number] of done) {
          const at = place % arms.length;
          if (act === 0) arms = moveBorder(arms, at, number);
          else if (act === 1) arms = setWeight(arms, at, number);
          else if (act === 2) arms = equalShares(arms);
          else if (act === 3) arms = addArm(arms, { rowId: "new", value: "F" });
          else if (act === 4) arms = swapWithNext(arms, at);
          else if (arms.length > 1) arms = removeArm(arms, at);
          expect(arms.every(({ weight }) => Number.isInteger(weight) && weight >= 1)).toBe(true);
          expect(leftOver(arms)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("a border that is moved moves exactly the people between where it was and where it is", () => {
    fc.assert(
      fc.property(someArms, fc.nat(19), fc.integer({ min: 0, max: 100_000 }), (start, place, to) => {
        const at = place % start.length;
        const arms = start.map((arm, index) => ({ ...arm, value: `arm ${index}` }));
        const moved = moveBorder(arms, at, to);
        const { min, max } = borderRange(arms, at);
        const end = Math.min(max, Math.max(min, to));
        const width = Math.abs(end - (endsOf(arms)[at] ?? 0));
        const moves = splitMoves(served(arms), served(moved));
        expect(moves.map(({ amount }) => amount)).toEqual(width === 0 ? [] : [width]);
      }),
    );
  });

  test("an arm that is removed gives its people to the next one, and the last one leaves them over", () => {
    expect(movesText(splitMoves(served(thirds), served(removeArm(thirds, 0))), String)).toBe(
      "33.334 % move from A to B; nobody else moves.",
    );
    expect(movesText(splitMoves(served(thirds), served(removeArm(thirds, 2))), String)).toBe(
      "33.333 % move from C to rest; nobody else moves.",
    );
  });

  test("equal parts of a split come to 100 to the last thousandth", () => {
    expect(thirds.map(({ weight }) => weight)).toEqual([33_334, 33_333, 33_333]);
    fc.assert(fc.property(someArms, (arms) => leftOver(equalShares(arms)) === 0));
  });

  test.each([
    ["33.334", 33_334],
    [" 5 % ", 5_000],
    ["0,5", 500],
    [".001", 1],
    ["100", 100_000],
    ["0", null],
    ["100.001", null],
    ["1.2345", null],
    ["-1", null],
    ["", null],
    ["1e2", null],
  ])("%j is typed for the share of an arm", (text, weight) => {
    expect(typedWeight(text)).toBe(weight);
  });
});

describe("who moves", () => {
  test("who moves is told for every pair of values, most first, and when it is nobody", () => {
    expect(movesText(splitMoves(served(thirds), served(swapWithNext(thirds, 0))), String)).toBe(
      "33.333 % move from A to B, 33.333 % move from B to A; nobody else moves.",
    );
    const same = [...thirds].map((arm) => ({ ...arm, rowId: "other" }));
    expect(movesText(splitMoves(served(thirds), served(same)), String)).toBe("Nobody moves from one value to another.");
    expect(movesText(splitMoves(served([]), served(thirds)), String)).toBe(
      "33.334 % move from rest to A, 33.333 % move from rest to B, 33.333 % move from rest to C.",
    );
  });

  test("who moves is told of a draft, but not before its values can be read, nor where there is no split", () => {
    const split = thirds.map(({ value, weight }) => ({ value: String(value), weight: weight / 1000 }));
    const unsplit = {
      ...{ name: null, conditions: [], value: "rest", percentage: null, enabled: true, segment_id: null },
      bucket_by: "user_id",
    };
    const rule = { ...unsplit, split };
    const draft = { ...unsplit, split: setWeight(thirds, 0, 35_834) };
    expect(draftMoves(rule, draft, "string", String)).toBe("2.5 % move from B to A; nobody else moves.");
    expect(draftMoves(rule, { ...draft, split: thirds }, "string", String)).toBeNull();
    expect(draftMoves(rule, draft, "number", String)).toBeNull();
    expect(draftMoves(unsplit, { ...draft, split: null }, "string", String)).toBeNull();
    // Whoever has no id gets the rule's own value.
    expect(draftMoves(rule, { ...draft, value: "other", split: thirds }, "string", String)).toBe(
      "Whoever has no user_id moves from rest to other; nobody else moves.",
    );
    expect(draftMoves(rule, { ...draft, value: "other" }, "string", String)).toBe(
      "2.5 % move from B to A, whoever has no user_id moves from rest to other; nobody else moves.",
    );
    expect(draftMoves(rule, { ...draft, bucket_by: "team" }, "string", String)).toMatch(
      /^Everyone gets a new bucket, by team/,
    );
    expect(draftMoves(rule, { ...draft, split: null }, "string", String)).toBe(
      "33.334 % move from A to rest, 33.333 % move from B to rest, 33.333 % move from C to rest.",
    );
  });
});
