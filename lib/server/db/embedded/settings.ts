import { createHash } from "node:crypto";

/**
 * Durable, and light on a small machine. `fsync`, `synchronous_commit` and `full_page_writes` are on by default. They
 * are named here because they are a promise: what was acknowledged survives SIGKILL and power loss.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "64MB",
  effective_cache_size: "512MB",
  max_wal_size: "256MB",
  // One server and no replicas.
  wal_level: "minimal",
  max_wal_senders: "0",
  // Queries are short: compiling them or running them in parallel costs more than it saves.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  // Saves three processes; the data fits in memory.
  io_method: "sync",
  // Containers often have 64 MB of /dev/shm.
  dynamic_shared_memory_type: "mmap",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // A duplicate key is an answer to a client and no event for the log, which must not contain people's data.
  log_min_messages: "log",
  log_checkpoints: "off",
};

/** The settings as arguments, with a name that differs for clusters with other settings. */
export function settingArguments(more: readonly string[]): { args: string[]; fingerprint: string } {
  const settings = [...Object.entries(SETTINGS).map(([name, value]) => `${name}=${value}`), ...more];
  const digest = createHash("sha256").update(settings.join("\n")).digest("hex");
  const fingerprint = `guidon-${digest.slice(0, 12)}`;
  return { args: [...settings, `cluster_name=${fingerprint}`].flatMap((setting) => ["-c", setting]), fingerprint };
}
