import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { hasCode } from "../has-code";
import { acquireCluster } from "./embedded/acquire";
import { chooseAddress, DATABASE, listenSettings, urlOf } from "./embedded/address";
import { findBinaries } from "./embedded/binaries";
import { ensureCluster } from "./embedded/cluster";
import { launch } from "./embedded/launch";
import { chooseLauncher } from "./embedded/launcher";
import { type Role, sessionName } from "./embedded/ownership";
import { findRunning } from "./embedded/postmaster";
import { settingArguments } from "./embedded/settings";
import { supervise } from "./embedded/supervise";

export type EmbeddedPostgres = {
  /** The same for the lifetime of this process, also when Postgres is started again. */
  readonly url: string;
  /**
   * Stops Postgres when this process owns it. A command that uses the Postgres of a running server leaves it running.
   */
  readonly stop: () => Promise<void>;
  /** Tells Postgres to stop, and does not wait. Nothing committed is lost. */
  readonly abandon: () => void;
};

type EmbeddedPostgresOptions = {
  dataDir: string;
  /** Is told what an operator should know: that Postgres ended and is started again. */
  log: (message: string) => void;
  /** A command may use the Postgres of a running server. Default `server`. */
  role?: Role;
  /** 60 unless given: enough for the pool of one server and of commands beside it. */
  maxConnections?: number;
};

/**
 * Runs a real Postgres on `dataDir`, whose data it creates at the first use; the process owns it until `stop`. After a
 * process was killed, it takes over a Postgres that still runs, or starts one that recovers the data. If Postgres ends
 * by itself, it is started again.
 * @throws Error with one clear sentence: the directory is in use or not writable, Postgres cannot run here, …
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, role = "server", maxConnections = 60 } = options;
  await makeWritable(dataDir);
  const binaries = await findBinaries(path.join(dataDir, "postgres-lib"));
  const launcher = await chooseLauncher(binaries);
  const cluster = await ensureCluster(dataDir, binaries, launcher);
  const address = await chooseAddress(cluster);
  const { args, fingerprint } = settingArguments([`max_connections=${maxConnections}`, ...listenSettings(address)]);
  const tools = { binaries, launcher, applicationName: sessionName(role) };

  const start = async () => (await findRunning(cluster, tools.applicationName)) ?? launch(cluster, args, tools);
  const acquire = () => acquireCluster({ cluster, start, role, fingerprint });

  const { running, isOwner } = await acquire();
  await ensureDatabase(running.client);
  const url = urlOf(cluster, running.address);
  if (!isOwner) return { url, stop: () => running.client.end(), abandon: () => {} };
  return { url, ...supervise(cluster, running, { log, restart: async () => (await acquire()).running }) };
}

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await fs.mkdir(dataDir, { recursive: true, mode: 0o700 });
    const probe = path.join(dataDir, `.probe-${randomUUID()}`);
    await fs.writeFile(probe, "");
    await fs.rm(probe);
  } catch (error) {
    const reason = hasCode(error, "ENOSPC") ? "the disk is full" : "it is not writable";
    throw new Error(`The data directory ${dataDir} cannot be used: ${reason}. Set DATA_DIR to another.`, {
      cause: error,
    });
  }
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
  if (rowCount) return;
  await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: unknown) => {
    // Another process created it at the same moment.
    if (!hasCode(error, "42P04", "23505")) throw error;
  });
}
