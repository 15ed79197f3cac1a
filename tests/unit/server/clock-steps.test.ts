import { createHash, randomUUID } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { adoptKeys, heldKey, TRUSTED_MS } from "@/lib/server/auth/known-keys";
import { Viewers } from "@/lib/server/live/changes/viewers";
import { Deliveries } from "@/lib/server/live/flagd/deliveries";
import { SyncStream } from "@/lib/server/live/flagd/sync-stream";
import { ProjectTooLarge } from "@/lib/server/live/ruleset-capacity";
import { Heartbeats } from "@/lib/server/live/streams/heartbeats";
import { StreamHub } from "@/lib/server/live/streams/stream-hub";
import { StreamQuota } from "@/lib/server/live/streams/stream-quota";
import { log } from "@/lib/server/log";
import { logSeldom } from "@/lib/server/log-seldom";
import { spendFrom } from "@/lib/server/rate-limit";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody sets the machine's clock back by a day. */
const setClockBack = () => void vi.setSystemTime(Date.now() - DAY_MS);

test("a key is trusted for no more than an hour after it was read, whatever becomes of the clock", () => {
  const candidate = `kr_live_${randomUUID()}`;
  const key = {
    ...{ id: randomUUID(), name: "app", keyPrefix: "kr_live_", kind: "server", scopes: ["flags:evaluate"] },
    ...{ keyHash: Uint8Array.from(createHash("sha256").update(candidate).digest()), createdAt: new Date(0) },
    ...{ isRestricted: false, projectIds: [], environments: [], allowedOrigins: [] },
    ...{ expiresAt: null, revokedAt: null, replacedAt: null, replaces: null, lastUsedAt: null },
  };
  adoptKeys([key], TRUSTED_MS - MINUTE_MS);
  setClockBack();
  expect(heldKey(candidate)?.id).toBe(key.id);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(heldKey(candidate)).toBeUndefined();
});

test("a line is logged again a minute later, whatever becomes of the clock", () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  const message = `clock ${randomUUID()}`;
  logSeldom("warn", {}, message);
  setClockBack();
  vi.advanceTimersByTime(MINUTE_MS);
  logSeldom("warn", {}, message);
  expect(warn.mock.calls.filter(([, text]) => text === message)).toHaveLength(2);
  warn.mockRestore();
});

test("a project that does not fit is tried again after half a minute, whatever becomes of the clock", () => {
  const { until } = new ProjectTooLarge();
  setClockBack();
  vi.advanceTimersByTime(MINUTE_MS / 2);
  expect(performance.now()).toBeGreaterThanOrEqual(until);
});

test("a stream ends within an hour, whatever becomes of the clock", async () => {
  const hub = new StreamHub(new StreamQuota({ all: 1, each: 1 }));
  const end = vi.fn();
  const sink = { write: () => true, onceDrained: () => {}, onceClosed: () => {}, end, destroy: () => {} };
  const state = () => ({ position: "1", eventsSince: () => new Uint8Array() });
  hub.subscribe({ topic: "topic", state, owner: { id: "key", expiresAt: null }, position: undefined }).open(sink);
  setClockBack();
  await vi.advanceTimersByTimeAsync(61 * MINUTE_MS);
  expect(end).toHaveBeenCalledTimes(1);
});

test("a stream of flagd ends with its key, also when the clock is set forward, and within an hour", () => {
  const heartbeats = new Heartbeats<SyncStream>((streams) => {
    for (const stream of streams) stream.beat();
  });
  const open = (expiresAt: number | null) => {
    const sink = { send: () => {}, end: vi.fn(), cut: () => {}, onceClosed: () => {} };
    const live = { projectId: "project", environment: "production" };
    const released = vi.fn();
    new SyncStream(live, { id: "key", expiresAt }, sink, new Deliveries(), heartbeats, released);
    return { end: sink.end, released };
  };
  const [withExpiry, without] = [open(Date.now() + DAY_MS), open(null)];
  vi.setSystemTime(Date.now() + DAY_MS);
  vi.advanceTimersByTime(MINUTE_MS);
  for (const called of [withExpiry.end, withExpiry.released]) expect(called).toHaveBeenCalledTimes(1);
  expect(without.end).not.toHaveBeenCalled();
  setClockBack();
  vi.advanceTimersByTime(61 * MINUTE_MS);
  for (const called of [without.end, without.released]) expect(called).toHaveBeenCalledTimes(1);
});

test("who has closed a page is forgotten in a while, whatever becomes of the clock", () => {
  const viewers = new Viewers(() => {}, MINUTE_MS);
  viewers.set({ project: "project", client: "page", member: "ada", name: "Ada", flag: "flag" });
  setClockBack();
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(viewers.of("project").viewers).toEqual([]);
});

test("nobody is told to wait for longer than a limit's window, whatever becomes of the clock", async () => {
  const limiter = new RateLimiterMemory({ points: 1, duration: 60 });
  await spendFrom(limiter, "key");
  setClockBack();
  await expect(spendFrom(limiter, "key")).rejects.toMatchObject({ extras: { retryAfter: 60 } });
  vi.advanceTimersByTime(MINUTE_MS);
  await spendFrom(limiter, "key");
});
