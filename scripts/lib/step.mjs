import { spawn } from "node:child_process";
import { root } from "./project.mjs";

const REMINDER_MS = 10_000;

/**
 * Runs a slow program with one line at its start and one at its end, and a sign of life between them. All of it goes
 * to standard error: standard output belongs to the command's own result.
 *
 * @param {string} title what is being done, for people
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<void>} rejects with the program's output when it fails
 */
export async function runStep(title, file, args, env = {}) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  console.error(`${title} …`);
  const reminder = setInterval(() => console.error(`  … ${seconds()}`), REMINDER_MS);
  /** @type {string[]} */
  const output = [];
  try {
    const child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => output.push(text));
    const status = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ?? code));
    });
    if (status !== 0) {
      throw new Error(`${output.join("").trim()}\n\n${title}: failed (${status})`);
    }
  } finally {
    clearInterval(reminder);
  }
  console.error(`  done in ${seconds()}`);
}
