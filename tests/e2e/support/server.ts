import { spawn } from "node:child_process";
import { once } from "node:events";
import os from "node:os";
import path from "node:path";

export interface RunningServer {
  url: string;
  /** From the link that a server without an admin prints. */
  setupToken: string;
  stop(): Promise<void>;
}

const START_MS = 300_000;

/** Starts the built server on a free port, as `npm start` does, and waits until it is ready. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const { PATH = "", HOME = "" } = process.env;
  const settings = { PORT: "0", DATA_DIR: dataDir, RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "error" };
  const child = spawn(process.execPath, [path.resolve("scripts", "start.mjs")], {
    cwd: os.tmpdir(),
    // What the person who runs the tests has set must not leak in.
    env: { NODE_ENV: "production", PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  let printed = "";
  const [url, setupToken] = await new Promise<[string, string]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server is not ready: ${printed}`)), START_MS);
    child.once("close", () => reject(new Error(`The server did not start: ${printed}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const found = /ready at (http:\S+)[\s\S]*#token=(\S+)/.exec(printed);
      if (found?.[1] === undefined || found[2] === undefined) return;
      clearTimeout(timer);
      resolve([found[1], found[2]]);
    });
  });
  return {
    url,
    setupToken,
    stop: async () => {
      child.kill("SIGTERM");
      await closed;
    },
  };
}
