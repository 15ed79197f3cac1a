import fs from "node:fs/promises";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { runScript, startServer, temporaryDataDir } from "../support/server-process";

// Seconds each on a machine of its own; a busy one starts a server in half a minute.
vi.setConfig({ testTimeout: 300_000 });

/** Runs a command to its good end, and gives what it printed. */
async function command(args: readonly string[], env: Record<string, string>): Promise<{ out: string; err: string }> {
  const run = runScript("run.mjs", args, env);
  expect(await run.exit, run.stderr).toBe(0);
  return { out: run.stdout.trim(), err: run.stderr.trim() };
}

test("after a machine is lost, its backup makes another one serve the same, with the same keys", async () => {
  const [lost, fresh, kept] = await Promise.all([temporaryDataDir(), temporaryDataDir(), temporaryDataDir()]);
  const file = path.join(kept, "guidon.gz");
  const key = (await command(["key", "create", "--name", "k", "--scope", "flags:write"], { DATA_DIR: lost })).out;
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const projects = (url: string, body?: object) =>
    fetch(`${url}/api/v1/flags/projects`, {
      headers,
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });

  const before = await startServer({ DATA_DIR: lost });
  expect((await projects(before.url, { name: "Kept" })).status).toBe(201);
  const { err } = await command(["backup", "guidon.gz"], { DATA_DIR: lost, INIT_CWD: kept });
  expect(err).toMatch(/^Backed up \S+: \d+ rows, schema \d{14}_\w+, \d+ bytes in \S+guidon\.gz$/);
  const found = await (await projects(before.url)).json();
  await before.stop("SIGKILL");
  await fs.rm(path.join(lost, "auth-secret"), { force: true });

  expect((await command(["restore", file], { DATA_DIR: fresh })).err).toMatch(/^Restored \d+ rows, as of \S+Z, into /);
  const after = await startServer({ DATA_DIR: fresh });
  expect(await (await projects(after.url)).json()).toEqual(found);
  expect((await projects(after.url, { name: "New" })).status).toBe(201);

  const again = runScript("run.mjs", ["restore", file], { DATA_DIR: fresh });
  expect(await again.exit).toBe(1);
  expect(again.stderr).toMatch(
    /^The database is not empty \(its table \w+ has rows\), and a restore overwrites nothing/,
  );
  expect((await (await projects(after.url)).json()).data).toHaveLength(2);
});

test.each([
  [["backup"], /^Usage: npm run backup -- <file>/],
  [["restore", "a", "b"], /^Usage: npm run restore -- <file>/],
])("%j without exactly one file is answered with the usage, and no data is made", async (args, message) => {
  const dataDir = path.join(await temporaryDataDir(), "data");
  const run = runScript("run.mjs", args, { DATA_DIR: dataDir });
  expect(await run.exit).toBe(1);
  expect(run.stderr).toMatch(message);
  await expect(fs.access(dataDir)).rejects.toThrow("ENOENT");
});
