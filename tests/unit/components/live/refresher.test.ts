import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdRefresh, Refresher } from "@/components/live/live-updates";
import { staleQueries } from "@/components/live/stale-queries";
import { queryKeys } from "@/lib/client/query-cache";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rule = { resource_type: "rule", resource_id: "r", flag_id: "f" } as const;

function watched() {
  const client = new QueryClient();
  const invalidated: unknown[] = [];
  vi.spyOn(client, "invalidateQueries").mockImplementation(async (filters) => void invalidated.push(filters?.queryKey));
  const refresher = new Refresher(client, "p");
  const count = () => invalidated.filter((key) => JSON.stringify(key) === JSON.stringify(queryKeys.audit("p"))).length;
  return { client, refresher, invalidated, count };
}

test("a change is shown at once, and what comes together is asked for once", () => {
  const { refresher, invalidated } = watched();
  refresher.add([rule]);
  refresher.add([rule, { resource_type: "test_user", resource_id: "t" }]);
  vi.advanceTimersByTime(0);
  expect(new Set(invalidated)).toEqual(
    new Set(staleQueries("p", [rule, { resource_type: "test_user", resource_id: "t" }])),
  );
});

test("a flood of changes is asked for ten times at once, then every two seconds, to the last", () => {
  const { refresher, count } = watched();
  for (let change = 0; change < 200; change += 1) {
    refresher.add([rule]);
    vi.advanceTimersByTime(50);
  }
  // Ten seconds: the ten that were free, and one for each two seconds.
  expect(count()).toBeGreaterThanOrEqual(14);
  expect(count()).toBeLessThanOrEqual(16);
  const before = count();
  refresher.add([rule]);
  vi.advanceTimersByTime(2_000);
  expect(count()).toBeGreaterThan(before);
});

test("nothing moves under a hand", () => {
  const { refresher, count } = watched();
  const release = holdRefresh();
  refresher.add([rule]);
  vi.advanceTimersByTime(60_000);
  expect(count()).toBe(0);
  release();
  vi.advanceTimersByTime(100);
  expect(count()).toBe(1);
});

test("a change waits for what the page is saving, and not for ever", () => {
  const { client, refresher, count } = watched();
  vi.spyOn(client, "isMutating").mockReturnValue(1);
  refresher.add([rule]);
  vi.advanceTimersByTime(1_000);
  expect(count()).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(count()).toBe(1);
});

test("where it is not known what changed, everything is asked for again", () => {
  const { refresher, invalidated } = watched();
  refresher.add(null);
  vi.advanceTimersByTime(0);
  expect(invalidated).toEqual([undefined]);
});
