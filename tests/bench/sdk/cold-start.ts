import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sentRule } from "@/lib/server/live/wire/content";
import { wholeScenario } from "../engine/scenarios";
import { quartiles } from "./quartiles";

const STARTS = 21;
const GOAL_MS = 20;

/** What a worker says of its start, in milliseconds. */
export interface ColdStart {
  /** Of parsing the bootstrap's JSON. */
  readonly parsing: number;
  /** From the JSON to the first answer. */
  readonly whole: number;
  /** Processor time of the whole, on all cores. */
  readonly processor: number;
}

/** From a bootstrap's JSON, as the server writes it, to the first answer, in fresh processes. */
export async function coldStarts(): Promise<string> {
  const { ruleset, keys } = wholeScenario();
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const file = path.join(directory, "bootstrap.json");
  const identity = { project_id: "bench", environment: "production", epoch: "e", revision: 1, version: "e.1" };
  await fs.writeFile(file, JSON.stringify({ ...identity, ...ruleset, rules: ruleset.rules.map(sentRule) }));
  const starts = Array.from({ length: STARTS }, () => start(file));
  await fs.rm(directory, { recursive: true });
  const whole = quartiles(starts.map((each) => each.whole));
  const parsing = quartiles(starts.map((each) => each.parsing));
  const processor = quartiles(starts.map((each) => each.processor));
  const range = `${whole.first.toFixed(1)} to ${whole.third.toFixed(1)}`;
  const median = `${whole.median.toFixed(1)} ms (${range}; goal ${GOAL_MS})`;
  return `From a bootstrap of ${keys.length} flags to the first answer: ${median}, \
of which parsing its JSON takes ${parsing.median.toFixed(1)}; ${processor.median.toFixed(1)} ms of processor time`;
}

function start(file: string): ColdStart {
  const worker = path.resolve("tests", "bench", "dist", "sdk-cold-start-worker.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [worker, file], { encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}
