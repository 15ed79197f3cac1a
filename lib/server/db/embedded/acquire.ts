import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { hasCode } from "../../has-code";
import type { Cluster } from "./cluster";
import { currentOwner, type Role, tryOwn } from "./ownership";
import { type Running, stopPostmaster } from "./postmaster";

type Acquisition = {
  cluster: Cluster;
  /** Connects to a running Postgres, or starts one; undefined: another process started one at the same moment. */
  start: () => Promise<Running | undefined>;
  role: Role;
  /** The `cluster_name` of a Postgres with the current settings. */
  fingerprint: string;
};

/** A command ends within seconds, so a server that meets one waits, and so does a second command. */
const COMMAND_PATIENCE_MS = 30_000;
/** A server that was told to stop may be about to end. */
const SERVER_PATIENCE_MS = 3_000;
const RETRY_MS = 100;

/**
 * Makes this process the cluster's owner; a command may instead use the Postgres of a server. It does not matter
 * whether Postgres was found or started: the advisory lock decides between processes, so every race has one winner.
 * @throws Error when another live process owns it.
 */
export async function acquireCluster(options: Acquisition): Promise<{ running: Running; isOwner: boolean }> {
  const startedAt = performance.now();
  for (;;) {
    const running = await options.start();
    const outcome = running ? await claim(running, options).catch(loseOnShutdown) : "lost";
    if (running && typeof outcome === "object") return { running, isOwner: outcome.isOwner };
    const patience = outcome === "server" ? SERVER_PATIENCE_MS : COMMAND_PATIENCE_MS;
    if (performance.now() - startedAt > patience) {
      throw new Error(
        `Another Guidon is using ${path.dirname(options.cluster.directory)}: stop it first, or set DATA_DIR to ` +
          "another directory.",
      );
    }
    await delay(RETRY_MS);
  }
}

/** `server`: a server owns it. `lost`: another process owns it, or owned it a moment ago. */
type Outcome = { isOwner: boolean } | "server" | "lost";

async function claim(running: Running, { cluster, role, fingerprint }: Acquisition): Promise<Outcome> {
  const { client } = running;
  if (await tryOwn(client)) {
    if (await hasSettings(client, fingerprint)) return { isOwner: true };
    // A killed process of another version left it, or its port is no longer free.
    await stopPostmaster(cluster, running.pid);
    return "lost";
  }
  const owner = await currentOwner(client);
  if (owner === "server" && role === "command") return { isOwner: false };
  await client.end();
  return owner === "server" ? "server" : "lost";
}

async function hasSettings(client: Client, fingerprint: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>("SELECT current_setting('cluster_name') AS name");
  return rows[0]?.name === fingerprint;
}

/** The owner was just stopping the Postgres that was found: the next round starts one. */
function loseOnShutdown(error: unknown): Outcome {
  const isShutdown = hasCode(error, "57P01", "57P02", "57P03", "ECONNRESET", "EPIPE");
  if (isShutdown || (error instanceof Error && /connection (terminated|ended)|not queryable/i.test(error.message))) {
    return "lost";
  }
  throw error;
}
