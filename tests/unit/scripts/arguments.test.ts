import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

test.each(["start.mjs", "dev.mjs"])("%s refuses an argument, and says where settings are", (script) => {
  const { status, stderr } = spawnSync(process.execPath, [path.resolve("scripts", script), "--port", "8080"], {
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(stderr).toBe("There are no arguments: --port. Settings are in the environment or .env, such as PORT=8080.\n");
  expect(status).toBe(1);
});
