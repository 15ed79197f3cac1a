import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

const ROOMY = 2_000_000_000;

/**
 * A new directory for a Postgres that need not outlive the machine: in memory where there is room, for syncing is slow.
 */
export async function makeScratch(prefix: string): Promise<string> {
  const memory = await fs.statfs("/dev/shm").catch(() => undefined);
  const isRoomy = memory !== undefined && memory.bavail * memory.bsize > ROOMY;
  return fs.mkdtemp(path.join(isRoomy ? "/dev/shm" : os.tmpdir(), prefix));
}
