import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { createTestDatabase } from "../support/database";
import { insertKey } from "../support/insert-key";
import { hasPgBouncer, startPgBouncer } from "../support/pgbouncer";
import { runScript, type Server, startServer, temporaryDataDir, until } from "../support/server-process";
import { openStream } from "../support/sse";
import { startTransactionPooler } from "../support/transaction-pooler";

vi.setConfig({ testTimeout: 240_000 });

const poolers: [name: string, start: typeof startTransactionPooler][] = [
  ["a proxy that hands each transaction to another connection", startTransactionPooler],
];
if (await hasPgBouncer()) poolers.push(["PgBouncer in transaction mode", startPgBouncer]);

async function send(server: Server, key: string, method: string, path: string, body?: object) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = response.status === 204 ? {} : await response.json();
  return { status: response.status, data: answer.data, error: answer.error };
}

test.each(poolers)("%s is found out at start, and all works through it", async (_name, startPooler) => {
  const database = await createTestDatabase({ empty: true });
  onTestFinished(() => database.drop());
  // What Prisma's adapter must never meet.
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  onTestFinished(() => admin.end());
  await admin.query(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET timezone = 'Asia/Kolkata'`);
  const pooler = await startPooler(database.url);
  onTestFinished(() => pooler.close());
  const env = { DATABASE_URL: pooler.url, DATA_DIR: await temporaryDataDir(), RATE_LIMIT_PER_MINUTE: "0" };

  // Both migrate at once.
  const [one, other] = await Promise.all([startServer(env), startServer(env)]);
  const key = await insertKey(database.url);

  const { data: project } = await send(one, key, "POST", "/flags/projects", { name: "Shop" });
  expect(Math.abs(Date.parse(project.created_at) - Date.now())).toBeLessThan(60_000);
  const flags = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      send(index % 2 === 0 ? one : other, key, "POST", "/flags", {
        project_id: project.id,
        key: `flag-${index}`,
        flag_type: "boolean",
        enabled: true,
      }),
    ),
  );
  expect(new Set(flags.map(({ status }) => status))).toEqual(new Set([201]));
  const flag = flags[0]?.data;
  const { data: first } = await send(one, key, "GET", `/flags/${flag.id}`);
  expect(first.created_at).toBe(flag.created_at);
  const evaluate = async (server: Server, as = key) =>
    send(server, as, "POST", "/flags/evaluate", { project_id: project.id, flag_key: flag.key, context: {} });
  expect((await evaluate(other)).data.value).toBe(false);

  // Writes in one list wait for each other, on connections that are the pooler's.
  const rule = { environment: "production", conditions: [], value: true, position: 1 };
  const rules = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      send(index % 2 === 0 ? one : other, key, "POST", `/flags/${flag.id}/rules`, rule),
    ),
  );
  expect(new Set(rules.map(({ status }) => status))).toEqual(new Set([201]));
  const { data: listed } = await send(one, key, "GET", `/flags/${flag.id}/rules?environment=production`);
  expect(listed.map(({ position }: { position: number }) => position)).toEqual(
    listed.map((_: unknown, at: number) => at + 1),
  );
  expect(listed).toHaveLength(12);
  // Nobody is told of a change there, so that each instance asks: for who changed what, too.
  const changes = await openStream(`${other.url}/api/v1/flags/stream?project_id=${project.id}&include[]=changes`, {
    authorization: `Bearer ${key}`,
  });
  await send(one, key, "PATCH", `/flags/${flag.id}`, { name: "Renamed" });
  let told = "";
  while (!told.includes("flag.updated"))
    told = (await changes.next())?.data ?? "flag.updated, but the stream has ended";
  expect(JSON.parse(told).changes.at(-1)).toMatchObject({ resource_id: flag.id, action: "flag.updated" });
  await until(async () => (await evaluate(other)).data.value === true);
  await until(async () => (await evaluate(one)).data.value === true);

  const shown = await send(one, key, "POST", "/keys", { name: "app", scopes: ["flags:evaluate"] });
  const appKey = shown.data?.key ?? key;
  expect((await evaluate(other, appKey)).status).toBe(200);
  const revoke = runScript("run.mjs", ["key", "revoke", appKey.slice(0, 12)], env);
  expect(await revoke.exit, revoke.stderr).toBe(0);
  await until(async () => (await evaluate(other, appKey)).status === 401);

  // No lock, setting or statement of ours stayed behind on a connection that others will have.
  const { rows: locks } = await admin.query(
    `SELECT objid FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(locks).toEqual([]);
  // Errors are its only lines.
  for (const server of [one, other]) expect(server.stdout).not.toContain('"level":');
  for (const server of [one, other]) expect(await server.stop()).toBe(0);
});
