import fs from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeScratch } from "../support/scratch";
import { startService } from "../support/service";

test("keys are read again after a change of keys, and not after each change of a project", async () => {
  const dataDir = await makeScratch("guidon-kept-");
  onTestFinished(() => fs.rm(dataDir, { recursive: true, force: true }));
  const service = await startService({ DATA_DIR: dataDir });
  onTestFinished(() => service.close());
  const { rulesetKeeper } = await import("@/lib/server/services/ruleset-cache");
  const { changeFeed } = await import("@/lib/server/live/change-feed");
  const keep = rulesetKeeper();
  const file = path.join(dataDir, "rulesets", "keys.cache");
  const heard = () => new Promise<void>((told) => changeFeed().subscribe(({ type }) => type === "change" && told()));
  await vi.waitUntil(() => changeFeed().isUp());
  await keep?.();
  await fs.rm(file);

  const isHeard = heard();
  await service.call("POST", "/api/v1/flags/projects", { body: { name: "Shop" } });
  await isHeard;
  await keep?.();
  await expect(fs.stat(file)).rejects.toThrow("ENOENT");

  const isKeyHeard = heard();
  await service.createKey();
  await isKeyHeard;
  await keep?.();
  expect((await fs.stat(file)).size).toBeGreaterThan(0);
});
