import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { readyAt } from "../../bench/lib/built-server";
import { ENVIRONMENT } from "./upstream";

const keyOf = (letter: string): string => `kr_live_${letter.repeat(43)}`;
const hashed = (key: string): string => createHash("sha256").update(key).digest("hex");

export interface Relay {
  readonly url: string;
  /** May evaluate, and may read rulesets. */
  readonly key: string;
  stop(): Promise<void>;
}

/** The built server, as `npm start` runs it, with what it evaluates by from an upstream. */
export async function startRelay(upstream: string, dataDir: string): Promise<Relay> {
  const key = keyOf("r");
  const settings = {
    ...{ UPSTREAM_URL: upstream, UPSTREAM_KEY: keyOf("u"), UPSTREAM_ENVIRONMENT: ENVIRONMENT },
    ...{ RELAY_KEYS: `ruleset:${hashed(key)}`, DATA_DIR: dataDir, PORT: "0", SHUTDOWN_DELAY_MS: "0" },
    ...{ RATE_LIMIT_PER_MINUTE: "0", LOG_LEVEL: "error", NODE_ENV: "production" as const },
  };
  // What the person who runs this has set must not leak in.
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [path.resolve("scripts", "start.mjs")], {
    env: { PATH, HOME, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await readyAt(child.stdout);
  return {
    url,
    key,
    async stop() {
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    },
  };
}
