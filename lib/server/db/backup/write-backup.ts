import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { reasonOf } from "../../reason-of";
import { inOneTransaction } from "./connect";
import { type Dumped, dump, SNAPSHOT } from "./dump";

/**
 * Writes a backup of the database at `url` to `file`, which is created or replaced once the backup is complete and on
 * disk. Only its owner can read it. The database may be in use; the backup is one snapshot of it.
 * @param signal ends it without leaving anything behind
 */
export async function writeBackup(url: string, file: string, signal?: AbortSignal): Promise<Dumped> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(4).toString("hex")}`);
  await makeDraft(draft, file);
  try {
    const dumped = await inOneTransaction(url, SNAPSHOT, async (client) => {
      let result: Dumped | undefined;
      const pieces = async function* () {
        result = yield* dump(client);
      };
      const source = Readable.from(pieces(), { objectMode: false });
      await pipeline(source, createGzip(), createWriteStream(draft), { signal });
      if (result === undefined) throw new Error("The backup was not finished.");
      return result;
    });
    await sync(draft);
    await fs.rename(draft, file);
    // Makes the file's name durable, too. Some file systems cannot do that, and Windows need not.
    await sync(path.dirname(file)).catch(() => {});
    return dumped;
  } catch (error) {
    await fs.rm(draft, { force: true });
    throw error;
  }
}

async function makeDraft(draft: string, file: string): Promise<void> {
  try {
    await fs.writeFile(draft, "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw new Error(`The backup cannot be written to ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

async function sync(file: string): Promise<void> {
  const handle = await fs.open(file);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
