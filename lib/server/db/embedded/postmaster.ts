import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { hasCode } from "../../has-code";
import { type Address, urlOf } from "./address";
import { type Cluster, isAlive } from "./cluster";

const run = promisify(execFile);

/** A Postgres that serves a cluster now, with a connection to its maintenance database. */
export type Running = { readonly pid: number; readonly address: Address; readonly client: pg.Client };

/** Recovery after a crash reads at most max_wal_size, which may take this long on a slow disk. */
const PATIENCE_MS = 120_000;
/** In an immediate shutdown Postgres itself gives its processes five seconds. */
const STOP_PATIENCE_MS = 6_000;
const POLL_MS = 50;

/**
 * Connects to the Postgres that serves the cluster. Undefined: there is none. It waits for a Postgres that is starting,
 * recovering or stopping. A postmaster.pid that names another process (process ids start again with each container) is
 * removed, because Postgres would trust it; so are an unreadable one, and a socket's lock file of the same kinds.
 */
export async function findRunning(cluster: Cluster, applicationName: string): Promise<Running | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  await removeGarbled(cluster);
  while (Date.now() < deadline) {
    const file = await readPidFile(cluster);
    if (!file) {
      await removeStrangersLock(cluster);
      return undefined;
    }
    const client = await connect(urlOf(cluster, file.address, "postgres"), applicationName);
    if (client !== "refused" && client !== "busy") return { ...file, client };
    if (client === "refused" && !(await isPostmaster(file.pid, cluster))) {
      if (isAlive(file.pid)) await fs.rm(pidFileOf(cluster), { force: true });
      await removeStrangersLock(cluster);
      return undefined;
    }
    await delay(POLL_MS);
  }
  throw new Error(`The Postgres in ${cluster.directory} does not answer; its log is ${cluster.log}`);
}

/** Stops this Postgres: requests are ended, and everything committed is on disk. Returns when it has ended. */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  // A fast shutdown; if a process hangs, an immediate one. Neither loses anything committed.
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    signalPostmaster(pid, signal);
    if (process.platform !== "win32") await wake(pid);
    const deadline = Date.now() + STOP_PATIENCE_MS;
    while (Date.now() < deadline) {
      if ((await readPidFile(cluster))?.pid !== pid) return;
      if (!isAlive(pid)) return;
      await delay(POLL_MS);
    }
  }
  throw new Error(`The Postgres in ${cluster.directory} (process ${pid}) does not stop; its log is ${cluster.log}`);
}

/** A suspended process handles no other signal before this one. Its children end when they are told to. */
async function wake(pid: number): Promise<void> {
  const children = await fs.readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  for (const woken of [pid, ...children.split(" ").filter(Boolean).map(Number)]) signalPostmaster(woken, "SIGCONT");
}

/** SIGINT: stop, and end requests. SIGQUIT: stop at once, and recover at the next start. */
export function signalPostmaster(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!hasCode(error, "ESRCH")) {
      throw new Error(`The Postgres of this data directory (process ${pid}) was started elsewhere: stop it there.`);
    }
  }
}

/**
 * `refused`: nothing listens there, or not the Postgres with our password. `busy`: it is there, but starting, stopping
 * or out of connections.
 */
async function connect(connectionString: string, application_name: string): Promise<pg.Client | "refused" | "busy"> {
  const client = new pg.Client({
    connectionString,
    application_name,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  // "end" tells the owner of the connection about its end; an "error" without a listener would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    return hasCode(error, CANNOT_CONNECT_NOW, TOO_MANY_CONNECTIONS) ? "busy" : "refused";
  }
}

const CANNOT_CONNECT_NOW = "57P03";
const TOO_MANY_CONNECTIONS = "53300";

function pidFileOf(cluster: Cluster): string {
  return path.join(cluster.data, "postmaster.pid");
}

/** A starting Postgres writes its file line by line. A file that is invalid for this long was left by a full disk. */
const GARBLED_MS = 2_000;

async function removeGarbled(cluster: Cluster): Promise<void> {
  const deadline = Date.now() + GARBLED_MS;
  for (;;) {
    const text = await fs.readFile(pidFileOf(cluster), "utf8").catch(() => undefined);
    if (text === undefined || /^\d+\n(.*\n){2}\d+\n/.test(text)) return;
    if (Date.now() > deadline) break;
    await delay(POLL_MS);
  }
  await fs.rm(pidFileOf(cluster), { force: true });
}

/** A socket's lock file also names its Postgres, and Postgres trusts one that names any live process. */
async function removeStrangersLock(cluster: Cluster): Promise<void> {
  const locks = (await fs.readdir(cluster.directory)).filter((name) => /^\.s\.PGSQL\.\d+\.lock$/.test(name));
  for (const name of locks) {
    const file = path.join(cluster.directory, name);
    const pid = Number.parseInt(await fs.readFile(file, "utf8").catch(() => ""), 10);
    if (Number.isNaN(pid) || !(await isPostmaster(pid, cluster))) await fs.rm(file, { force: true });
  }
}

/** The lines of postmaster.pid: process id, data directory, start time, port, socket directory, host, … */
async function readPidFile(cluster: Cluster): Promise<{ pid: number; address: Address } | undefined> {
  const text = await fs.readFile(pidFileOf(cluster), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  });
  const [pid, , , port, socketDir] = text.split("\n");
  if (!pid) return undefined;
  // The directory may have been moved or mounted elsewhere since: the socket is in the cluster's current directory.
  const address = socketDir ? { socketDir: cluster.directory, port: Number(port) } : { port: Number(port) };
  return { pid: Number(pid), address };
}

/** Whether process `pid` is a Postgres on this very cluster. */
async function isPostmaster(pid: number, cluster: Cluster): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  const commandLine =
    process.platform === "linux"
      ? await fs.readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")
      : await run("ps", ["-ww", "-o", "args=", "-p", String(pid)]).then(
          ({ stdout }) => stdout,
          () => "",
        );
  return commandLine.includes("postgres") && commandLine.includes(cluster.data);
}
