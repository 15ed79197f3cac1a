import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { startDatabaseProxy } from "../../support/database-proxy";
import { insertKey } from "../../support/insert-key";
import { runScript, type Server, startServer, temporaryDataDir, until } from "../../support/server-process";

// Seconds on a machine of its own.
vi.setConfig({ testTimeout: 300_000 });

async function run(args: string[], env: Record<string, string>): Promise<string> {
  const script = runScript("run.mjs", args, env);
  expect(await script.exit, script.stderr).toBe(0);
  return script.stdout.trim();
}

async function startCluster(): Promise<string> {
  const cluster = await startEmbeddedPostgres({ dataDir: await temporaryDataDir(), log: () => {} });
  onTestFinished(() => cluster.stop());
  return cluster.url;
}

test("after a failover to a restored cluster, answered writes are evaluated at once, and soon by all", async () => {
  const [first, second] = [await startCluster(), await startCluster()];
  const proxy = await startDatabaseProxy(first);
  const env = { DATABASE_URL: proxy.url, DATA_DIR: await temporaryDataDir(), RATE_LIMIT_PER_MINUTE: "0" };
  const [one, other] = [await startServer(env), await startServer(env)];
  const key = await insertKey(first);

  const call = async ({ url }: Server, method: string, to: string, body: object) => {
    const response = await fetch(`${url}/api/v1${to}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { data } = await response.json();
    return { status: response.status, data };
  };
  const { data: project } = await call(one, "POST", "/flags/projects", { name: "Shop" });
  const flag = { project_id: project.id, key: "banner", flag_type: "string", default_value: "dumped", enabled: true };
  const { data: made } = await call(one, "POST", "/flags", flag);
  const value = async (server: Server) =>
    (await call(server, "POST", "/flags/evaluate", { project_id: project.id, flag_key: "banner", context: {} })).data
      ?.value;
  const write = (server: Server, text: string) => call(server, "PATCH", `/flags/${made.id}`, { default_value: text });

  const dump = path.join(await temporaryDataDir(), "dump");
  await run(["backup", dump], { DATABASE_URL: first });
  for (const text of ["lost 1", "lost 2", "lost 3"]) expect((await write(one, text)).status).toBe(200);
  await until(async () => (await value(other)) === "lost 3");

  await run(["restore", dump], { DATABASE_URL: second });
  // Whoever asks at the old address, with the old password, finds the restored cluster.
  const client = new pg.Client({ connectionString: second });
  await client.connect();
  await client.query(`ALTER ROLE CURRENT_USER PASSWORD '${new URL(first).password}'`);
  await client.end();
  await proxy.leadTo(second);

  // The revision that was 4 is counted from 1 again, by both instances in turn.
  for (const [count, server] of [one, other, one, other].entries()) {
    const text = `kept ${count}`;
    await until(async () => (await write(server, text)).status === 200);
    expect(await value(server)).toBe(text);
  }
  await until(async () => (await value(one)) === "kept 3");
});
