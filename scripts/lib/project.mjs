import path from "node:path";
import { fileURLToPath } from "node:url";

/** The directory of package.json. Everything that scripts start runs in it, wherever they were called from. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

/** Enters the project and reads its `.env`; what the environment already says wins. */
export function enterProject() {
  // As npm says it: where the command was called, from which its file arguments are meant.
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  process.env.CHECKPOINT_DISABLE ??= "1";
  try {
    process.loadEnvFile(inRoot(".env"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  // Reads the map of every module that is loaded, for a second longer at the start. The log maps its errors by itself.
  if (isVerbose()) process.setSourceMapsEnabled(true);
}

const isVerbose = () => ["debug", "trace"].includes(process.env.LOG_LEVEL ?? "");

/**
 * Ends the process with status 1 and the error's message, which is written for people. The stack is for
 * LOG_LEVEL=debug.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  console.error(error instanceof Error && !isVerbose() ? error.message : error);
  process.exit(1);
}
