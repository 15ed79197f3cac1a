import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import { status } from "@grpc/grpc-js";
import { beforeAll, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { fetchFlagdFlags } from "../support/flagd-client";
import { listeningPort } from "../support/listening-port";
import { type ReadyProxy, startReadyProxy } from "../support/ready-proxy";
import { runScript, type Server, startServer, temporaryDataDir, until } from "../support/server-process";
import type { Answer } from "../support/service";
import { openStream } from "../support/sse";

let project: Project;
let upstreamKey: string;

const service = ownService();

beforeAll(async () => {
  project = await service.project();
  ({ key: upstreamKey } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
});

const keyOf = (letter: string): string => `kr_live_${letter.repeat(43)}`;
const keys = { client: keyOf("c"), evaluate: keyOf("e"), ruleset: keyOf("r") };
const hashed = (key: string): string => createHash("sha256").update(key).digest("hex");
const RELAY_KEYS = Object.entries(keys)
  .map(([kind, key]) => `${kind}:${hashed(key)}`)
  .join(", ");

const settings = (url: string, dataDir: string) => ({
  ...{ UPSTREAM_URL: url, UPSTREAM_KEY: upstreamKey, UPSTREAM_ENVIRONMENT: "production", RELAY_KEYS },
  ...{ DATA_DIR: dataDir, LOG_LEVEL: "fatal" },
});

/** The upstream, behind what a test can take away. */
async function upstreamProxy(): Promise<ReadyProxy> {
  const proxy = await startReadyProxy();
  proxy.add(service.url);
  await until(async () => proxy.ready().length === 1);
  return proxy;
}

async function ask(
  at: { url: string },
  key: string,
  path: string,
  body?: object,
): Promise<Pick<Answer, "status" | "body">> {
  const response = await fetch(at.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const probe = async ({ url }: Server, purpose = "") => {
  const response = await fetch(`${url}/readyz${purpose}`);
  return { status: response.status, body: await response.json() };
};
async function freePort(): Promise<number> {
  const server = net.createServer();
  const port = await listeningPort(server, 0);
  await new Promise((closed) => server.close(closed));
  return port;
}

const isReady = (relay: Server) => until(async () => (await probe(relay)).status === 200);

test("a relay answers as its upstream does, follows it, tells it what was asked, and goes on without it", async () => {
  const flag = await service.flag(project, { flag_type: "string", default_value: "a", enabled: true });
  const hidden = await service.flag(project, { enabled: true });
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { is_client_visible: true } });
  const ids = Array.from({ length: 2_000 }, (_, at) => `user-${at}`);
  await service.rule(flag, { conditions: [{ attribute: "user_id", operator: "in", value: ids }], value: "b" });
  const proxy = await upstreamProxy();
  const dataDir = await temporaryDataDir();
  const flagdPort = await freePort();
  const relay = await startServer({ ...settings(proxy.url, dataDir), FLAGD_SYNC_PORT: String(flagdPort) });
  await isReady(relay);
  expect((await probe(relay)).body).toEqual({ status: "ok", upstream: "up", evaluating: "from memory" });
  expect((await probe(relay, "?for=writes")).status).toBe(503);

  // The same answers, to the keys that its settings name and to no other.
  const context = { user_id: "user-7" };
  const evaluation = { flag_key: flag.key, context };
  const explained = { project_id: project.id, ...evaluation, explain: true };
  const upstream = await ask(service, upstreamKey, "/api/v1/flags/evaluate", explained);
  expect(await ask(relay, keys.evaluate, "/api/v1/flags/evaluate", explained)).toEqual(upstream);
  const ofrep = await ask(relay, keys.client, "/ofrep/v1/evaluate/flags", { context: { targetingKey: "user-8" } });
  expect(ofrep.body.flags).toMatchObject([{ key: flag.key, value: "b" }]);
  expect(JSON.stringify(ofrep.body)).not.toContain(hidden.key);
  const whole = "/api/v1/flags/rulesets/production";
  expect(await ask(relay, keys.ruleset, whole)).toEqual(await ask(service, upstreamKey, whole));
  const flagd = await ask(relay, keys.ruleset, "/flagd/v1/flags.json");
  expect(flagd).toEqual(await ask(service, upstreamKey, "/flagd/v1/flags.json"));
  const synced = (selector: string) =>
    fetchFlagdFlags(flagdPort, selector, { authorization: `Bearer ${keys.ruleset}` });
  expect(JSON.parse((await synced(`${project.slug}/production`)).text)).toEqual(flagd.body);
  expect((await synced("nowhere/production")).code).toBe(status.PERMISSION_DENIED);
  const refused = async (key: string, path: string) => (await ask(relay, key, path)).status;
  expect([await refused(keys.evaluate, whole), await refused(upstreamKey, whole)]).toEqual([403, 401]);
  expect(await refused(keys.ruleset, whole.replace("production", "staging"))).toBe(403);
  const nowhere = ["/api/v1/flags", `/api/v1/flags/${flag.id}`, "/api/v1/keys"];
  expect(await Promise.all(nowhere.map((path) => refused(keys.ruleset, path)))).toEqual([404, 404, 404]);
  expect((await fetch(`${relay.url}/projects`)).status).toBe(404);

  // A change reaches it, and from it whoever listens.
  const stream = await openStream(`${relay.url}${whole}/stream?lists=hash`, {
    authorization: `Bearer ${keys.ruleset}`,
  });
  expect((await stream.next())?.event).toBe("put");
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: "c" } });
  const patch = await stream.next();
  expect([patch?.event, JSON.parse(patch?.data ?? "").upsert.flags]).toEqual([
    "patch",
    [expect.objectContaining({ default_value: { value: "c" } })],
  ]);
  const other = { flag_key: flag.key, context: { user_id: "else" } };
  expect((await ask(relay, keys.evaluate, "/api/v1/flags/evaluate", other)).body.data.value).toBe("c");

  // What was asked here is in the upstream's statistics; those of SDKs that ask here, too.
  const reported = { flag_key: flag.key, rule_id: null, variant: null, reason: "DEFAULT", count: 5 };
  const report = { environment: "production", evaluations: [reported] };
  const isReportLost = proxy.loseAnswer("/api/v1/flags/evaluations");
  expect((await ask(relay, keys.ruleset, "/api/v1/flags/evaluations", report)).status).toBe(202);
  await isReportLost;
  expect((await ask(relay, keys.evaluate, "/api/v1/flags/evaluate", other)).status).toBe(200);
  expect(await relay.stop()).toBe(0);
  const { flushEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
  await flushEvaluationCounts();
  const stats = (await service.call("GET", `/api/v1/flags/${flag.id}/stats`)).body.data;
  // Two by default and five that were reported; one by the rule over OFREP. What is explained is not counted, and what
  // was reported twice, because the first answer was lost, is counted once.
  expect([stats.default.last_hour, stats.rules[0].last_hour]).toEqual([7, 1]);

  // It starts without its upstream, by what it kept on disk, also with another key for it.
  proxy.remove(service.url);
  const { key: nextKey } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] });
  const alone = await startServer({ ...settings(proxy.url, dataDir), UPSTREAM_KEY: nextKey });
  await isReady(alone);
  await until(async () => (await probe(alone)).body.upstream === "down");
  expect((await probe(alone)).body.evaluating).toBe("from disk");
  expect((await ask(alone, keys.evaluate, "/api/v1/flags/evaluate", other)).body.data.value).toBe("c");
  expect((await ask(alone, keys.ruleset, `${whole}?lists=hash`)).status).toBe(200);
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: "d" } });
  proxy.add(service.url);
  await until(async () => (await ask(alone, keys.evaluate, "/api/v1/flags/evaluate", other)).body.data.value === "d");
});

test("a relay answers once its upstream has, goes on when its key is revoked, and takes a new one", async () => {
  const flag = await service.flag(project, { enabled: true, default_value: true });
  const upstreamKeyOf = () => service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] });
  const [first, second] = [await upstreamKeyOf(), await upstreamKeyOf()];
  const dataDir = await temporaryDataDir();
  const UPSTREAM_KEY_FILE = path.join(dataDir, "key");
  await fs.writeFile(UPSTREAM_KEY_FILE, `${first.key}\n`);
  const proxy = await startReadyProxy();
  const metricsPort = await freePort();
  const from = { ...settings(proxy.url, dataDir), UPSTREAM_KEY: "", UPSTREAM_KEY_FILE };
  const relay = await startServer({ ...from, METRICS_PORT: String(metricsPort) });
  const evaluate = () => ask(relay, keys.evaluate, "/api/v1/flags/evaluate", { flag_key: flag.key, context: {} });

  // Before it has heard anything, it says so in the words of each protocol, also to pages.
  const { status: probed, body } = await probe(relay);
  expect([probed, body.evaluating]).toEqual([503, "from nothing"]);
  const nothing = "The relay has heard nothing of its upstream yet";
  expect(await evaluate()).toEqual({ status: 503, body: { error: nothing } });
  const ofrep = await fetch(`${relay.url}/ofrep/v1/evaluate/flags/${flag.key}`, {
    method: "POST",
    headers: { authorization: `Bearer ${keys.client}`, "content-type": "application/json", origin: "https://a.page" },
    body: JSON.stringify({ context: { targetingKey: "u" } }),
  });
  expect([ofrep.status, await ofrep.json()]).toEqual([503, { errorDetails: nothing }]);
  expect([ofrep.headers.get("retry-after"), ofrep.headers.get("access-control-allow-origin")]).toEqual(["1", "*"]);
  expect((await fetch(`${relay.url}/ofrep/v1/evaluate/flags`, { method: "OPTIONS" })).status).toBe(204);

  proxy.add(service.url);
  await isReady(relay);
  await service.revokeKey(first.id);
  await until(async () => (await probe(relay)).body.upstream === "refused");
  expect((await evaluate()).body.data.value).toBe(true);
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).toMatch(/^guidon_upstream_refused 1$/m);
  // The first who asks also learns of the start.
  expect(Number(/^process_cpu_seconds_total (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0.05);
  expect(metrics).not.toMatch(/ nan$/im);

  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: false } });
  await fs.writeFile(UPSTREAM_KEY_FILE, second.key);
  await until(async () => (await evaluate()).body.data.value === false);
  expect((await probe(relay)).body.upstream).toBe("up");
});

test("a relay does not start without its settings, and says which", async () => {
  const whole = { ...settings("http://127.0.0.1:1", await temporaryDataDir()), PORT: "0" };
  const wrong: [Record<string, string>, RegExp][] = [
    [{ RELAY_KEYS: "" }, /A relay needs UPSTREAM_KEY \(or UPSTREAM_KEY_FILE\), UPSTREAM_ENVIRONMENT and RELAY_KEYS/],
    [{ UPSTREAM_KEY_FILE: "/nowhere" }, /set UPSTREAM_KEY or UPSTREAM_KEY_FILE/],
    [{ UPSTREAM_KEY: "", UPSTREAM_KEY_FILE: "/nowhere" }, /UPSTREAM_KEY_FILE cannot be read: .*ENOENT/],
    [{ RELAY_KEYS: keys.client }, /must be client:, evaluate: or ruleset: and the SHA-256/],
    [{ DATABASE_URL: "postgres://localhost/x" }, /A relay has no database/],
  ];
  const runs = wrong.map(([changed]) => runScript("start.mjs", [], { ...whole, ...changed }));
  expect(await Promise.all(runs.map(({ exit }) => exit))).toEqual(wrong.map(() => 1));
  for (const [at, [, sentence]] of wrong.entries()) expect(runs[at]?.stderr).toMatch(sentence);
});
