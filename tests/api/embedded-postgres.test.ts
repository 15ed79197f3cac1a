import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { findBinaries } from "@/lib/server/db/embedded/binaries";
import { chooseLauncher } from "@/lib/server/db/embedded/launcher";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { makeScratch } from "../support/scratch";
import { temporaryDataDir } from "../support/server-process";

/** The data of a Postgres that was made and stopped. Copied, never used itself. */
let made: string;

beforeAll(async () => {
  made = await makeScratch("guidon-made-");
  await (await startEmbeddedPostgres({ dataDir: made, log: () => {} })).stop();
});

afterAll(() => fs.rm(made, { recursive: true, force: true }));

async function start(dataDir: string, role?: "server" | "command"): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {}, ...(role && { role }) });
  onTestFinished(() => postgres.stop());
  return postgres;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: statement, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

test("what is committed is there after a stop and a start, and durability is on", async () => {
  const dataDir = await temporaryDataDir();
  const first = await start(dataDir);
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  expect(await query(first.url, "SELECT current_setting('fsync'), current_setting('synchronous_commit')")).toEqual([
    ["on", "on"],
  ]);
  await first.stop();
  const second = await start(dataDir);
  expect(await query(second.url, "SELECT answer FROM kept")).toEqual([[42]]);
});

test("of many that start at once on a new directory, exactly one gets it", async () => {
  const dataDir = await temporaryDataDir();
  const results = await Promise.allSettled([1, 2, 3].map(() => start(dataDir)));
  const refusals = results.filter((result) => result.status === "rejected").map(({ reason }) => String(reason));
  expect(refusals).toEqual(Array(2).fill(expect.stringContaining(`Another Guidon is using ${dataDir}`)));
});

test("a command is the guest of a running server, and leaves its Postgres running", async () => {
  const dataDir = await temporaryDataDir(made);
  const server = await start(dataDir);
  const command = await start(dataDir, "command");
  expect(command.url).toBe(server.url);
  await command.stop();
  expect(await query(server.url, "SELECT 1")).toEqual([[1]]);
});

test("a postmaster.pid that names a live process of something else does not stop a start", async () => {
  const dataDir = await temporaryDataDir(made);
  const first = await start(dataDir);
  const file = path.join(dataDir, "postgres", "data", "postmaster.pid");
  const [, ...rest] = (await fs.readFile(file, "utf8")).split("\n");
  await first.stop();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void stranger.kill());
  await once(stranger, "spawn");
  await fs.writeFile(file, [stranger.pid, ...rest].join("\n"), { mode: 0o600 });
  const second = await start(dataDir);
  expect(await query(second.url, "SELECT 1")).toEqual([[1]]);
  expect(stranger.exitCode).toBeNull();
});

test.each([
  ["empty", ""],
  ["garbled", "\u0000\u0000\u0000"],
  ["cut short", "12345\n/somewh"],
])("a postmaster.pid that is %s does not stop a start", async (_what, text) => {
  const dataDir = await temporaryDataDir(made);
  await fs.writeFile(path.join(dataDir, "postgres", "data", "postmaster.pid"), text, { mode: 0o600 });
  expect(await query((await start(dataDir)).url, "SELECT 1")).toEqual([[1]]);
});

test("a socket's lock that names a live process of something else, or nobody, does not stop a start", async () => {
  const dataDir = await temporaryDataDir(made);
  const lock = path.join(dataDir, "postgres", ".s.PGSQL.5432.lock");
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void stranger.kill());
  await once(stranger, "spawn");
  for (const text of [`${stranger.pid}\n`, ""]) {
    await fs.writeFile(lock, text, { mode: 0o600 });
    const postgres = await start(dataDir);
    expect(await query(postgres.url, "SELECT 1")).toEqual([[1]]);
    await postgres.stop();
  }
  expect(stranger.exitCode).toBeNull();
});

test("what a start that was killed half-way left is cleared away", async () => {
  const dataDir = await temporaryDataDir();
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  const leftover = path.join(dataDir, `postgres.new-${ended.pid}-0a1b2c3d`);
  await fs.mkdir(path.join(leftover, "data"), { recursive: true });
  await start(dataDir);
  await expect(fs.access(leftover)).rejects.toThrow("ENOENT");
});

test("data of another major version is refused and left as it is", async () => {
  const dataDir = await temporaryDataDir(made);
  const file = path.join(dataDir, "postgres", "data", "PG_VERSION");
  await fs.writeFile(file, "17\n");
  await expect(start(dataDir)).rejects.toThrow(/was written by Postgres 17 and this Guidon brings 18/);
  expect(await fs.readFile(file, "utf8")).toBe("17\n");
});

test("a path too long for a socket is served on a loopback port", async () => {
  const dataDir = path.join(await temporaryDataDir(), "x".repeat(100));
  const postgres = await start(dataDir);
  expect(new URL(postgres.url).searchParams.get("host")).toBeNull();
  expect(await query(postgres.url, "SELECT current_setting('listen_addresses')")).toEqual([["127.0.0.1"]]);
});

test("nobody gets in without the password", async () => {
  const { url } = await start(await temporaryDataDir(made));
  const wrong = new URL(url);
  wrong.password = "guess";
  await expect(query(wrong.href, "SELECT 1")).rejects.toThrow("password authentication failed");
});

/** Makes `programs` fail, as they do in containers that forbid what they ask for. */
async function forbid(directory: string, programs: readonly string[]): Promise<void> {
  await fs.mkdir(directory);
  for (const name of programs) await fs.writeFile(path.join(directory, name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  vi.stubEnv("PATH", `${directory}:${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test("where node_modules is read-only, Postgres runs with its libraries linked from elsewhere", async () => {
  const { readlink, symlink } = fs;
  const isInPackage = (file: unknown) => String(file).includes("node_modules");
  vi.spyOn(fs, "readlink").mockImplementation((file) =>
    isInPackage(file) ? Promise.reject(new Error("none")) : readlink(file),
  );
  vi.spyOn(fs, "symlink").mockImplementation((to, file) =>
    isInPackage(file) ? Promise.reject(Object.assign(new Error("read-only"), { code: "EROFS" })) : symlink(to, file),
  );
  onTestFinished(() => void vi.restoreAllMocks());
  const { initdb, env } = await findBinaries(path.join(await temporaryDataDir(), "links"));
  const { stdout } = await promisify(execFile)(initdb, ["--version"], { env: { ...process.env, ...env } });
  expect(stdout).toContain("PostgreSQL");
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)(
  "root without user namespaces runs Postgres as another user, and can take its data back",
  async () => {
    const home = await temporaryDataDir();
    const dataDir = path.join(home, "data");
    await fs.chmod(home, 0o700);
    await forbid(path.join(home, "bin"), ["unshare"]);
    const restricted = await start(dataDir);
    await query(restricted.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    expect((await fs.stat(path.join(dataDir, "postgres", "data"))).uid).not.toBe(0);
    await restricted.stop();
    vi.unstubAllEnvs();
    const free = await start(dataDir);
    expect(await query(free.url, "SELECT answer FROM kept")).toEqual([[42]]);
  },
);

test.runIf(isRoot)("root that has no way at all is told of DATABASE_URL", async () => {
  // Nobody to be but root.
  const passwd = vi.spyOn(fs, "readFile").mockResolvedValueOnce("root:x:0:0:root:/root:/bin/sh\n");
  onTestFinished(() => passwd.mockRestore());
  await expect(chooseLauncher({ postgres: "/bin/true", initdb: "/bin/true", env: {} })).rejects.toThrow("DATABASE_URL");
});
