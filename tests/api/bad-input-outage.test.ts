import { expect, test } from "vitest";
import { ownService } from "../support/api-service";

const PATIENCE_MS = 20_000;
const CUTS = 8;

const service = ownService();

/** Ends every connection to the database but our own; returns how many there were. */
async function cutConnections(): Promise<number> {
  const cut = await service.stored.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return cut.length;
}

test("a connection that broke is told from a fault, whoever's word it came by", async () => {
  const [{ getDb }, { isDatabaseOutage }] = await Promise.all([
    import("@/lib/server/db/client"),
    import("@/lib/server/db/outage"),
  ]);
  const { prisma, pool } = getDb();
  const outcomes = await Promise.allSettled([
    prisma.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`,
    prisma.$transaction((tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`),
    pool.query("SELECT pg_terminate_backend(pg_backend_pid())"),
    prisma.$queryRaw`SELECT 1 / 0`,
    pool.query("SELECT 1 / 0"),
  ]);
  const isOutage = outcomes.map((outcome) => outcome.status === "rejected" && isDatabaseOutage(outcome.reason));
  expect(isOutage).toEqual([true, true, true, false, false]);
});

test("a database that cuts connections under load breaks requests with 503, and loses nothing", async () => {
  const { key } = await service.createKey();
  const project = await service.project();
  const flag = await service.flag(project);
  const path = `${service.url}/api/v1/flags/${flag.id}/rules`;
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const acknowledged: string[] = [];
  const failures = new Set<string>();
  let isOver = false;
  let done = 0;

  const send = async (method: string, body?: object) => {
    const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(path, { ...sent, signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = await response.json();
    done += 1;
    if (response.status === 201) acknowledged.push(answer.data.id);
    else if (response.status !== 200) failures.add(`${response.status} ${JSON.stringify(answer)}`);
  };
  const writer = async () => {
    while (!isOver) await send("POST", { environment: "production", position: 1, conditions: [], value: true });
  };
  const reader = async () => {
    while (!isOver) await send("GET");
  };
  const cutter = async () => {
    let cut = 0;
    for (let round = 0; round < CUTS; round += 1) {
      const before = done;
      cut += await cutConnections();
      // The service is up again as soon as answers come in again.
      await expect.poll(() => done, { timeout: PATIENCE_MS }).toBeGreaterThan(before + 20);
    }
    isOver = true;
    return cut;
  };
  const [cut] = await Promise.all([cutter(), writer(), writer(), writer(), reader(), reader()]);

  expect(cut).toBeGreaterThanOrEqual(CUTS);
  expect([...failures]).toEqual(failures.size === 0 ? [] : ['503 {"error":"Database unavailable"}']);
  const rules = await service.rules(flag);
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  expect(new Set(rules.map(({ position }) => position)).size).toBe(rules.length);
  const [audited] = await service.stored.query<{ created: number }>(
    "SELECT count(*)::int AS created FROM audit_entries WHERE flag_id = $1 AND action = 'rule.created'",
    [flag.id],
  );
  expect(audited?.created).toBe(rules.length);
  expect(await service.stored.revision(project.id)).toBe(rules.length + 1);
}, 120_000);
