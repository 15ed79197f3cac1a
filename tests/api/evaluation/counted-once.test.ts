import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import { ownService } from "../../support/api-service";
import { type DatabaseProxy, startDatabaseProxy } from "../../support/database-proxy";
import { startServer, temporaryDataDir, until } from "../../support/server-process";

let proxy: DatabaseProxy;

const service = ownService({}, async (url) => {
  proxy = await startDatabaseProxy(url);
  return proxy.url;
});

async function flush(): Promise<void> {
  const { flushEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
  await flushEvaluationCounts();
}

async function evaluate({ project_id, key }: Flag): Promise<void> {
  const body = { project_id, flag_key: key, context: {} };
  expect((await service.call("POST", "/api/v1/flags/evaluate", { body })).status).toBe(200);
}

const reportOf = ({ project_id, key }: Flag, more: object = {}) => ({
  ...{ project_id, environment: "production", ...more },
  evaluations: [{ flag_key: key, rule_id: null, variant: null, reason: "STATIC", count: 4 }],
});

/** How often the flag was evaluated, as it is stored. */
async function stored({ id }: Flag): Promise<number> {
  const [row] = await service.stored.query<{ count: number }>(
    "SELECT coalesce(sum(count), 0)::int AS count FROM evaluation_counts WHERE flag_id = $1 AND unit = 'hour'",
    [id],
  );
  return row?.count ?? 0;
}

/** Lets the database store what `work` sends, and has the answer get lost. */
async function losingTheAnswer(work: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: service.databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query("BEGIN; LOCK TABLE evaluation_counts IN SHARE MODE");
  const outcome = expect(work()).rejects.toThrow();
  const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await until(async () => (await service.stored.query(waiting)).length > 0);
  await proxy.cut();
  await holder.query("COMMIT");
  await outcome;
  await proxy.restore();
  await until(async () => (await service.call("GET", "/readyz?for=writes", { key: null })).status === 200);
}

test("counts are stored once, also when the database stored them and its answer was lost", async () => {
  const flag = await service.flag(await service.project(), { enabled: true });
  await evaluate(flag);
  expect((await service.call("POST", "/api/v1/flags/evaluations", { body: reportOf(flag) })).status).toBe(202);
  const body = reportOf(flag, { batch_id: "one" });
  expect((await service.call("POST", "/api/v1/flags/evaluations", { body })).status).toBe(202);
  await losingTheAnswer(flush);
  // What is counted meanwhile is stored, too.
  await evaluate(flag);
  await until(async () => (await stored(flag)) > 0);
  await flush();
  expect(await stored(flag)).toBe(10);
});

test("a batch of counts that comes again is counted once, also by another instance", async () => {
  const flag = await service.flag(await service.project(), { enabled: true });
  const { key } = await service.createKey({ scopes: ["flags:ruleset"] });
  const start = async () =>
    startServer({ DATABASE_URL: service.databaseUrl, DATA_DIR: await temporaryDataDir(), RATE_LIMIT_PER_MINUTE: "0" });
  const [one, other] = await Promise.all([start(), start()]);
  for (const [instance, batch_id] of [
    [one, "same"],
    [other, "same"],
    [other, "another"],
  ] as const) {
    const answer = await fetch(`${instance.url}/api/v1/flags/evaluations`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(reportOf(flag, { batch_id })),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { data: { accepted: 1, unknown: 0 } }]);
  }
  expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0]);
  expect(await stored(flag)).toBe(8);
});
