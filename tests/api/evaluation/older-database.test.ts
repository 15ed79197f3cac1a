import pg from "pg";
import { beforeEach, expect, inject, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";
import { type DatabaseProxy, startDatabaseProxy } from "../../support/database-proxy";
import { until } from "../../support/server-process";

let proxy: DatabaseProxy;
let project: Project;
let flag: Flag;

const service = ownService({}, async (url) => {
  proxy = await startDatabaseProxy(url);
  return proxy.url;
});

beforeEach(async () => {
  project = await service.project();
  flag = await service.flag(project, { flag_type: "string", default_value: "first", enabled: true });
});

/** Statements on the cluster, past the service and beside its database. */
async function onCluster(...statements: string[]): Promise<void> {
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  for (const statement of statements) await queryAt(url.href, statement);
}

async function queryAt(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function storedRevision(): Promise<unknown> {
  const [row] = await queryAt(service.databaseUrl, `SELECT revision FROM projects WHERE id = '${project.id}'`);
  return row?.revision;
}

const database = () => new URL(service.databaseUrl).pathname.slice(1);

/** What a lagging copy of the database has: the very same rows, epoch and all. */
const copy = () => `${database()}_copy`;

async function whileItIsAway(work: () => Promise<void>): Promise<void> {
  await proxy.cut();
  await work();
  await proxy.restore();
}

const takeCopy = () =>
  whileItIsAway(() =>
    onCluster(`DROP DATABASE IF EXISTS ${copy()}`, `CREATE DATABASE ${copy()} TEMPLATE ${database()}`),
  );

const comeBackOlder = () =>
  onCluster(`DROP DATABASE ${database()} WITH (FORCE)`, `ALTER DATABASE ${copy()} RENAME TO ${database()}`);

async function value(): Promise<unknown> {
  const body = { project_id: project.id, flag_key: flag.key, context: { plan: "pro" } };
  return (await service.call("POST", "/api/v1/flags/evaluate", { body })).body?.data?.value;
}

/** Once the database answers. */
async function patch(path: string, body: object): Promise<void> {
  await until(async () => (await service.call("PATCH", `/api/v1/flags/${path}`, { body })).status === 200);
}

const write = (defaultValue: string) => patch(flag.id, { default_value: defaultValue });

test("what a database that came back older never knew is evaluated no more, without any write", async () => {
  await takeCopy();
  await write("lost");
  expect(await value()).toBe("lost");
  await whileItIsAway(comeBackOlder);
  await until(async () => (await value()) === "first");
});

test("a write is evaluated once it is answered, also when the revision fell and rose to the same", async () => {
  await takeCopy();
  await write("lost");
  expect(await value()).toBe("lost");
  await whileItIsAway(comeBackOlder);
  await write("kept");
  expect(await value()).toBe("kept");
});

test("a change of another instance is seen though its revision has the number of one that was lost", async () => {
  const segment = await service.segment(project);
  await service.rule(flag, { segment_id: segment.id, value: "to pro" });
  await takeCopy();
  await patch(`segments/${segment.id}`, { match_type: "any" });
  expect(await value()).toBe("to pro");
  const lost = await storedRevision();
  await whileItIsAway(async () => {
    await comeBackOlder();
    await queryAt(service.databaseUrl, `UPDATE rules SET value = '"of another"' WHERE flag_id = '${flag.id}'`);
    await queryAt(
      service.databaseUrl,
      `WITH raised AS (
         UPDATE projects SET revision = revision + 1, revision_token = gen_random_uuid() WHERE id = '${project.id}'
         RETURNING id, revision, revision_token)
       INSERT INTO project_changes SELECT id, revision, revision_token, ARRAY['${flag.id}'::uuid], '{}' FROM raised`,
    );
    expect(await storedRevision()).toBe(lost);
  });
  await until(async () => (await value()) === "of another");
});
