import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fuzz, isWell, numbered, type Tally } from "./fuzz";
import type { Attacked } from "./requests";
import { attackedServer } from "./world";

/** Of scripts/lib, which finds the project by its own place and so is not bundled. */
type StartServer = typeof import("../../scripts/lib/test-server.mjs").startServer;

const REQUESTS_OF_A_TURN = 1_000;
/** Of one kind, and lines of the log; more would scroll the first one away. */
const MOST_SHOWN = 5;
/** pino's number for `warn`. */
const WARN = 40;

/**
 * `npm run fuzz -- --requests 100000 --seed 20261127`: odd requests of every kind to a server of its own, on data of
 * its own. With `--from N`, those of that seed from N on; with `--only N`, that one, and what it is.
 */
export async function run(args: readonly string[], startServer: StartServer): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: "string" },
      seed: { type: "string" },
      from: { type: "string" },
      only: { type: "string" },
    },
  });
  const seed = Number(values.seed ?? new Date().toISOString().slice(0, 10).replaceAll("-", ""));
  const first = Number(values.only ?? values.from ?? 0);
  const count = values.only === undefined ? Number(values.requests ?? 10_000) : 1;
  if (![seed, first, count].every(Number.isSafeInteger))
    throw new Error("--requests, --seed, --from and --only take whole numbers");
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-fuzz-"));
  const server = await startServer(dataDir, { LOG_LEVEL: "info" });
  try {
    const attacked = await attackedServer(server.url, server.setupToken);
    if (values.only !== undefined) console.log(numbered(attacked, seed, first).text);
    console.log(`Seed ${seed}, ${count.toLocaleString("en")} requests from ${first.toLocaleString("en")} on`);
    const faults = await sendAll(attacked, seed, first, count);
    const logged = loggedFaults(server.output());
    for (const line of logged.slice(0, MOST_SHOWN)) console.log(line);
    console.log(`${faults} faults, ${logged.length} lines in the log that are warnings or worse`);
    return faults === 0 && logged.length === 0;
  } finally {
    await server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

async function sendAll(attacked: Attacked, seed: number, first: number, count: number): Promise<number> {
  const statuses: Tally["statuses"] = new Map();
  const kinds = new Map<string, number>();
  for (let at = first; at < first + count; at += REQUESTS_OF_A_TURN) {
    const part = await fuzz(attacked, seed, at, Math.min(REQUESTS_OF_A_TURN, first + count - at));
    for (const [status, times] of part.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times);
    for (const { number, fault, request, answer } of part.faults) {
      const times = (kinds.get(fault) ?? 0) + 1;
      kinds.set(fault, times);
      if (times <= MOST_SHOWN) console.log(`Request ${number}: ${fault}\n${request}\n---\n${answer}\n`);
    }
    if (await isWell(attacked.url)) continue;
    kinds.set(`the server is gone, or hangs, after one of the requests from ${at} on`, 1);
    break;
  }
  for (const [fault, times] of kinds) console.log(`${times} × ${fault}`);
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status || "none"}`);
  console.log(`Answers: ${told.join(", ")}`);
  return [...kinds.values()].reduce((sum, times) => sum + times, 0);
}

/** What the server wrote that a request must not make it write. */
function loggedFaults(output: string): string[] {
  return output.split("\n").filter((line) => {
    if (!line.startsWith("{")) return /error|warn|\bat .*:\d+:\d+/i.test(line);
    const { level }: { level?: unknown } = JSON.parse(line);
    return typeof level === "number" && level >= WARN;
  });
}
