import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** The application as `npm start` runs it, in a process of its own, with data of its own. */
export interface BuiltServer {
  url: string;
  pid: number;
  /** An unlimited key. */
  key: string;
  /** Milliseconds from the start of the process to the first answer. */
  startedIn: number;
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** @param env shared by servers that are to share a database. */
export async function startBuiltServer(env: Record<string, string> = {}): Promise<BuiltServer> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const settings = {
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: "error",
    PORT: "0",
    SHUTDOWN_DELAY_MS: "0",
    ...env,
  };
  const begun = performance.now();
  const child = spawn(process.execPath, [path.resolve("scripts", "start.mjs")], {
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyAt(child.stdout);
  await fetch(`${url}/readyz`);
  const startedIn = performance.now() - begun;
  return {
    url,
    pid: child.pid ?? 0,
    key: await createKey(settings),
    startedIn,
    env: settings,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
      await fs.rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function readyAt(output: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of output) {
    text += String(chunk);
    const url = /ready at (http:\S+)/.exec(text)?.[1];
    if (url === undefined) continue;
    output.resume();
    return url;
  }
  throw new Error(`The server did not start:\n${text}`);
}

async function createKey(settings: Record<string, string>): Promise<string> {
  const args = [path.resolve("scripts", "run.mjs"), "key", "create", "--name", "bench", "--scope", "flags:write"];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: "production", ...settings },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let key = "";
  for await (const chunk of child.stdout) key += String(chunk);
  if (!key.startsWith("kr_live_")) throw new Error("No key was made");
  return key.trim();
}

/** Resident memory of a process in MiB, from /proc; undefined where there is none. */
export async function residentMiB(pid: number): Promise<number | undefined> {
  const status = await fs.readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
