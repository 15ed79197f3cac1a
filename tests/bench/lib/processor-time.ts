import fs from "node:fs/promises";

/** The kernel counts in hundredths of a second (USER_HZ), whatever its own clock. */
const MICROS_PER_TICK = 10_000;

/** Microseconds of processor time that a process has used, from /proc; undefined where there is none. */
export async function processorMicros(pid: number): Promise<number | undefined> {
  const stat = await fs.readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name, in brackets, may have spaces; user and system time are the 12th and 13th field after it.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * MICROS_PER_TICK;
}
