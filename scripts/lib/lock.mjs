import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const BEAT_MS = 1_000;
/** A holder that gave no sign for this long was killed. */
const SILENCE_MS = 10_000;

/**
 * Runs `task` while no other process runs one under the same lock. The holder touches the lock every second, so one
 * that was killed is noticed, without trusting process ids, which containers reuse.
 *
 * @template T
 * @param {string} directory made for the lock; its parent is made too
 * @param {string} waiting what to say, once, when somebody else has it
 * @param {() => Promise<T>} task
 * @param {number} [silence] milliseconds without a sign after which a holder counts as dead
 * @returns {Promise<T>}
 */
export async function withLock(directory, waiting, task, silence = SILENCE_MS) {
  await fs.mkdir(path.dirname(directory), { recursive: true });
  if (!(await take(directory))) {
    console.error(waiting);
    await waitFor(directory, silence);
  }
  const beat = setInterval(() => fs.utimes(directory, new Date(), new Date()).catch(() => {}), BEAT_MS);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    await fs.rm(directory, { recursive: true, force: true });
  }
}

/** @param {string} directory */
async function take(directory) {
  return fs.mkdir(directory).then(
    () => true,
    (error) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
}

/**
 * Compares the holder's signs with this process's own clock only: file systems and sleeping machines have others.
 * @param {string} directory
 * @param {number} silence
 */
async function waitFor(directory, silence) {
  let lastSign = 0;
  let seenAt = performance.now();
  while (!(await take(directory))) {
    const sign = (await fs.stat(directory).catch(() => undefined))?.mtimeMs ?? 0;
    if (sign !== lastSign) {
      lastSign = sign;
      seenAt = performance.now();
    } else if (performance.now() - seenAt > silence) {
      // Of several that wait, one succeeds in moving the dead lock away; the others wait on.
      const dead = `${directory}.dead-${process.pid}`;
      await fs.rename(directory, dead).catch(() => {});
      await fs.rm(dead, { recursive: true, force: true });
      seenAt = performance.now();
    }
    await delay(200);
  }
}
