import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { DiskCache, databaseName } from "@/lib/server/live/disk/disk-cache";
import { createTestDatabase } from "../support/database";
import { startDatabaseProxy } from "../support/database-proxy";
import { insertKey } from "../support/insert-key";
import { runScript, type Server, startServer, temporaryDataDir, until } from "../support/server-process";

// Seconds each on a machine of its own; a busy one starts a server in half a minute.
vi.setConfig({ testTimeout: 300_000 });

const DATABASE_DOWN = { error: "Database unavailable" };

async function send(server: Server, key: string, method: string, target: string, body?: object) {
  const response = await fetch(server.url + target, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const createKey = (databaseUrl: string) => insertKey(databaseUrl, { name: "secret name" });

/** What a server left that evaluated a flag, was stopped, and whose database then went away. */
interface Left {
  env: Record<string, string>;
  keys: { good: string; revoked: string; expiring: string };
  evaluation: object;
  flagId: string;
  projectId: string;
  databaseUrl: string;
  proxy: Awaited<ReturnType<typeof startDatabaseProxy>>;
}

let left: Left;
let leaving: Promise<Left> | undefined;
let cleanUp = async () => {};
afterAll(() => cleanUp());

/** Made by the test that comes first, and the same for all. */
async function prepared(): Promise<void> {
  leaving ??= leave();
  left = await leaving;
}

async function leave(): Promise<Left> {
  const database = await createTestDatabase();
  const proxy = await startDatabaseProxy(database.url);
  const dataDir = await fs.mkdtemp("/tmp/guidon-left-");
  const env = { DATABASE_URL: proxy.url, DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "warn" };
  const [good, revoked, expiring] = await Promise.all([
    createKey(database.url),
    createKey(database.url),
    createKey(database.url),
  ]);
  const server = await startServer(env);
  const project = await send(server, good, "POST", "/api/v1/flags/projects", { name: "Shop" });
  const projectId = project.body.data.id;
  const flag = await send(server, good, "POST", "/api/v1/flags", {
    project_id: projectId,
    key: "new-checkout",
    flag_type: "boolean",
    enabled: true,
  });
  const evaluation = { project_id: projectId, flag_key: "new-checkout", context: { user_id: "u" } };
  await send(server, good, "POST", "/api/v1/flags/evaluate", evaluation);
  const rule = { environment: "production", conditions: [], value: true };
  await send(server, good, "POST", `/api/v1/flags/${flag.body.data.id}/rules`, rule);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("UPDATE api_keys SET expires_at = now() + interval '20 seconds' WHERE key_prefix = $1", [
    expiring.slice(0, 12),
  ]);
  await client.end();
  const revoke = runScript("run.mjs", ["key", "revoke", revoked.slice(0, 12)], env);
  expect(await revoke.exit, revoke.stderr).toBe(0);
  const kept = new DiskCache(path.join(dataDir, "rulesets"), databaseName(proxy.url));
  await until(async () => {
    const [keys, rulesets] = [await kept.load("keys"), await kept.load(projectId)];
    return keys?.length === 3 && rulesets?.some((line) => line.includes('"value":true'));
  });
  await server.stop();
  await proxy.cut();
  cleanUp = async () => {
    await database.drop();
    await fs.rm(dataDir, { recursive: true, force: true });
  };
  return {
    env,
    keys: { good, revoked, expiring },
    evaluation,
    flagId: flag.body.data.id,
    projectId,
    databaseUrl: database.url,
    proxy,
  };
}

/** Data of its own for a test, and where its cache is. */
async function copyOfLeft(): Promise<{ env: Record<string, string>; directory: string }> {
  await prepared();
  const dataDir = await temporaryDataDir(left.env.DATA_DIR);
  return { env: { ...left.env, DATA_DIR: dataDir }, directory: path.join(dataDir, "rulesets") };
}

describe("start without the database", () => {
  test("a start without the database evaluates from disk, says so, knows its keys, and recovers", async () => {
    const { env } = await copyOfLeft();
    const server = await startServer(env);
    const evaluate = (key: string) => send(server, key, "POST", "/api/v1/flags/evaluate", left.evaluation);
    const answer = await evaluate(left.keys.good);
    expect([answer.status, answer.body.data.value]).toEqual([200, true]);
    expect((await evaluate(left.keys.revoked)).status).toBe(503);
    expect(await send(server, "", "GET", "/readyz")).toEqual({
      status: 200,
      body: { status: "ok", database: "down", evaluating: "from disk" },
    });
    expect((await send(server, "", "GET", "/readyz?for=writes")).status).toBe(503);
    const listed = await send(server, left.keys.good, "GET", `/api/v1/flags?project_id=${left.projectId}`);
    expect(listed).toEqual({ status: 503, body: DATABASE_DOWN });
    expect(server.stdout).toContain("which does not answer: evaluating from disk");
    expect(server.stdout).toMatch(/"projects":1,"keys":2,.*started without the database/);
    await until(async () => (await evaluate(left.keys.expiring)).status === 401);

    await left.proxy.restore();
    onTestFinished(() => left.proxy.cut());
    const change = { enabled: false };
    await until(
      async () => (await send(server, left.keys.good, "PATCH", `/api/v1/flags/${left.flagId}`, change)).status === 200,
    );
    expect((await evaluate(left.keys.good)).body.data.reason).toBe("DISABLED");
    expect((await evaluate(left.keys.revoked)).status).toBe(401);
    expect((await send(server, "", "GET", "/readyz")).body).toEqual({ status: "ok", database: "up" });
  });

  test("a start without the database migrates a database that comes back empty, before anybody uses it", async () => {
    const { env } = await copyOfLeft();
    const empty = await createTestDatabase({ empty: true });
    onTestFinished(() => empty.drop());
    const proxy = await startDatabaseProxy(empty.url);
    await proxy.cut();
    await cacheOf(env, proxy.url);
    const server = await startServer({ ...env, DATABASE_URL: proxy.url });
    await proxy.restore();
    onTestFinished(() => proxy.cut());
    await until(async () => (await send(server, "", "GET", "/readyz?for=writes")).status === 200);
    const client = new pg.Client({ connectionString: empty.url });
    await client.connect();
    expect((await client.query("SELECT count(*)::int AS count FROM projects")).rows).toEqual([{ count: 0 }]);
    await client.end();
    await until(async () => (await send(server, left.keys.good, "GET", "/api/v1/me")).status === 401);
  });

  test.each<[string, (directory: string) => Promise<unknown>]>([
    ["a cache that others may read", (directory) => fs.chmod(path.join(directory, "keys.cache"), 0o644)],
    ["keys that are cut short", (directory) => fs.truncate(path.join(directory, "keys.cache"), 200)],
    ["no ruleset that is whole", (directory) => fs.truncate(path.join(directory, `${left.projectId}.cache`), 200)],
    ["no cache", (directory) => fs.rm(directory, { recursive: true })],
    [
      "keys that the database has not told of for an hour",
      async (directory) => {
        const cache = new DiskCache(directory, databaseName(left.env.DATABASE_URL ?? ""));
        const [head = "", ...keys] = (await cache.load("keys")) ?? [];
        const before = Date.now() - 60 * 60_000;
        await cache.save("keys", [JSON.stringify({ ...JSON.parse(head), readAt: before }), ...keys]);
      },
    ],
  ])("a start without the database is refused in a sentence with %s", async (_what, spoil) => {
    const { env, directory } = await copyOfLeft();
    await spoil(directory);
    const run = runScript("start.mjs", [], { PORT: "0", ...env });
    expect(await run.exit).toBe(1);
    expect(run.stderr).toMatch(/^The database at 127\.0\.0\.1:\d+\/\w+ cannot be used: .*\n$/);
  });

  test("a start without the database is refused where nothing is to be kept", async () => {
    const { env } = await copyOfLeft();
    const run = runScript("start.mjs", [], { PORT: "0", ...env, RULESET_CACHE: "off" });
    expect(await run.exit).toBe(1);
  });
});

describe("what is kept on disk", () => {
  test("what is kept on disk is its owner's alone, and holds neither a key nor what people call it", async () => {
    await prepared();
    const directory = path.join(left.env.DATA_DIR ?? "", "rulesets");
    const files = await fs.readdir(directory);
    expect(files.sort()).toEqual([`${left.projectId}.cache`, "keys.cache"].sort());
    for (const file of files) {
      expect((await fs.stat(path.join(directory, file))).mode & 0o777).toBe(0o600);
      const text = await fs.readFile(path.join(directory, file), "utf8");
      for (const key of Object.values(left.keys)) expect(text).not.toContain(key.slice(12));
      expect(text).not.toContain("secret name");
    }
    expect((await fs.stat(directory)).mode & 0o777).toBe(0o700);
  });

  test("what is kept on disk is nothing where it cannot be written, and evaluation goes on", async () => {
    await prepared();
    const database = await createTestDatabase();
    onTestFinished(() => database.drop());
    const env = { ...left.env, DATABASE_URL: database.url, DATA_DIR: await temporaryDataDir() };
    await fs.writeFile(path.join(env.DATA_DIR, "rulesets"), "");
    const key = await createKey(database.url);
    const server = await startServer(env);
    await until(async () => server.stdout.includes("could not keep rulesets on disk"));
    const project = await send(server, key, "POST", "/api/v1/flags/projects", { name: "Shop" });
    const body = { project_id: project.body.data.id, context: {} };
    expect((await send(server, key, "POST", "/api/v1/flags/bootstrap", body)).status).toBe(200);
  });
});

/** Makes the cache say that it is of another database. */
async function cacheOf(env: Record<string, string>, url: string): Promise<void> {
  const directory = path.join(env.DATA_DIR ?? "", "rulesets");
  const [from, to] = [left.env.DATABASE_URL ?? "", url].map((each) => new DiskCache(directory, databaseName(each)));
  for (const name of (await from?.names()) ?? []) await to?.save(name, (await from?.load(name)) ?? []);
}
