import fs from "node:fs/promises";

/** When the log is larger, it is moved away; one older piece is kept. */
const MAX_BYTES = 5_000_000;

/** Bounds the size of `file` while Postgres appends to it: the file is copied and emptied, not renamed. */
export async function boundLog(file: string): Promise<void> {
  if ((await sizeOf(file)) <= MAX_BYTES) return;
  await fs.copyFile(file, `${file}.1`);
  await fs.truncate(file);
}

export async function sizeOf(file: string): Promise<number> {
  return fs.stat(file).then(
    (stat) => stat.size,
    () => 0,
  );
}

/** The lines in `file` after byte `from`. */
export async function linesAfter(file: string, from: number): Promise<string[]> {
  const bytes = await fs.readFile(file).catch(() => Buffer.alloc(0));
  return bytes
    .subarray(from)
    .toString("utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
