import { expect, test } from "vitest";
import { inBatches } from "@/lib/server/http/batches";

test("items are handed on in order, a batch at a time; what comes meanwhile is of the next batch", () => {
  const scheduled: (() => void)[] = [];
  const handedOn: string[] = [];
  const take = inBatches<string>(
    (run) => scheduled.push(run),
    (item) => {
      handedOn.push(item);
      if (item === "b") take("late");
    },
  );
  take("a");
  take("b");
  take("c");
  expect([scheduled.length, handedOn]).toEqual([1, []]);
  scheduled[0]?.();
  expect([scheduled.length, handedOn]).toEqual([2, ["a", "b", "c"]]);
  scheduled[1]?.();
  expect([scheduled.length, handedOn]).toEqual([2, ["a", "b", "c", "late"]]);
});

test("of many items each call takes some, in order, and schedules the next as long as there are more", () => {
  const scheduled: (() => void)[] = [];
  const handedOn: number[] = [];
  const take = inBatches<number>(
    (run) => scheduled.push(run),
    (item) => handedOn.push(item),
  );
  const items = Array.from({ length: 220 }, (_, index) => index);
  for (const item of items) take(item);
  const sizes = [];
  for (let run = scheduled.shift(); run !== undefined; run = scheduled.shift()) {
    const before = handedOn.length;
    run();
    sizes.push(handedOn.length - before);
    expect(scheduled.length).toBeLessThanOrEqual(1);
  }
  expect(sizes).toEqual([50, 50, 50, 50, 20]);
  expect(handedOn).toEqual(items);
});
