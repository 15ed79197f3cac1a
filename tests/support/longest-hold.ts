import fs from "node:fs";

/** Nanoseconds that this process's main thread has computed, or undefined where the system does not say. */
function computed(): number | undefined {
  try {
    return Number(fs.readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]);
  } catch {
    return undefined;
  }
}

/**
 * How many milliseconds the loop was held at a stretch at most while something was done. It is the processor's time
 * where the system tells it, for on a shared machine a process also stands still while others run.
 */
export async function longestHold<T>(work: () => Promise<T>): Promise<{ result: T; held: number }> {
  const now = () => computed() ?? performance.now() * 1e6;
  let held = 0;
  let before = now();
  const tick = setInterval(() => {
    const at = now();
    held = Math.max(held, at - before);
    before = at;
  }, 1);
  try {
    const result = await work();
    return { result, held: Math.max(held, now() - before) / 1e6 };
  } finally {
    clearInterval(tick);
  }
}
