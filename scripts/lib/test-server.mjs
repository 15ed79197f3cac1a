import { spawn } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import { inRoot } from "./project.mjs";

/**
 * @typedef {{ url: string, setupToken: string, output: () => string, stop: () => Promise<void> }} RunningServer the
 * token is from the link that a server without an admin prints, `output` all that it has printed
 */

const START_MS = 300_000;

/**
 * Starts the built server on a free port, like `npm start`, and waits until it is ready.
 * @param {string} dataDir an empty directory, because it must be a server that nobody has set up
 * @param {Record<string, string>} [more] settings
 * @returns {Promise<RunningServer>}
 */
export async function startServer(dataDir, more) {
  const { PATH = "", HOME = "" } = process.env;
  const settings = {
    PORT: "0",
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: "error",
    SHUTDOWN_DELAY_MS: "0",
    ...more,
  };
  const child = spawn(process.execPath, [inRoot("scripts", "start.mjs")], {
    cwd: os.tmpdir(),
    // The settings of the person who runs this must not apply.
    env: { NODE_ENV: "production", PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  let printed = "";
  /** @type {{ url: string, setupToken: string }} */
  const ready = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server is not ready: ${printed}`)), START_MS);
    child.once("close", () => reject(new Error(`The server did not start: ${printed}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
      const [, url, setupToken] = /ready at (http:\S+)[\s\S]*#token=(\S+)/.exec(printed) ?? [];
      if (!url || !setupToken) return;
      clearTimeout(timer);
      resolve({ url, setupToken });
    });
  });
  return {
    ...ready,
    output: () => printed,
    stop: async () => {
      child.kill("SIGTERM");
      await closed;
    },
  };
}
