import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { type DatabaseProxy, startDatabaseProxy } from "../support/database-proxy";
import { type Person, setUpAdmin } from "../support/people";
import { startSdk, untilValue } from "../support/sdk-client";
import { until } from "../support/server-process";
import type { Answer } from "../support/service";

/** What is promised, and time for a busy machine. */
const QUICK_MS = 2_000;
const DEADLINE_MS = 5_000 + QUICK_MS;
const BACK_MS = 10_000 + QUICK_MS;

let database: DatabaseProxy;
let project: Project;
let flag: Flag;
let key: string;
let member: Person;

const service = ownService({}, async (url) => {
  database = await startDatabaseProxy(url);
  return database.url;
});

beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project, { enabled: true });
  member = await setUpAdmin(service);
  ({ key } = await service.createKey({ scopes: ["flags:evaluate"] }));
});

beforeEach(async () => {
  database.speak();
  await until(async () => (await probe("writes")).status === 200 && (await evaluate()).status === 200);
});

const probe = (purpose: string) => service.call("GET", `/readyz?for=${purpose}`, { key: null });
const evaluate = (as = key) =>
  service.call("POST", "/api/v1/flags/evaluate", {
    key: as,
    body: { project_id: project.id, flag_key: flag.key, context: {} },
  });
const write = () => service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { name: `${performance.now()}` } });
const session = () =>
  service.call("GET", "/api/v1/me", { key: null, headers: { cookie: member.cookie, origin: service.url } });

async function timed(ask: () => Promise<Answer>): Promise<{ status: number; ms: number }> {
  const startedAt = performance.now();
  const { status } = await ask();
  return { status, ms: performance.now() - startedAt };
}

/** Makes every key look as if it had been read a while ago. */
async function ageKeys(ms: number): Promise<void> {
  const { processState } = await import("@/lib/server/process-state");
  const { byHash } = processState("known-keys", (): { byHash: Map<string, { readAt: number }> } => {
    throw new Error("No key has been read");
  });
  for (const known of byHash.values()) known.readAt -= ms;
}

async function tellsDown(): Promise<void> {
  await until(async () => (await probe("evaluations")).body.database === "down");
}

test("a database that falls silent: evaluation goes on, all else is 503 in time, then at once", async () => {
  const unknown = await service.createKey({ scopes: ["flags:evaluate"] });
  const application = await service.createKey({ scopes: ["flags:ruleset"] });
  const guidon = { url: service.url, key: application.key, environment: "production", projectId: project.id };
  const before = startSdk(guidon);
  await before.ready();
  // More than the pool has connections, so that some wait for one.
  const { pool } = (await import("@/lib/server/db/client")).getDb();
  await Promise.all(Array.from({ length: 30 }, () => pool.query("SELECT pg_sleep(0.05)")));
  await ageKeys(120_000);
  database.silence("all");

  const waiting = [
    ...Array.from({ length: 30 }, () => timed(write)),
    ...Array.from({ length: 5 }, () => timed(session)),
    timed(() => evaluate(unknown.key)),
  ];
  for (let round = 0; round < 20; round += 1) {
    const { status, ms } = await timed(() => evaluate());
    expect(status).toBe(200);
    expect(ms).toBeLessThan(QUICK_MS);
  }
  expect((await probe("evaluations")).status).toBe(200);
  for (const { status, ms } of await Promise.all(waiting)) {
    expect(status).toBe(503);
    expect(ms).toBeLessThan(DEADLINE_MS);
  }

  await tellsDown();
  const ready = await probe("evaluations");
  expect([ready.status, ready.body]).toEqual([200, { status: "ok", database: "down", evaluating: "from memory" }]);
  expect((await probe("writes")).status).toBe(503);
  for (const ask of [write, session, () => evaluate(unknown.key)]) {
    const { status, ms } = await timed(ask);
    expect(status).toBe(503);
    expect(ms).toBeLessThan(QUICK_MS);
  }
  expect((await evaluate()).status).toBe(200);
  // Nor do applications that evaluate themselves, one that begins meanwhile included.
  const meanwhile = startSdk(guidon);
  await meanwhile.ready();
  for (const each of [before, meanwhile]) {
    expect(each.value(flag.key, null)).toBe(false);
    expect(each.status()).toMatchObject({ state: "ready", error: null });
  }

  const spokeAt = performance.now();
  database.speak();
  await until(async () => (await write()).status === 200);
  expect(performance.now() - spokeAt).toBeLessThan(BACK_MS);
  expect((await evaluate(unknown.key)).status).toBe(200);
  const made = await service.flag(project, { enabled: true });
  for (const each of [before, meanwhile]) await untilValue(each, made.key, false);
});

test("connections that a failover left open are found and replaced, and changes are heard again", async () => {
  const { pool } = (await import("@/lib/server/db/client")).getDb();
  await Promise.all(Array.from({ length: 15 }, () => pool.query("SELECT pg_sleep(0.05)")));
  const silentAt = performance.now();
  database.silence("open");
  // Nobody asks the pool for anything meanwhile: what listens notices it, and is made anew.
  const value = `${silentAt}`;
  await service.stored.query("UPDATE projects SET revision = revision + 1, revision_token = gen_random_uuid()");
  await service.stored.query("UPDATE flags SET default_value = 'true' WHERE id = $1", [flag.id]);
  await until(async () => (await evaluate()).body.data.value === true);
  expect(performance.now() - silentAt).toBeLessThan(BACK_MS);
  expect((await timed(write)).status, value).toBe(200);
  await service.stored.query("UPDATE flags SET default_value = 'false' WHERE id = $1", [flag.id]);
});

test("a key that was revoked while nothing could be heard stops when the database is back, unasked", async () => {
  const { id, key: revoked } = await service.createKey({ scopes: ["flags:evaluate"] });
  expect((await evaluate(revoked)).status).toBe(200);
  database.silence("all");
  await tellsDown();
  await service.stored.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [id]);
  expect((await evaluate(revoked)).status).toBe(200);
  database.speak();
  await until(async () => (await evaluate(revoked)).status === 401);
});

test("a key is trusted for an hour without the database, and no longer", async () => {
  database.silence("all");
  await tellsDown();
  await ageKeys(58 * 60_000);
  expect((await evaluate()).status).toBe(200);
  await ageKeys(2 * 60_000);
  expect((await evaluate()).status).toBe(503);
  database.speak();
  await until(async () => (await evaluate()).status === 200);
});

test("a key that many ask about at once is looked for once", async () => {
  const { key: fresh } = await service.createKey({ scopes: ["flags:evaluate"] });
  const { pool } = (await import("@/lib/server/db/client")).getDb();
  let taken = 0;
  const count = () => {
    taken += 1;
  };
  pool.on("acquire", count);
  try {
    const { findKey } = await import("@/lib/server/auth/known-keys");
    const found = await Promise.all(Array.from({ length: 50 }, () => findKey(fresh)));
    expect(new Set(found.map((row) => row?.id)).size).toBe(1);
  } finally {
    pool.removeListener("acquire", count);
  }
  // Whatever else runs in this process meanwhile takes a connection or two.
  expect(taken).toBeLessThan(5);
});

test("a database that takes no writes is not ready for them, says 503 and why, and evaluation goes on", async () => {
  const [{ getDb }, { log }] = await Promise.all([import("@/lib/server/db/client"), import("@/lib/server/log")]);
  const said = vi.spyOn(log, "error");
  onTestFinished(() => said.mockRestore());
  const name = new URL(service.databaseUrl).pathname.slice(1);
  const readOnly = async (state: "on" | "off") => {
    await service.stored.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${state}`);
    // What is open keeps the setting that it began with.
    getDb().pool.distrust(0);
    await until(async () => (await probe("writes")).status === (state === "on" ? 503 : 200));
  };
  await readOnly("on");
  const answers = await Promise.all(Array.from({ length: 10 }, write));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['503 {"error":"Database unavailable"}']),
  );
  expect((await evaluate()).status).toBe(200);
  expect((await probe("evaluations")).status).toBe(200);
  await readOnly("off");
  expect((await write()).status).toBe(200);
  // Once for all ten.
  const lines = said.mock.calls.map(([, message]) => message).filter((message) => message?.includes("25006"));
  expect(lines).toEqual(["requests fail: the database is read-only: a standby, or told to be (25006)"]);
});

test("a newer version that changes tables under an instance fails no evaluation, and one write at most", async () => {
  const unread = await service.project();
  const unreadFlag = await service.flag(unread, { enabled: true });
  // Prepares the statements on several connections.
  await Promise.all(Array.from({ length: 15 }, write));
  await service.stored.query("ALTER TABLE projects ALTER COLUMN slug TYPE varchar(300)");
  await service.stored.query("ALTER TABLE flags ALTER COLUMN key TYPE varchar(300)");
  const body = { project_id: unread.id, flag_key: unreadFlag.key, context: { user_id: "u" } };
  expect((await service.call("POST", "/api/v1/flags/evaluate", { key, body })).status).toBe(200);
  expect((await evaluate()).status).toBe(200);
  // A statement outside of a transaction is not repeated; its failure has every other one prepared anew.
  expect([200, 503]).toContain((await write()).status);
  await until(async () => (await write()).status === 200);
  const statuses = await Promise.all(Array.from({ length: 15 }, async () => (await write()).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
});
