import fs from "node:fs/promises";
import path from "node:path";
import { succeed } from "./succeed.mjs";

/** Bytes by which the heap may differ after a million evaluations: what the collector leaves at one time or another. */
const MOST_GROWTH = 256 * 1024;
const LONGEST_MS = 120_000;

/**
 * A million evaluations of the installed SDK leave the heap as it was, and the process ends by itself once it is
 * closed: no timer and no socket is left.
 * @param {string} directory
 */
export async function endure(directory) {
  const file = path.join(directory, "endurance.mjs");
  await fs.writeFile(file, PROGRAM);
  const { stdout } = await succeed(process.execPath, ["--expose-gc", file], { cwd: directory, timeout: LONGEST_MS });
  const grown = Number(stdout);
  if (!(grown <= MOST_GROWTH)) throw new Error(`After a million evaluations the heap had ${grown} bytes more`);
  console.log(`a million evaluations: ${grown} bytes more on the heap`);
}

const PROGRAM = `
import { Guidon } from "guidon-sdk";
const rules = [
  { id: "r1", flag_id: "f", position: 1, enabled: true, value: true,
    conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] },
  { id: "r2", flag_id: "f", position: 2, enabled: true, value: true, percentage: 50, conditions: [] },
];
const flags = [{ id: "f", key: "flag", default_value: { value: false }, enabled: true, status: "active" }];
const identity = { project_id: "p", environment: "production", epoch: "e", revision: 1, version: "e.1" };
// Nobody listens there: it tries to connect all the while.
const guidon = new Guidon({ url: "http://127.0.0.1:9", key: "k", environment: "production",
  bootstrap: { ...identity, flags, rules, segments: [] } });
await guidon.ready();
const evaluate = (count) => {
  for (let n = 0; n < count; n += 1) guidon.value("flag", false, { user_id: "u-" + n, plan: n % 2 ? "pro" : "free" });
};
evaluate(200_000);
globalThis.gc();
const before = process.memoryUsage().heapUsed;
evaluate(1_000_000);
globalThis.gc();
console.log(process.memoryUsage().heapUsed - before);
await guidon.close();
`;
