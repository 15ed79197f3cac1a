import { expect, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../support/database";
import { insertKey } from "../../support/insert-key";
import { type Server, startServer, temporaryDataDir, until } from "../../support/server-process";

interface Settings {
  DATABASE_URL: string;
  DATA_DIR: string;
  [name: string]: string;
}

async function settings(): Promise<Settings> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return { DATABASE_URL: database.url, DATA_DIR: await temporaryDataDir(), RATE_LIMIT_PER_MINUTE: "0" };
}

async function send(server: Server, key: string, method: string, path: string, body?: object) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { data } = await response.json();
  return data;
}

test("what is changed through one instance is evaluated by the other, and a schedule fires once", async () => {
  const env = await settings();
  const key = await insertKey(env.DATABASE_URL);
  const [one, other] = await Promise.all([startServer(env), startServer(env)]);
  const project = await send(one, key, "POST", "/flags/projects", { name: "Shop" });
  const flag = await send(one, key, "POST", "/flags", {
    project_id: project.id,
    key: "new-checkout",
    flag_type: "boolean",
    scheduled_at: new Date(Date.now() + 2_000).toISOString(),
  });
  const evaluate = (server: Server) =>
    send(server, key, "POST", "/flags/evaluate", { project_id: project.id, flag_key: flag.key, context: {} });
  expect((await evaluate(other)).reason).toBe("DISABLED");

  await until(async () => (await evaluate(other)).reason === "STATIC");
  await until(async () => (await evaluate(one)).reason === "STATIC");
  const audit = await send(one, key, "GET", `/flags/audit?project_id=${project.id}&resource_id=${flag.id}`);
  const actions = audit.map((entry: { action: string }) => entry.action);
  expect(actions).toEqual(["flag.enabled_by_schedule", "flag.created"]);

  const rule = { environment: "production", conditions: [], value: true };
  await send(one, key, "POST", `/flags/${flag.id}/rules`, rule);
  await until(async () => (await evaluate(other)).value === true);
  await send(other, key, "PATCH", `/flags/${flag.id}`, { enabled: false });
  await until(async () => (await evaluate(one)).reason === "DISABLED");
});

test("a schedule that fell due while no instance ran fires at the next start", async () => {
  const env = await settings();
  const key = await insertKey(env.DATABASE_URL);
  const first = await startServer(env);
  const project = await send(first, key, "POST", "/flags/projects", { name: "Shop" });
  const due = Date.now() + 1_500;
  const { id } = await send(first, key, "POST", "/flags", {
    project_id: project.id,
    key: "sale",
    flag_type: "boolean",
    scheduled_at: new Date(due).toISOString(),
  });
  await first.stop("SIGKILL");
  await until(async () => Date.now() > due);
  const second = await startServer(env);
  const flag = await until(async () => {
    const now = await send(second, key, "GET", `/flags/${id}`);
    return now.enabled && now;
  });
  expect(flag.scheduled_at).toBeNull();
});
