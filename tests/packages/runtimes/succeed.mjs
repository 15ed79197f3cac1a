import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Runs a program that must succeed.
 * @param {string} file @param {readonly string[]} args @param {import("node:child_process").ExecFileOptions} options
 * @returns {Promise<{ stdout: string }>}
 * @throws Error with what it printed
 */
export async function succeed(file, args, options) {
  try {
    const { stdout } = await run(file, args, { ...options, maxBuffer: MOST_OUTPUT_BYTES });
    return { stdout: String(stdout) };
  } catch (error) {
    const { stdout = "", stderr = "" } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${file} ${args.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
  }
}
