import fs from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { fileCache, GuidonError } from "@/packages/sdk/src/index";
import { sharedService } from "../../support/api-service";
import { type DatabaseProxy, startDatabaseProxy } from "../../support/database-proxy";
import { makeScratch } from "../../support/scratch";
import { startSdk, unreliableFetch, untilState, untilValue } from "../../support/sdk-client";
import { until } from "../../support/server-process";

const service = sharedService();
let project: Project;
let key: string;

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
  await service.flag(project.id, { key: "first", enabled: true });
});

const start = (more: object = {}) => startSdk({ url: service.url, key, environment: "production", ...more });
const untilAborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

let made = 0;
/** A change that every client has to hear of. */
async function change(): Promise<string> {
  made += 1;
  await service.flag(project.id, { key: `made-${made}`, enabled: true });
  return `made-${made}`;
}

/** A wire to the service that can be cut: any TCP will do. */
async function wire(): Promise<DatabaseProxy> {
  const proxy = await startDatabaseProxy(service.url);
  onTestFinished(() => proxy.cut());
  return proxy;
}

async function cacheFile(): Promise<string> {
  const directory = await makeScratch("guidon-sdk-");
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }));
  return path.join(directory, "below", "flags.json");
}

describe("key that is no good", () => {
  test.each([
    ["that nobody knows", async () => `${key.slice(0, -4)}0000`, {}, "refused", /unknown, expired or revoked/],
    [
      "without the scope",
      async () => (await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] })).key,
      {},
      "refused",
      /flags:ruleset: npm run key/,
    ],
    ["for an environment that is not there", async () => key, { environment: "nowhere" }, "not_found", /environment/],
  ])("a key that is no good (%s) is refused at once, with what to do", async (_what, keyOf, more, code, message) => {
    const guidon = start({ key: await keyOf(), timing: { ready: 60_000 }, ...more });
    const error = await guidon.ready().catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(GuidonError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(guidon.status()).toMatchObject({ state: "refused", source: null });
    expect(guidon.value("first", "default")).toBe("default");
  });

  test("a key that is revoked ends the stream: the SDK goes on, says so, and seldom tries again", async () => {
    const { key: lost, id } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] });
    const { fetch, asked } = unreliableFetch();
    const guidon = start({ key: lost, fetch, timing: { refused: 600_000 } });
    await guidon.ready();
    await service.revokeKey(id);
    await untilState(guidon, "refused");
    expect(guidon.value("first", null)).toBe(false);
    expect(guidon.status()).toMatchObject({ error: { code: "refused" }, staleForMs: expect.any(Number) });
    const count = asked.length;
    const other = start();
    await untilValue(other, await change(), false);
    expect(asked).toHaveLength(count);
  });
});

describe("server that cannot be reached", () => {
  test("a server that cannot be reached leaves what was, says how long, and is followed again", async () => {
    const proxy = await wire();
    const guidon = start({ url: proxy.url });
    await guidon.ready();
    const states: string[] = [];
    guidon.on("status", ({ state }) => states.push(state));
    await proxy.cut();
    await untilState(guidon, "stale");
    const { staleForMs } = guidon.status();
    const missed = await change();
    expect(guidon.value("first", null)).toBe(false);
    expect(guidon.value(missed, "not yet")).toBe("not yet");
    await until(async () => (guidon.status().staleForMs ?? 0) > (staleForMs ?? 0));
    expect(guidon.status().error).toMatchObject({ code: "unreachable" });
    await proxy.restore();
    await untilValue(guidon, missed, false);
    await untilState(guidon, "ready");
    expect(states).toEqual(["stale", "ready"]);
  });

  test("a server that cannot be reached and says nothing at all is noticed by its silence", async () => {
    const proxy = await wire();
    const guidon = start({ url: proxy.url, timing: { silence: 500, request: 500 } });
    await guidon.ready();
    proxy.silence("all");
    await untilState(guidon, "stale");
    const missed = await change();
    proxy.speak();
    await untilValue(guidon, missed, false);
    await untilState(guidon, "ready");
  });

  test("a server that cannot be reached at the start makes ready() say so in time, and is found later", async () => {
    const proxy = await wire();
    await proxy.cut();
    const guidon = start({ url: proxy.url, timing: { ready: 300 } });
    await expect(guidon.ready()).rejects.toMatchObject({ name: "GuidonError", code: "unreachable" });
    await proxy.restore();
    await untilValue(guidon, "first", false);
    await guidon.ready();
  });

  test("a server that cannot be reached at the start is done without where a cache has the last ruleset", async () => {
    const proxy = await wire();
    const file = await cacheFile();
    const options = { url: proxy.url, cache: fileCache(file) };
    const before = start(options);
    await before.ready();
    await before.close();
    expect((await fs.stat(file)).mode & 0o077).toBe(0);
    await proxy.cut();
    const guidon = start(options);
    await guidon.ready();
    expect(guidon.value("first", null)).toBe(false);
    expect(guidon.status()).toMatchObject({ source: "cache", cacheError: null });
    await untilState(guidon, "stale");
    // Another key's rulesets are none of its business.
    const stranger = start({ ...options, environment: "staging", timing: { ready: 100 } });
    await expect(stranger.ready()).rejects.toThrow();
  });
});

describe("cache", () => {
  test("a cache that has no room costs nothing but itself, and is said to fail", async () => {
    const file = await cacheFile();
    await fs.writeFile(path.dirname(file), "a file where a directory should be");
    const guidon = start({ cache: fileCache(file) });
    await guidon.ready();
    await until(async () => guidon.status().cacheError !== null);
    expect(guidon.value("first", null)).toBe(false);
    expect(guidon.status().state).toBe("ready");
  });

  test("a cache that is damaged is not used, and written anew", async () => {
    const file = await cacheFile();
    await fs.mkdir(path.dirname(file));
    await fs.writeFile(file, '{"owner":');
    const guidon = start({ cache: fileCache(file) });
    await guidon.ready();
    expect(guidon.status()).toMatchObject({ state: "ready", source: "network" });
    await guidon.close();
    expect(JSON.parse(await fs.readFile(file, "utf8")).ruleset).toMatchObject({ project_id: project.id });
    expect(await fs.readdir(path.dirname(file))).toEqual([path.basename(file)]);
  });
});

describe("proxy in between", () => {
  test("a proxy in between that answers 502, or with a page of its own, costs no value", async () => {
    const network = unreliableFetch();
    const guidon = start({ fetch: network.fetch, updates: "poll" });
    await guidon.ready();
    network.instead = () => new Response("Bad gateway", { status: 502 });
    await untilState(guidon, "stale");
    network.instead = () => new Response("<html>Sign in to this network</html>");
    await until(async () => guidon.status().error?.code === "invalid");
    expect(guidon.value("first", null)).toBe(false);
    const missed = await change();
    network.instead = () => undefined;
    await untilValue(guidon, missed, false);
    expect(guidon.status()).toMatchObject({ state: "ready", updates: "poll" });
  });

  test("a proxy in between that asks to come back later is left alone until then", async () => {
    const network = unreliableFetch();
    const guidon = start({ fetch: network.fetch, updates: "poll" });
    await guidon.ready();
    network.instead = () => new Response("{}", { status: 429, headers: { "retry-after": "3600" } });
    await untilState(guidon, "stale");
    const count = network.asked.length;
    const other = start({ updates: "poll" });
    await untilValue(other, await change(), false);
    expect(network.asked).toHaveLength(count);
  });

  test.each([
    ["answers streams with a page", () => new Response("<html></html>")],
    ["never lets one through", (init: RequestInit | undefined) => untilAborted(init?.signal)],
  ])("a proxy in between that %s is asked instead", async (_what, answer) => {
    const network = unreliableFetch();
    network.instead = (url, init) => (url.includes("/stream") ? answer(init) : undefined);
    const guidon = start({ fetch: network.fetch, timing: { request: 300 } });
    await guidon.ready();
    await untilValue(guidon, await change(), false);
    expect(guidon.status()).toMatchObject({ state: "ready", updates: "poll" });
  });
});

describe("what is counted", () => {
  test("what is counted is reported once, by rule and value, however often that is tried", async () => {
    const network = unreliableFetch();
    const flag = await service.flag(project.id, { key: "counted", enabled: true });
    const rule = await service.rule(flag.id, { conditions: [{ attribute: "plan", operator: "exists", value: null }] });
    const guidon = start({ fetch: network.fetch });
    await guidon.ready();
    for (let time = 0; time < 5; time += 1) guidon.value("counted", false, { plan: "pro" });
    guidon.value("counted", false, {});
    guidon.value("not-there", false, {});
    const isReport = (url: string) => url.endsWith("/evaluations");
    // It arrives, and the answer does not.
    network.instead = (url, init) =>
      isReport(url) ? fetch(url, init).then(() => Promise.reject(new Error("cut"))) : undefined;
    await guidon.flush();
    expect(guidon.status().counts).toEqual({ sent: 0, dropped: 0 });
    network.instead = () => undefined;
    // Two that send at the same time send the same batch.
    await Promise.all([guidon.flush(), guidon.flush()]);
    await guidon.close();
    expect(guidon.status().counts).toEqual({ sent: 6, dropped: 0 });
    const { flushEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
    await flushEvaluationCounts();
    const counts = await service.data("GET", `/api/v1/flags/${flag.id}/stats?environment=production`);
    expect(counts.total.last_hour).toBe(6);
    expect(counts.rules).toMatchObject([{ rule_id: rule.id, last_hour: 5 }]);
  });
});
