import { expect, test } from "vitest";
import { inTurns } from "@/lib/server/turns";

const full = () => new Error("full");

/** A task that ends when it is told to. */
function task() {
  let [resolve, reject] = [() => {}, (_error: Error) => {}];
  const promise = new Promise<void>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  const state = { isRunning: false };
  const run = () => {
    state.isRunning = true;
    return promise;
  };
  return { run, state, end: () => resolve(), fail: () => reject(new Error("failed")) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("no more tasks run at once than may, and each gets its turn in order, also after one that failed", async () => {
  const take = inTurns({ atOnce: 2, waiting: 10 }, full);
  const tasks = Array.from({ length: 5 }, task);
  const results = tasks.map(({ run }) => take(run).catch(() => "failed"));
  const running = async () => {
    await settled();
    return tasks.flatMap(({ state }, index) => (state.isRunning ? [index] : []));
  };
  expect(await running()).toEqual([0, 1]);
  tasks[1]?.fail();
  expect(await running()).toEqual([0, 1, 2]);
  tasks[0]?.end();
  expect(await running()).toEqual([0, 1, 2, 3]);
  for (const { end } of tasks) end();
  expect(await Promise.all(results)).toEqual([undefined, "failed", undefined, undefined, undefined]);
});

test("who comes when enough wait is refused, and can come again later", async () => {
  const take = inTurns({ atOnce: 1, waiting: 1 }, full);
  const [first, second] = [task(), task()];
  const both = [take(first.run), take(second.run)];
  await expect(take(async () => {})).rejects.toThrow("full");
  first.end();
  second.end();
  await Promise.all(both);
  expect(await take(async () => "done")).toBe("done");
});
