import { expect, test } from "vitest";
import { OneAtATime } from "@/lib/server/live/one-at-a-time";

/** Tasks that end when they are told to. */
function controlled() {
  const begun: ((error?: Error) => void)[] = [];
  const tasks = new OneAtATime<number>(
    () =>
      new Promise((resolve, reject) => {
        const number = begun.push((error) => (error ? reject(error) : resolve(number)));
      }),
  );
  return { tasks, begun };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("whoever asks while a task runs shares one that begins afterwards", async () => {
  const { tasks, begun } = controlled();
  const first = tasks.run("a");
  const [second, third] = [tasks.run("a"), tasks.run("a")];
  await settled();
  expect(begun).toHaveLength(1);
  begun[0]?.();
  await settled();
  expect(begun).toHaveLength(2);
  const fourth = tasks.run("a");
  begun[1]?.();
  await settled();
  begun[2]?.();
  expect(await Promise.all([first, second, third, fourth])).toEqual([1, 2, 2, 3]);
  expect(tasks.running("a")).toBeUndefined();
});

test("a task that fails fails for those who asked for it, and the next one runs", async () => {
  const { tasks, begun } = controlled();
  const first = tasks.run("a");
  const second = tasks.run("a");
  begun[0]?.(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await settled();
  begun[1]?.();
  expect(await second).toBe(2);
});

test("tasks of different keys run side by side", () => {
  const { tasks, begun } = controlled();
  void tasks.run("a");
  void tasks.run("b");
  expect(begun).toHaveLength(2);
});
