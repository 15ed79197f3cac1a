import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { whileReminding } from "./reminder.mjs";

const BEAT_MS = 1_000;
/** A holder that gave no sign for this long was killed. */
const SILENCE_MS = 10_000;
const RETRY_MS = 200;

/**
 * @typedef {object} LockOptions
 * @property {string} waiting what to say when somebody else has the lock
 * @property {number} [silence] milliseconds without a sign after which a holder counts as dead
 * @property {AbortSignal | undefined} [signal] ends the waiting
 */

/**
 * Runs `task` while no other process runs one under the same lock. The holder touches the lock every second, so a
 * killed holder is noticed without trusting process ids, which containers reuse.
 * @template T
 * @param {string} directory created as the lock; its parent is created, too
 * @param {LockOptions} options
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withLock(directory, { waiting, silence = SILENCE_MS, signal }, task) {
  await fs.mkdir(path.dirname(directory), { recursive: true });
  if (!(await take(directory))) await whileReminding(waiting, () => waitFor(directory, silence, signal));
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
 * Measures the time between the holder's signs with this process's own clock, because file systems and sleeping
 * machines have others.
 * @param {string} directory
 * @param {number} silence
 * @param {AbortSignal | undefined} signal
 */
async function waitFor(directory, silence, signal) {
  let lastSign = 0;
  let seenAt = performance.now();
  while (!(await take(directory))) {
    const sign = (await fs.stat(directory).catch(() => undefined))?.mtimeMs ?? 0;
    if (sign !== lastSign) {
      lastSign = sign;
      seenAt = performance.now();
    } else if (performance.now() - seenAt > silence) {
      // Of several waiting processes, one succeeds in moving the dead lock away; the others go on waiting.
      const dead = `${directory}.dead-${process.pid}`;
      await fs.rename(directory, dead).catch(() => {});
      await fs.rm(dead, { recursive: true, force: true });
      seenAt = performance.now();
    }
    await delay(RETRY_MS);
    signal?.throwIfAborted();
  }
}
