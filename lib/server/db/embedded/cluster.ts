import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { hasCode } from "../../has-code";
import { type Binaries, POSTGRES_MAJOR } from "./binaries";
import type { Launcher } from "./launcher";

const run = promisify(execFile);

/** The files of one embedded Postgres. */
export type Cluster = {
  /** Contains the two below, and the socket. Mode 0700. */
  readonly directory: string;
  /** What Postgres calls its data directory. */
  readonly data: string;
  readonly password: string;
  readonly log: string;
};

export const SUPERUSER = "guidon";

/**
 * Creates the cluster in `dataDir`, or finds the existing one. A new cluster is prepared in another directory and
 * renamed, so that a killed start, or two starts at once, leave nothing incomplete.
 * @throws Error with one clear sentence: directory not writable, disk full, made by another major version.
 */
export async function ensureCluster(dataDir: string, binaries: Binaries, launcher: Launcher): Promise<Cluster> {
  const directory = clusterDirectory(dataDir);
  if (!(await exists(directory))) await createCluster(directory, binaries, launcher);
  await giveTo(directory, launcher);
  const cluster = await readCluster(dataDir);
  const major = (await fs.readFile(path.join(cluster.data, "PG_VERSION"), "utf8")).trim();
  if (major !== POSTGRES_MAJOR) {
    throw new Error(
      `The data in ${dataDir} was written by Postgres ${major} and this Guidon brings ${POSTGRES_MAJOR}: start the ` +
        "Guidon that wrote it, dump the data, and load it here.",
    );
  }
  return cluster;
}

/** Whether there is a cluster in `dataDir`. */
export const hasCluster = (dataDir: string): Promise<boolean> => exists(clusterDirectory(dataDir));

/** The cluster in `dataDir`. Only the owner can read its password. */
async function readCluster(dataDir: string): Promise<Cluster> {
  const directory = clusterDirectory(dataDir);
  return {
    directory,
    data: path.join(directory, "data"),
    password: (await fs.readFile(path.join(directory, "password"), "utf8")).trim(),
    log: path.join(dataDir, "postgres.log"),
  };
}

const clusterDirectory = (dataDir: string): string => path.join(dataDir, "postgres");

async function createCluster(directory: string, binaries: Binaries, launcher: Launcher): Promise<void> {
  await removeLeftovers(directory);
  const draft = `${directory}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  drafts.add(draft);
  try {
    await fs.mkdir(draft, { mode: 0o700 });
    const passwordFile = path.join(draft, "password");
    await fs.writeFile(passwordFile, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flush: true });
    await giveTo(draft, launcher);
    await initialize(draft, passwordFile, binaries, launcher);
    await fs.rename(draft, directory);
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    // Another start was first; its cluster is as good.
    if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
  } finally {
    drafts.delete(draft);
  }
}

/** Directories that this process is preparing now. */
const drafts = new Set<string>();

/** `C.UTF-8` is part of Postgres, so the sort order does not depend on the machine's libraries. */
async function initialize(draft: string, passwordFile: string, binaries: Binaries, launcher: Launcher): Promise<void> {
  const command = launcher.command(binaries.initdb, [
    `--pgdata=${path.join(draft, "data")}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ]);
  const { uid, gid } = launcher.options;
  try {
    await run(command.file, command.args, {
      cwd: draft,
      env: { ...process.env, ...binaries.env, LC_ALL: "C" },
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    const reason = output.split("\n").find((line) => /error|fatal|could not|no space/i.test(line)) ?? output.trim();
    throw new Error(`Postgres could not make its data in ${path.dirname(draft)}: ${reason.trim()}`);
  }
}

/** Removes what killed starts left, but not what another start is preparing now. */
async function removeLeftovers(directory: string): Promise<void> {
  const parent = path.dirname(directory);
  for (const name of await fs.readdir(parent)) {
    const pid = Number(/^postgres\.new-(\d+)-/.exec(name)?.[1]);
    const file = path.join(parent, name);
    // After a container restarts, the killed process may have had the id of this one.
    const isLive = pid === process.pid ? drafts.has(file) : isAlive(pid);
    if (!Number.isNaN(pid) && !isLive) await fs.rm(file, { recursive: true, force: true });
  }
}

/** Whether a process has this id; it may be any process. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

/**
 * Gives everything in `directory` to the user that Postgres runs as. Only root can do this; other users get an error.
 */
async function giveTo(directory: string, { owner }: Launcher): Promise<void> {
  if (!owner) return;
  const { uid } = await fs.stat(directory);
  if (uid === owner.uid) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `${directory} belongs to user ${uid}: start Guidon as that user, or give it away with chown -R ${owner.uid} ` +
        `${path.dirname(directory)}`,
    );
  }
  for (const entry of await fs.readdir(directory, { recursive: true })) {
    await fs.lchown(path.join(directory, entry), owner.uid, owner.gid);
  }
  // The directory comes last, so that an interrupted run is done again.
  await fs.lchown(directory, owner.uid, owner.gid);
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  );
}
