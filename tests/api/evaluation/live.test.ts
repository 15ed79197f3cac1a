import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";
import { type DatabaseProxy, startDatabaseProxy } from "../../support/database-proxy";
import { until } from "../../support/server-process";

let database: DatabaseProxy;
let project: Project;

const service = ownService({}, async (url) => {
  database = await startDatabaseProxy(url);
  return database.url;
});

beforeAll(async () => {
  project = await service.project();
});

const evaluate = (key: string, flagKey: string, context: object = {}) =>
  service.call("POST", "/api/v1/flags/evaluate", {
    key,
    body: { project_id: project.id, flag_key: flagKey, context },
  });

async function auditActions(flagId: string): Promise<string[]> {
  const audit = await service.call("GET", `/api/v1/flags/audit?project_id=${project.id}&resource_id=${flagId}`);
  return audit.body.data.map((entry: { action: string }) => entry.action);
}

describe("database that goes away", () => {
  test("when the database goes away, evaluation goes on from memory, writes say 503, and it catches up", async () => {
    const flag = await service.flag(project, { enabled: true });
    const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
    expect((await evaluate(key, flag.key)).body.data.value).toBe(false);
    const unknown = await service.createKey({ scopes: ["flags:evaluate"] });

    await database.cut();
    await until(async () => (await service.call("GET", "/readyz?for=writes", { key: null })).status === 503);
    expect((await service.call("GET", "/healthz", { key: null })).status).toBe(200);
    await until(async () => (await service.call("GET", "/readyz", { key: null })).body.database === "down");
    const ready = await service.call("GET", "/readyz", { key: null });
    expect([ready.status, ready.body]).toEqual([200, { status: "ok", database: "down", evaluating: "from memory" }]);
    const answers = await Promise.all(Array.from({ length: 50 }, () => evaluate(key, flag.key)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.data.value}`))).toEqual(new Set(["200 false"]));
    const write = await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { enabled: false } });
    expect([write.status, write.body]).toEqual([503, { error: "Database unavailable" }]);
    expect((await evaluate(unknown.key, flag.key)).status).toBe(503);

    await database.restore();
    await until(async () => (await service.call("GET", "/readyz?for=writes", { key: null })).status === 200);
    await until(async () => (await makeRuleMaybe(flag.id)) === 201);
    expect((await evaluate(key, flag.key)).body.data.value).toBe(true);
  });

  const makeRuleMaybe = async (flagId: string): Promise<number> =>
    (
      await service.call("POST", `/api/v1/flags/${flagId}/rules`, {
        body: { environment: "production", conditions: [], value: true },
      })
    ).status;
});

describe("constant writes", () => {
  test("an environment that nobody asked for yet is read while changes are announced without a pause", async () => {
    const { rulesetStore } = await import("@/lib/server/live/ruleset-store");
    const store = rulesetStore();
    expect((await store.get(project.id, "production")).kind).toBe("found");
    const most = 200;
    let announced = 0;
    let isRead = false;
    // Two, each of which announces during a read what only the next read can have: one is always due.
    const announcing = [1, 2].map(async () => {
      for (; !isRead && announced < most; announced += 1) {
        await store.catchUpWith(project.id, randomUUID());
        await setImmediate();
      }
    });
    const found = await store.get(project.id, "staging");
    isRead = true;
    await Promise.all(announcing);
    expect(found.kind).toBe("found");
    expect(announced).toBeLessThan(most);
  });
});

describe("revoked key", () => {
  test("a revoked key is refused at once, also where it was just used", async () => {
    const flag = await service.flag(project);
    const { id, key } = await service.createKey({ scopes: ["flags:evaluate"] });
    expect((await evaluate(key, flag.key)).status).toBe(200);
    await service.revokeKey(id);
    await until(async () => (await evaluate(key, flag.key)).status === 401);
  });
});

describe("flag with scheduled_at", () => {
  test("a flag with scheduled_at is turned on once when its time has come, with an audit entry", async () => {
    const { turnDueFlags } = await import("@/lib/server/services/turn-due-flags");
    const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
    const inAnHour = new Date(Date.now() + 3_600_000);
    const flag = await service.flag(project, { scheduled_at: inAnHour.toISOString() });
    await service.rule(flag);
    expect((await evaluate(key, flag.key)).body.data.reason).toBe("DISABLED");
    await turnDueFlags(new Date(inAnHour.getTime() - 1));
    expect(await auditActions(flag.id)).not.toContain("flag.enabled_by_schedule");
    await Promise.all([turnDueFlags(inAnHour), turnDueFlags(inAnHour), turnDueFlags(inAnHour)]);
    const after = await service.call("GET", `/api/v1/flags/${flag.id}`);
    expect(after.body.data).toMatchObject({ enabled: true, scheduled_at: null });
    expect((await auditActions(flag.id)).filter((action) => action === "flag.enabled_by_schedule")).toHaveLength(1);
    expect((await evaluate(key, flag.key)).body.data.value).toBe(true);
  });

  test("a flag with scheduled_at is turned on or off only in the environments of its schedule", async () => {
    const { turnDueFlags } = await import("@/lib/server/services/turn-due-flags");
    const inAnHour = new Date(Date.now() + 3_600_000);
    const flag = await service.flag(project, {
      ...{ enabled: true, scheduled_at: inAnHour.toISOString(), scheduled_action: "disable" },
      ...{ scheduled_environments: ["staging"], environments: { development: { enabled: false } } },
    });
    expect(flag).toMatchObject({ scheduled_action: "disable", scheduled_environments: ["staging"] });
    await turnDueFlags(inAnHour);
    const { body } = await service.call("GET", `/api/v1/flags/${flag.id}`);
    expect(body.data).toEqual({
      ...withoutSchedule(flag),
      scheduled_at: null,
      environments: { ...flag.environments, staging: { enabled: false } },
      updated_at: body.data.updated_at,
    });
    expect(await auditActions(flag.id)).toContain("flag.disabled_by_schedule");
  });

  test("a flag with scheduled_at is turned nowhere when the environments of its schedule are gone", async () => {
    const { turnDueFlags } = await import("@/lib/server/services/turn-due-flags");
    const inAnHour = new Date(Date.now() + 3_600_000);
    const path = `/api/v1/flags/projects/${project.id}/environments`;
    await service.call("POST", path, { body: { name: "short-lived" } });
    const flag = await service.flag(project, {
      ...{ scheduled_at: inAnHour.toISOString(), scheduled_environments: ["short-lived"] },
    });
    await service.call("DELETE", `${path}/short-lived`);
    await turnDueFlags(inAnHour);
    const { body } = await service.call("GET", `/api/v1/flags/${flag.id}`);
    expect(body.data).toMatchObject({ enabled: false, scheduled_at: null });
  });

  test("is turned on although another one that is due is damaged, which the round reports", async () => {
    const { turnDueFlags } = await import("@/lib/server/services/turn-due-flags");
    const inAnHour = new Date(Date.now() + 3_600_000);
    const damaged = await service.flag(project, { scheduled_at: new Date(inAnHour.getTime() - 1).toISOString() });
    const flag = await service.flag(project, { scheduled_at: inAnHour.toISOString() });
    const database = new pg.Client({ connectionString: service.databaseUrl });
    await database.connect();
    onTestFinished(() => database.end());
    await database.query(`UPDATE flags SET environments = '{"production": 1}' WHERE id = $1`, [damaged.id]);
    await expect(turnDueFlags(inAnHour)).rejects.toThrow(damaged.id);
    const { body } = await service.call("GET", `/api/v1/flags/${flag.id}`);
    expect(body.data).toMatchObject({ enabled: true, scheduled_at: null });
    await database.query("DELETE FROM flags WHERE id = $1", [damaged.id]);
  });

  test.each([
    ["more of a schedule than there is", { scheduled_action: "disable" }, "scheduled_action"],
    [
      "another environment",
      { scheduled_at: "2100-01-01T00:00:00Z", scheduled_environments: ["qa"] },
      "scheduled_environments",
    ],
    ["no environment", { scheduled_at: "2100-01-01T00:00:00Z", scheduled_environments: [] }, "scheduled_environments"],
  ])("a flag with scheduled_at is not scheduled for %s", async (_name, body, field) => {
    const flag = await service.flag(project);
    const answer = await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body });
    expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, [field]]);
  });
});

/** A flag as it is told once its schedule is over. */
function withoutSchedule({ scheduled_action: _, scheduled_environments: __, ...flag }: Flag): Flag {
  return flag;
}
