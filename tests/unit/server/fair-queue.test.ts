import { expect, test } from "vitest";
import { FairQueue } from "@/lib/server/fair-queue";

const limits = { running: 2, runningOfOne: 1, waiting: 6, waitingOfOne: 4 };

test("one group's flood leaves a place for another's only item", () => {
  const queue = new FairQueue<number>(limits);
  for (const item of [1, 2, 3]) queue.add("flood", item);
  expect(queue.next()).toEqual({ name: "flood", item: 1 });
  expect(queue.next()).toBeUndefined();
  queue.add("other", 4);
  expect(queue.next()).toEqual({ name: "other", item: 4 });
});

test("groups take turns, each in its own order", () => {
  const queue = new FairQueue<string>({ ...limits, running: 1 });
  for (const item of ["a1", "a2", "a3"]) queue.add("a", item);
  for (const item of ["b1", "b2"]) queue.add("b", item);
  const served: string[] = [];
  for (let next = queue.next(); next !== undefined; next = queue.next()) {
    served.push(next.item);
    queue.done(next.name);
  }
  expect(served).toEqual(["a1", "b1", "a2", "b2", "a3"]);
  expect([queue.running, queue.waiting]).toEqual([0, 0]);
});

test("what would be too much of one group, or of all, is not taken", () => {
  const queue = new FairQueue<number>(limits);
  for (let item = 0; item < limits.waitingOfOne; item += 1) expect(queue.add("flood", item)).toBe("added");
  expect(queue.add("flood", 4)).toBe("group full");
  expect(queue.add("b", 5)).toBe("added");
  expect(queue.add("c", 6)).toBe("added");
  expect(queue.add("d", 7)).toBe("full");
  expect(queue.waiting).toBe(limits.waiting);
});

test("what has not begun can be taken back, and what has begun cannot", () => {
  const queue = new FairQueue<number>(limits);
  queue.add("a", 1);
  queue.add("a", 2);
  queue.next();
  expect(queue.remove("a", 1)).toBe(false);
  expect(queue.remove("a", 2)).toBe(true);
  queue.done("a");
  expect([queue.running, queue.waiting]).toEqual([0, 0]);
  expect(queue.next()).toBeUndefined();
});
