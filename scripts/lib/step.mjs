import { spawn } from "node:child_process";
import { root } from "./project.mjs";
import { whileReminding } from "./reminder.mjs";

/**
 * Runs a slow program with one line at its start and one at its end, and reminders in between. They go to standard
 * error, because standard output belongs to the command's own result.
 * @param {string} title what is being done, for people
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, signal?: AbortSignal | undefined }} [options] signal: ends the program
 * @returns {Promise<void>} rejects with the program's output when it fails, with the signal's reason when it was ended
 */
export async function runStep(title, file, args, { env = {}, signal } = {}) {
  const seconds = await whileReminding(title, async () => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(signal && { signal }),
    });
    /** @type {string[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => output.push(text));
    const status = await endOf(child, signal);
    if (status !== 0) throw new Error(`${output.join("").trim()}\n\n${title}: failed (${status})`);
  });
  console.error(`  done in ${seconds} s`);
}

/**
 * Waits until a program has ended, even one that `signal` ends, so that nothing goes on unnoticed.
 * @param {import("node:child_process").ChildProcess} child
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<number | NodeJS.Signals | null>} its status
 */
export function endOf(child, signal) {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      if (!signal?.aborted) reject(error);
    });
    child.once("close", (code, name) => (signal?.aborted ? reject(signal.reason) : resolve(name ?? code)));
  });
}
