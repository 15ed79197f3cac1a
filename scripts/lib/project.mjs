import path from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of package.json. Everything that scripts start runs in it, wherever they were called from. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Enters the project's directory and reads its `.env`; variables of the environment take precedence. */
export function enterProject() {
  // As npm sets it: where the command was called, from which its file arguments are resolved.
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  process.env.CHECKPOINT_DISABLE ??= "1";
  try {
    process.loadEnvFile(inRoot(".env"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  // This reads the map of every loaded module, which takes a second at the start. Without it, the log translates its
  // errors itself.
  if (isVerbose()) process.setSourceMapsEnabled(true);
}

/** Fails when something stands behind the command, which would otherwise start with other settings than were meant. */
export function refuseArguments() {
  const [first] = process.argv.slice(2);
  if (first === undefined) return;
  throw new Error(`There are no arguments: ${first}. Settings are in the environment or .env, such as PORT=8080.`);
}

const isVerbose = () => ["debug", "trace"].includes(process.env.LOG_LEVEL ?? "");

/**
 * Ends the process with status 1 and the error's message, which is written for people. The stack is shown only for
 * LOG_LEVEL=debug.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  console.error(error instanceof Error && !isVerbose() ? error.message : error);
  process.exit(1);
}
