import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries";
import type { Cluster } from "./cluster";
import type { Launcher } from "./launcher";
import { boundLog, linesAfter, sizeOf } from "./log-file";
import { findRunning, type Running } from "./postmaster";

/**
 * Starts Postgres on the cluster and connects. Undefined: another process started one at the same moment.
 * It has a process group of its own, so that Ctrl-C in the terminal reaches only Guidon, which stops Postgres after the
 * last request is answered.
 * @throws Error quoting Postgres' last message when it does not start.
 */
export async function launch(
  cluster: Cluster,
  settings: readonly string[],
  { binaries, launcher, applicationName }: { binaries: Binaries; launcher: Launcher; applicationName: string },
): Promise<Running | undefined> {
  await boundLog(cluster.log);
  const before = await sizeOf(cluster.log);
  const log = await fs.open(cluster.log, "a", 0o600);
  const { file, args } = launcher.command(binaries.postgres, ["-D", cluster.data, ...settings]);
  const child = spawn(file, args, {
    ...launcher.options,
    cwd: cluster.directory,
    env: { ...process.env, ...binaries.env, LC_ALL: "C" },
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code, signal) => {
    failure ??= `it ended with ${signal ?? `code ${code}`}`;
  });
  child.unref();
  await log.close();

  while (failure === undefined) {
    const running = await findRunning(cluster, applicationName);
    if (running) return running;
    await delay(10);
  }
  const lines = await linesAfter(cluster.log, before);
  if (lines.some((line) => /lock file "\S+" already exists|is another postmaster/i.test(line))) return undefined;
  const reason = lines.findLast((line) => line.includes("FATAL")) ?? lines.at(-1) ?? failure;
  throw new Error(`Postgres did not start: ${reason.replace(/^.*?FATAL:\s*/, "")} (its log is ${cluster.log})`);
}
