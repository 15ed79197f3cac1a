import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { makeScratch } from "../support/scratch";
import { startService } from "../support/service";

test("a change is kept on disk also while the keys cannot be read, and they are as soon as they can", async () => {
  const dataDir = await makeScratch("guidon-kept-");
  onTestFinished(() => fs.rm(dataDir, { recursive: true, force: true }));
  const service = await startService({ DATA_DIR: dataDir });
  onTestFinished(() => service.close());
  const { rulesetKeeper } = await import("@/lib/server/services/ruleset-cache");
  const keep = rulesetKeeper();
  const kept = (name: string) => fs.readFile(path.join(dataDir, "rulesets", `${name}.cache`), "utf8").catch(() => "");
  const project = await service.call("POST", "/api/v1/flags/projects", { body: { name: "Shop" } });
  const { id } = project.body.data;
  const body = { project_id: id, key: "launch", flag_type: "boolean", enabled: true };
  const flag = await service.call("POST", "/api/v1/flags", { body });
  await service.call("POST", "/api/v1/flags/evaluate", { body: { project_id: id, flag_key: "launch", context: {} } });
  const database = new pg.Client({ connectionString: service.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());

  await database.query("ALTER TABLE api_keys RENAME TO unreadable");
  const rule = { environment: "production", conditions: [], value: true, name: "Kept" };
  await service.call("POST", `/api/v1/flags/${flag.body.data.id}/rules`, { body: rule });
  await keep?.();
  expect(await kept(id)).toContain('"value":true');
  expect(await kept("keys")).toBe("");

  await database.query("ALTER TABLE unreadable RENAME TO api_keys");
  await keep?.();
  expect(await kept("keys")).not.toBe("");
});
