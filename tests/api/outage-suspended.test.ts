import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { postmasterPid, runScript, startServer, temporaryDataDir, until } from "../support/server-process";

const run = promisify(execFile);

vi.setConfig({ testTimeout: 240_000 });

/** The drain time, what a stop may take besides, and time for a busy machine. */
const STOP_MS = 10_000 + 13_000 + 2_000;

/** A Postgres and every process of its. */
async function processesOf(postmaster: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-o", "pid=", "--ppid", String(postmaster)]).catch(() => ({ stdout: "" }));
  return [postmaster, ...stdout.split("\n").map(Number).filter(Boolean)];
}

async function signal(pids: readonly number[], name: NodeJS.Signals): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended.
    }
  }
}

test("a Postgres that is suspended is not noticed by evaluation, wakes up unharmed, and holds up no stop", async () => {
  const dataDir = await temporaryDataDir();
  const server = await startServer({ DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: "0", SHUTDOWN_DELAY_MS: "0" });
  const created = runScript("run.mjs", ["key", "create", "--name", "test", "--scope", "flags:write"], {
    DATA_DIR: dataDir,
  });
  expect(await created.exit, created.stderr).toBe(0);
  const headers = { authorization: `Bearer ${created.stdout.trim()}`, "content-type": "application/json" };
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, ...(await response.json()) };
  };
  const { data: project } = await send("POST", "/flags/projects", { name: "Shop" });
  const fields = { project_id: project.id, key: "flag", flag_type: "boolean", enabled: true };
  expect((await send("POST", "/flags", fields)).status).toBe(201);
  const evaluate = () => send("POST", "/flags/evaluate", { project_id: project.id, flag_key: "flag", context: {} });
  expect((await evaluate()).status).toBe(200);

  const postmaster = await postmasterPid(dataDir);
  const stopped = await processesOf(postmaster);
  onTestFinished(() => signal(stopped, "SIGCONT"));
  await signal(stopped, "SIGSTOP");
  const startedAt = performance.now();
  const write = send("POST", "/flags/projects", { name: "Never" });
  expect((await evaluate()).status).toBe(200);
  expect((await write).status).toBe(503);
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  await until(async () => (await (await fetch(`${server.url}/readyz`)).json()).database === "down");
  expect((await evaluate()).status).toBe(200);

  await signal(stopped, "SIGCONT");
  await until(async () => (await send("POST", "/flags/projects", { name: "Again" })).status === 201);
  const { data: projects } = await send("GET", "/flags/projects");
  expect(projects.map(({ name }: { name: string }) => name)).not.toContain("Never");

  const again = await processesOf(postmaster);
  onTestFinished(() => signal(again, "SIGCONT"));
  await signal(again, "SIGSTOP");
  // Requests that hang are no reason to stay.
  const hanging = Promise.allSettled([1, 2, 3].map(() => send("POST", "/flags/projects", { name: "Late" })));
  const toldAt = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(STOP_MS);
  await hanging;
  await expect(processesOf(postmaster).then((pids) => pids.length)).resolves.toBe(1);
  const survivor = await startServer({ DATA_DIR: dataDir });
  expect((await fetch(`${survivor.url}/readyz?for=writes`)).status).toBe(200);
});
