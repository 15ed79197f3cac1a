import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { makeScratch } from "./scratch";

/** A program of scripts/ as people run it, in a process of its own. */
type Run = {
  child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  exit: Promise<number | null>;
};

export type Server = Run & { url: string; stop: (signal?: NodeJS.Signals) => Promise<number | null> };

/**
 * A directory for one test's data, removed with whatever Postgres still runs in it.
 *
 * @param source the data of a stopped server to begin with; making new data costs a second
 */
export async function temporaryDataDir(source?: string): Promise<string> {
  const directory = await makeScratch("guidon-data-");
  onTestFinished(async () => {
    const pid = await postmasterPid(directory).catch(() => undefined);
    if (pid !== undefined) await endProcess(pid);
    await fs.rm(directory, { recursive: true, force: true });
  });
  if (source) await fs.cp(source, directory, { recursive: true });
  return directory;
}

/** What a killed Postgres left may name a process that is gone. */
async function endProcess(pid: number): Promise<void> {
  await until(async () => {
    try {
      return !process.kill(pid, "SIGQUIT");
    } catch {
      return true;
    }
  });
}

export async function postmasterPid(dataDir: string): Promise<number> {
  const text = await fs.readFile(path.join(dataDir, "postgres", "data", "postmaster.pid"), "utf8");
  return Number.parseInt(text, 10);
}

/** Runs `node scripts/<script> …`. The test's own environment must not leak in: only what is given counts. */
export function runScript(script: string, args: readonly string[], env: Record<string, string>): Run {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [path.resolve("scripts", script), ...args], {
    // From elsewhere: scripts must find the project by themselves.
    cwd: os.tmpdir(),
    env: { NODE_ENV: "production", PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  return {
    child,
    get stdout() {
      return output.stdout;
    },
    get stderr() {
      return output.stderr;
    },
    exit: once(child, "close").then(([code]: unknown[]) => (typeof code === "number" ? code : null)),
  };
}

/** Starts a server on a free port and waits until it says that it is ready. Killed when the test ends. */
export async function startServer(env: Record<string, string>): Promise<Server> {
  const run = runScript("start.mjs", [], { PORT: "0", LOG_LEVEL: "error", SHUTDOWN_DELAY_MS: "0", ...env });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  const url = await until(async () => {
    if (run.child.exitCode !== null) throw new Error(`The server did not start: ${run.stderr}`);
    return /ready at (http:\S+)/.exec(run.stdout)?.[1];
  });
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    run.child.kill(signal);
    return run.exit;
  };
  return Object.defineProperties({ url, stop }, Object.getOwnPropertyDescriptors(run)) as Server;
}

const PATIENCE_MS = 120_000;

/** Asks until the answer is neither undefined nor false; what it throws ends the wait. */
export async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${PATIENCE_MS} ms in vain for ${ask}`);
    await delay(20);
  }
}
