import type { RulesetInput } from "@/lib/targeting";
import { Guidon } from "@/packages/sdk/src/index";
import { median } from "../engine/measure";

const STARTS = 15;

/** CPU time from a bootstrap's JSON to the first answer, in a process that has loaded its code. */
export async function coldStarts(ruleset: RulesetInput): Promise<string> {
  const identity = { project_id: "bench", environment: "production", epoch: "e", revision: 1, version: "e.1" };
  const text = JSON.stringify({ ...ruleset, ...identity });
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
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
    times.push((user + system) / 1000);
    await guidon.close();
  }
  const first = times[0]?.toFixed(1);
  return `From a bootstrap of ${ruleset.flags.length} flags to the first answer: ${first} ms, then ${median(times).toFixed(1)} ms (goal 20 ms)`;
}
