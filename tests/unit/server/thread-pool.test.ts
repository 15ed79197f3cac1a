import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { Task } from "@/lib/server/services/analysis/task";
import { ThreadPool } from "@/lib/server/services/analysis/thread-pool";

// Threads yield to everybody else on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// The log would show each thread that ends, and that is what happens here.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
});

const limits = {
  ...{ threads: 2, threadsOfOneProject: 1, patience: 300, grace: 100, idle: 60_000 },
  ...{ waiting: 8, waitingOfOneProject: 3, heapMegabytes: 32 },
};

const pools: ThreadPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

function startPool(overrides: Partial<typeof limits> = {}): ThreadPool {
  const pool = new ThreadPool(path.resolve("tests/support/unruly-worker.mjs"), { ...limits, ...overrides });
  pools.push(pool);
  return pool;
}

/** What the thread of tests is told to do. */
const told = (type: "hang" | "exhaust" | "leave" | "fail" | "answer") => ({ type }) as unknown as Task;

test.each(["hang", "exhaust", "leave"] as const)(
  "a thread that is to %s is replaced, and its task is not analysed",
  async (type) => {
    const pool = startPool({ patience: 30_000 });
    const first = type === "hang" ? startPool() : pool;
    expect(await first.analyse("a", told(type))).toBe("not analysed");
    expect(await pool.analyse("a", told("answer"))).toMatchObject({ json: expect.any(String) });
    expect(pool.load).toEqual({ running: 0, waiting: 0 });
  },
);

test("a fault of a task is told from the end of a thread", async () => {
  const pool = startPool({ patience: 30_000 });
  await expect(pool.analyse("a", told("fail"))).rejects.toThrow("a row that cannot be read");
});

test("time in the queue counts: what waited too long is not analysed, and no thread is asked", async () => {
  // The thread hangs until the pool is closed, so that none becomes free for those who wait, however slow the machine.
  const pool = startPool({ threads: 1, grace: 60_000 });
  const hanging = pool.analyse("a", told("hang"));
  const answers = await Promise.all([pool.analyse("a", told("answer")), pool.analyse("b", told("answer"))]);
  expect(answers).toEqual(["not analysed", "not analysed"]);
  expect(pool.load).toEqual({ running: 1, waiting: 0 });
  await pool.close();
  expect(await hanging).toBe("not analysed");
});

test("one project's flood does not keep another's only task from its answer, and is told to come back", async () => {
  const pool = startPool({ patience: 60_000, grace: 60_000 });
  const flood = Array.from({ length: 6 }, () => pool.analyse("flood", told("hang")).catch((error) => error.code));
  expect(await pool.analyse("other", told("answer"))).toMatchObject({ json: expect.any(String) });
  expect(pool.load).toEqual({ running: 1, waiting: 3 });
  expect(await Promise.all(flood.slice(4))).toEqual(["rate_limited", "rate_limited"]);
  // A stop waits for nobody.
  await pool.close();
  expect(await Promise.all(flood.slice(0, 4))).toEqual(Array(4).fill("not analysed"));
  expect(pool.load).toEqual({ running: 0, waiting: 0 });
});

test("more than may wait of all projects is refused at once", async () => {
  const pool = startPool({ waiting: 2 });
  const names = ["a", "b", "c", "d", "e"];
  const asked = names.map((name) => pool.analyse(name, told("hang")).catch((error) => error.code));
  expect(await asked[4]).toBe("unavailable");
});
