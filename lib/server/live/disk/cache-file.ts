import { createHash } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";

/**
 * The version of the layout below and of every line. Increase it whenever one of them changes: files of another version
 * are not read.
 */
export const FORMAT = "guidon cache 8";
/** Only its owner may read it: it contains who may evaluate what. */
const MODE = 0o600;
const CHUNK_CHARACTERS = 256 * 1024;

const UNFINISHED = ".new";
/** Writing takes seconds: a file that was left for so long, in ms, is of a process that ended meanwhile. */
const ABANDONED_MS = 3_600_000;

/** Why a file cannot be used, as a sentence. */
export class CacheFileError extends Error {
  override readonly name = "CacheFileError";
}

/**
 * Writes lines without line breaks to a temporary file and renames it to `file`: a reader finds the old lines or the
 * new ones. The process does other work between chunks.
 * @throws CacheFileError when the file would have more than `maxBytes`, and whatever the file system throws; `file` is
 * unchanged then
 */
export async function writeCacheFile(file: string, lines: Iterable<string>, maxBytes: number): Promise<void> {
  const aside = `${file}.${process.pid}${UNFINISHED}`;
  await fs.rm(aside, { force: true });
  try {
    const handle = await fs.open(aside, "wx", MODE);
    try {
      await writeLines(handle, lines, maxBytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await fs.rename(aside, file);
  } catch (error) {
    await fs.rm(aside, { force: true });
    throw error;
  }
}

/** Removes what processes that crashed have left unfinished in a directory. */
export async function removeAbandoned(directory: string): Promise<void> {
  const names = (await fs.readdir(directory)).filter((name) => name.endsWith(UNFINISHED));
  for (const file of names.map((name) => path.join(directory, name))) {
    // Another process may be about to finish it.
    const changedMs = (await fs.stat(file).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - changedMs > ABANDONED_MS) await fs.rm(file, { force: true });
  }
}

async function writeLines(handle: fs.FileHandle, lines: Iterable<string>, maxBytes: number): Promise<void> {
  const checksum = createHash("sha256");
  let bytes = 0;
  let pending = `${FORMAT}\n`;
  const flush = async () => {
    const chunk = Buffer.from(pending);
    pending = "";
    bytes += chunk.length;
    if (bytes > maxBytes) throw new CacheFileError(`it would be larger than ${maxBytes} bytes`);
    checksum.update(chunk);
    await handle.writeFile(chunk);
  };
  for (const line of lines) {
    pending += `${line}\n`;
    if (pending.length >= CHUNK_CHARACTERS) await flush();
  }
  await flush();
  await handle.writeFile(`${checksum.digest("hex")}\n`);
}

/**
 * The lines of a file that is complete, of this version, and owned by this user.
 * @returns undefined when there is no file
 * @throws CacheFileError when it cannot be used
 */
export async function readCacheFile(file: string, maxBytes: number): Promise<string[] | undefined> {
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new CacheFileError("it cannot be opened", { cause: error });
  });
  if (handle === undefined) return undefined;
  try {
    const { uid, mode, size } = await handle.stat();
    // On systems without users there is nothing to compare.
    if (uid !== (process.getuid?.() ?? uid)) throw new CacheFileError("it belongs to another user");
    if ((mode & 0o077) !== 0) throw new CacheFileError("others than its owner may use it");
    if (size > maxBytes) throw new CacheFileError(`it is larger than ${maxBytes} bytes`);
    return verified(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function verified(bytes: Buffer): string[] {
  const firstEnd = bytes.indexOf("\n");
  if (bytes.toString("utf8", 0, Math.max(0, firstEnd)) !== FORMAT) {
    throw new CacheFileError("another version of Guidon wrote it, or it is damaged");
  }
  // The last line is the checksum of everything before it.
  const lastStart = bytes.lastIndexOf("\n", bytes.length - 2) + 1;
  const checksum = createHash("sha256").update(bytes.subarray(0, lastStart)).digest("hex");
  if (bytes.toString("utf8", lastStart) !== `${checksum}\n`) throw new CacheFileError("it is damaged");
  const lines = bytes.toString("utf8", firstEnd + 1, lastStart).split("\n");
  lines.pop();
  return lines;
}
