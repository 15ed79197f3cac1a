import { randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { inOneTransaction } from "./connect";
import { type Dumped, dump, SNAPSHOT } from "./dump";

/**
 * Writes a backup of the database at `url` to `file`, which appears, or is replaced, when it is whole and on the disk.
 * Only its owner can read it. The database may be in use; what is written is one moment of it.
 *
 * @param signal ends it, and leaves nothing behind
 */
export async function writeBackup(url: string, file: string, signal?: AbortSignal): Promise<Dumped> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString("hex")}`);
  const handle = await openDraft(draft, file);
  try {
    const dumped = await inOneTransaction(url, SNAPSHOT, async (client) => {
      let result: Dumped | undefined;
      const pieces = async function* () {
        result = yield* dump(client);
      };
      const target = handle.createWriteStream({ autoClose: false });
      await pipeline(Readable.from(pieces(), { objectMode: false }), createGzip(), target, { signal });
      if (result === undefined) throw new Error("The backup was not finished.");
      return result;
    });
    await handle.sync();
    await fs.rename(draft, file);
    await syncDirectory(path.dirname(file));
    return dumped;
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function openDraft(draft: string, file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(draft, "wx", 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The backup cannot be written to ${file}: ${reason}`, { cause: error });
  }
}

/** Makes the file's name last, too. Some file systems cannot, and Windows need not. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await fs.open(directory).catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
