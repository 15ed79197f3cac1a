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
