import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { withLock } from "@/scripts/lib/lock.mjs";

async function lockPath(): Promise<string> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-lock-"));
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }));
  return path.join(directory, "below", "lock");
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

test("tasks under one lock never run at the same time, and all of them run", async () => {
  const lock = await lockPath();
  let running = 0;
  const task = async () => {
    running += 1;
    await setImmediate();
    expect(running).toBe(1);
    running -= 1;
    return "done";
  };
  expect(await Promise.all([1, 2, 3].map(() => withLock(lock, { waiting: "waiting" }, task)))).toEqual([
    "done",
    "done",
    "done",
  ]);
});

test("a task that fails gives the lock back", async () => {
  const lock = await lockPath();
  await expect(withLock(lock, { waiting: "waiting" }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(lock, { waiting: "waiting" }, async () => "next")).toBe("next");
});

test("the lock of a process that was killed is taken over once it is silent, and the wait is announced", async () => {
  const lock = await lockPath();
  await fs.mkdir(lock, { recursive: true });
  expect(await withLock(lock, { waiting: "somebody builds", silence: 10 }, async () => "taken")).toBe("taken");
  expect(console.error).toHaveBeenCalledWith("somebody builds …");
});

test("waiting for the lock ends when it is told to, and leaves the lock with its holder", async () => {
  const lock = await lockPath();
  await fs.mkdir(lock, { recursive: true });
  const signal = AbortSignal.abort(new Error("Stopped."));
  await expect(withLock(lock, { waiting: "waiting", signal }, async () => "never")).rejects.toThrow("Stopped.");
  await fs.access(lock);
});
