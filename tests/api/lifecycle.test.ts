import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createTestDatabase } from "../support/database";
import { listeningPort } from "../support/listening-port";
import { makeScratch } from "../support/scratch";
import { postmasterPid, runScript, type Server, startServer, temporaryDataDir, until } from "../support/server-process";

async function createKey(dataDir: string): Promise<string> {
  const run = runScript("run.mjs", ["key", "create", "--name", "test", "--scope", "flags:write"], {
    DATA_DIR: dataDir,
  });
  expect(await run.exit, run.stderr).toBe(0);
  expect(run.stdout).toMatch(/^kr_live_[A-Za-z0-9_-]{43}\n$/);
  return run.stdout.trim();
}

// Seconds each on a machine of its own; a busy one starts a server in half a minute.
vi.setConfig({ testTimeout: 300_000 });

/** The data of a server that was set up and stopped, and a key to it. Copied, never used itself. */
let prepared: { dataDir: string; key: string };

beforeAll(async () => {
  const dataDir = await makeScratch("guidon-prepared-");
  prepared = { dataDir, key: await createKey(dataDir) };
}, 240_000);

afterAll(() => fs.rm(prepared.dataDir, { recursive: true, force: true }));

async function preparedData(): Promise<{ dataDir: string; key: string }> {
  return { dataDir: await temporaryDataDir(prepared.dataDir), key: prepared.key };
}

function call({ url }: Server, key: string, method: string, body?: unknown): Promise<Response> {
  return fetch(`${url}/api/v1/flags/projects`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function projectNames(server: Server, key: string): Promise<string[]> {
  const { data }: { data: { name: string }[] } = await (await call(server, key, "GET")).json();
  return data.map(({ name }) => name);
}

test("no acknowledged write is lost when the server and its Postgres are killed amid writes", async () => {
  const { dataDir, key } = await preparedData();
  const settings = { DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: "0" };
  const acknowledged: string[] = [];
  for (const victims of ["server", "both"]) {
    const server = await startServer(settings);
    const enough = acknowledged.length + 25;
    const write = async (writer: number) => {
      for (let count = 0; ; count += 1) {
        const name = `${victims} ${writer} ${count}`;
        const response = await call(server, key, "POST", { name }).catch(() => undefined);
        if (!response) return;
        if (response.status === 201) acknowledged.push(name);
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    await until(async () => acknowledged.length >= enough);
    if (victims === "both") process.kill(await postmasterPid(dataDir), "SIGKILL");
    await server.stop("SIGKILL");
    await Promise.all(writers);
  }
  const survivor = await startServer(settings);
  expect(await projectNames(survivor, key)).toEqual(expect.arrayContaining(acknowledged));
});

test("a second server on the same data is refused in one sentence, and the first goes on", async () => {
  const { dataDir } = await preparedData();
  const first = await startServer({ DATA_DIR: dataDir });
  const second = runScript("start.mjs", [], { DATA_DIR: dataDir, PORT: "0" });
  expect(await second.exit).toBe(1);
  expect(second.stderr).toBe(
    `Another Guidon is using ${dataDir}: stop it first, or set DATA_DIR to another directory.\n`,
  );
  expect(second.stdout).not.toContain('"level"');
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
});

test("a port that is taken is one sentence, and no data is made", async () => {
  const dataDir = path.join(await temporaryDataDir(), "data");
  const holder = net.createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void holder.close());
  await until(async () => holder.listening);
  const address = holder.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const run = runScript("start.mjs", [], { DATA_DIR: dataDir, PORT: String(port) });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toBe(`Port ${port} on 127.0.0.1 is taken: stop what uses it, or set PORT to another.\n`);
  await expect(fs.access(dataDir)).rejects.toThrow("ENOENT");
});

test("a port for metrics that is taken is one sentence, which names its own setting", async () => {
  const { dataDir } = await preparedData();
  const holder = net.createServer();
  onTestFinished(() => void holder.close());
  const port = await listeningPort(holder, 0);
  const run = runScript("start.mjs", [], { DATA_DIR: dataDir, PORT: "0", METRICS_PORT: String(port) });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toBe(`Port ${port} on 127.0.0.1 is taken: stop what uses it, or set METRICS_PORT to another.\n`);
});

test("a backup of a directory without data is refused in one sentence, and none is made", async () => {
  const dataDir = path.join(await temporaryDataDir(), "data");
  const run = runScript("run.mjs", ["backup", `${dataDir}.gz`], { DATA_DIR: dataDir });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toBe(`There is no database in ${dataDir}: DATA_DIR or DATABASE_URL says where it is.\n`);
  for (const file of [dataDir, `${dataDir}.gz`]) await expect(fs.access(file)).rejects.toThrow("ENOENT");
});

test.each([
  [
    "a database that cannot be reached",
    { DATABASE_URL: "postgresql://me:hidden@127.0.0.1:1/x" },
    /^The database at 127\.0\.0\.1:1\/x cannot be used: .*\n$/,
  ],
  [
    "a data directory that cannot be made",
    { DATA_DIR: "/dev/null/data" },
    /^The data directory \/dev\/null\/data cannot be used: .*\n$/,
  ],
  [
    "settings that do not fit",
    { PORT: "high", LOG_LEVEL: "loud" },
    /^The settings do not fit .*\n {2}PORT .*\n {2}LOG_LEVEL .*\n$/,
  ],
])("%s ends the start with one clear message and no secret", async (_what, settings, message) => {
  const run = runScript("start.mjs", [], { PORT: "0", ...settings });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toMatch(message);
  expect(run.stderr + run.stdout).not.toContain("hidden");
});

test("a server that serves does not end because the link for the first admin cannot be made", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("ALTER TABLE verifications RENAME TO elsewhere");
  await client.end();
  const settings = { DATABASE_URL: database.url, DATA_DIR: await temporaryDataDir(), LOG_LEVEL: "warn" };
  const server = await startServer(settings);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(server.stdout).toContain("could not make the link for the first admin");
  expect(server.stdout).not.toContain("/setup#");
});

test("keys are made, listed and revoked while the server runs, and the server heeds it at once", async () => {
  const { dataDir } = await preparedData();
  const server = await startServer({ DATA_DIR: dataDir });
  const key = await createKey(dataDir);
  expect((await call(server, key, "GET")).status).toBe(200);
  const revoke = runScript("run.mjs", ["key", "revoke", key.slice(0, 12)], { DATA_DIR: dataDir });
  expect(await revoke.exit, revoke.stderr).toBe(0);
  expect(revoke.stdout).toBe("");
  await until(async () => (await call(server, key, "GET")).status === 401);
  const list = runScript("run.mjs", ["key", "list"], { DATA_DIR: dataDir });
  expect(await list.exit, list.stderr).toBe(0);
  expect(list.stdout).toMatch(new RegExp(`^${key.slice(0, 12)}\t.*\trevoked `, "m"));
  expect(list.stdout).not.toContain(key);
});

test("commands that run at once without a server take turns, and leave no Postgres behind", async () => {
  const dataDir = await temporaryDataDir();
  const keys = await Promise.all([createKey(dataDir), createKey(dataDir), createKey(dataDir)]);
  const list = runScript("run.mjs", ["key", "list"], { DATA_DIR: dataDir });
  expect(await list.exit, list.stderr).toBe(0);
  for (const key of keys) expect(list.stdout).toContain(key.slice(0, 12));
  await expect(postmasterPid(dataDir)).rejects.toThrow("ENOENT");
});

test.each([
  [["create", "--name", "x"], "--scope must be given: flags:write, flags:read, flags:ruleset, flags:evaluate."],
  [["create", "--scope", "flags:read"], "--name must be given, with 1 to 200 characters."],
  [
    ["create", "--name", "x", "--scope", "admin"],
    'There is no scope "admin": use flags:write, flags:read, flags:ruleset, flags:evaluate.',
  ],
  [
    ["create", "--name", "x", "--scope", "flags:read", "--expires", "2027-02-30"],
    '--expires "2027-02-30" is no date: write 2027-01-31 or 2027-01-31T12:00:00Z.',
  ],
  [["create", "--colour", "red"], "Unknown option '--colour'"],
  [["revoke"], "revoke takes one key: its first 12 characters, or its id."],
])("key %j is refused in one sentence before any data is touched", async (args, message) => {
  const dataDir = path.join(await temporaryDataDir(), "data");
  const run = runScript("run.mjs", ["key", ...args], { DATA_DIR: dataDir });
  expect(await run.exit).toBe(1);
  expect(run.stdout).toBe("");
  expect(run.stderr.trim()).toBe(message);
  await expect(fs.access(dataDir)).rejects.toThrow("ENOENT");
});

test("a request under way is answered when the server is told to stop, and no new one is taken", async () => {
  const { dataDir, key } = await preparedData();
  const server = await startServer({ DATA_DIR: dataDir });
  const body = JSON.stringify({ name: "Last one" });
  const request = http.request(`${server.url}/api/v1/flags/projects`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "content-length": body.length },
  });
  const answer = new Promise<number | undefined>((resolve, reject) => {
    request.once("response", (response) => resolve(response.resume().statusCode));
    request.once("error", reject);
  });
  request.write(body.slice(0, 5));
  // The server has the first half once it has answered a later request.
  await fetch(`${server.url}/healthz`);
  const stopped = server.stop("SIGTERM");
  await until(() =>
    fetch(`${server.url}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  request.end(body.slice(5));
  expect(await answer).toBe(201);
  expect(await stopped).toBe(0);
  await expect(postmasterPid(dataDir)).rejects.toThrow("ENOENT");
});

test("a client that offers to upgrade the connection is answered all the same", async () => {
  const { dataDir } = await preparedData();
  const { url } = await startServer({ DATA_DIR: dataDir });
  const offer = (path: string, protocol: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = http.get(`${url}${path}`, { headers: { connection: "Upgrade", upgrade: protocol } });
      request.once("response", (response) => resolve(response.resume().statusCode));
      request.once("error", reject);
    });
  for (const round of ["before", "after"]) {
    expect(await offer("/healthz", "websocket"), round).toBe(200);
    expect(await offer("/api/v1/flags/projects", "h2c"), round).toBe(401);
    expect(await offer("/sign-in", "h2c"), round).toBe(200);
  }
});

test("a server that npm started stops when npm's shell is ended, which passes no signal on", async () => {
  const { dataDir } = await preparedData();
  const shell = spawn("sh", ["-c", `"${process.execPath}" "${path.resolve("scripts/start.mjs")}"; true`], {
    env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, PORT: "0", npm_lifecycle_event: "start" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const url = await until(async () => /ready at (http:\S+)/.exec(output)?.[1]);
  shell.kill("SIGTERM");
  await until(() =>
    fetch(`${url}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  await until(async () => (await postmasterPid(dataDir).catch(() => "gone")) === "gone");
});

test("a Postgres that ends under the server is started again, and the server serves on", async () => {
  const { dataDir, key } = await preparedData();
  const server = await startServer({ DATA_DIR: dataDir });
  expect((await call(server, key, "POST", { name: "Before" })).status).toBe(201);
  const pid = await postmasterPid(dataDir);
  process.kill(pid, "SIGKILL");
  await until(async () => (await postmasterPid(dataDir).catch(() => pid)) !== pid);
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
  expect(await projectNames(server, key)).toEqual(["Before"]);
});

test("Guidon keeps its data below a directory that only its owner can enter", async () => {
  const home = await temporaryDataDir();
  await fs.chmod(home, 0o700);
  const dataDir = path.join(home, "deep", "data");
  const key = await createKey(dataDir);
  const server = await startServer({ DATA_DIR: dataDir });
  expect((await call(server, key, "GET")).status).toBe(200);
  expect((await fs.stat(path.join(dataDir, "postgres"))).mode & 0o777).toBe(0o700);
  expect((await fs.stat(path.join(dataDir, "postgres", "password"))).mode & 0o777).toBe(0o600);
  expect(await server.stop()).toBe(0);
});
