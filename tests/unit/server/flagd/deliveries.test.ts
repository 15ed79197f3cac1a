import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deliveries } from "@/lib/server/live/flagd/deliveries";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LIMITS = { bytes: 100, patienceMs: 20_000 };

/** Clients that take what they are sent when a test says so. */
function clients(deliveries: Deliveries) {
  const delivered: string[] = [];
  const cut: string[] = [];
  const ask = (name: string, bytes: number) => {
    const recipient = { bytes, deliver: () => void delivered.push(name), cut: () => void cut.push(name) };
    deliveries.ask(recipient);
    return () => deliveries.over(recipient);
  };
  return { delivered, cut, ask };
}

const turns = () => vi.advanceTimersByTimeAsync(20);

test("what clients have not taken is bounded, and each gets its turn", async () => {
  const deliveries = new Deliveries(LIMITS);
  const { delivered, ask } = clients(deliveries);
  const [first] = [ask("a", 60), ask("b", 60), ask("c", 10)];
  await turns();
  expect(delivered).toEqual(["a"]);
  first();
  await turns();
  expect(delivered).toEqual(["a", "b", "c"]);
});

test("what is longer than all that there is room for goes alone", async () => {
  const deliveries = new Deliveries(LIMITS);
  const { delivered, ask } = clients(deliveries);
  const [first] = [ask("a", 10), ask("long", 1_000)];
  await turns();
  expect(delivered).toEqual(["a"]);
  first();
  await turns();
  expect(delivered).toEqual(["a", "long"]);
});

test("whoever does not take a document makes room for those who wait, and only for them", async () => {
  const deliveries = new Deliveries(LIMITS);
  const { delivered, cut, ask } = clients(deliveries);
  ask("a", 60);
  await vi.advanceTimersByTimeAsync(10 * LIMITS.patienceMs);
  expect(cut).toEqual([]);
  ask("b", 60);
  await turns();
  expect([cut, delivered]).toEqual([["a"], ["a", "b"]]);
  ask("c", 60);
  await vi.advanceTimersByTimeAsync(LIMITS.patienceMs - 100);
  expect(cut).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(200);
  expect([cut, delivered]).toEqual([
    ["a", "b"],
    ["a", "b", "c"],
  ]);
});
