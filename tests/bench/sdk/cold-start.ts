import { spawnSync } from "node:child_process";
import type { RulesetInput } from "@/lib/targeting";
import { Guidon } from "@/packages/sdk/src/index";
import { median } from "../engine/measure";

const STARTS = 9;
/** For BENCH_ROW: one cold start, in milliseconds. */
export const COLD_START = "cold start";

/** CPU time from a bootstrap's JSON to the first answer, in processes that have loaded the code and run none of it. */
export function coldStarts(flags: number): string {
  const times = Array.from({ length: STARTS }, () => {
    const { stdout } = spawnSync("npm", ["run", "-s", "bench", "--", "sdk"], {
      env: { ...process.env, BENCH_ROW: COLD_START },
      encoding: "utf8",
    });
    return Number(stdout);
  });
  return `From a bootstrap of ${flags} flags to the first answer: ${median(times).toFixed(1)} ms (goal 20 ms)`;
}

/** The same, in this process. */
export function coldStart(ruleset: RulesetInput): number {
  const identity = { project_id: "bench", environment: "production", epoch: "e", revision: 1, version: "e.1" };
  const text = JSON.stringify({ ...ruleset, ...identity });
  const begun = process.cpuUsage();
  const guidon = new Guidon({
    url: "http://127.0.0.1:9",
    key: "none",
    environment: "production",
    updates: "manual",
    bootstrap: JSON.parse(text),
  });
  guidon.value("flag-250", false, { user_id: "u" });
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
