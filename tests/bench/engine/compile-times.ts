import { compileRuleset } from "@/lib/targeting";
import { median } from "./measure";
import type { Scenario } from "./scenario";

/** Median milliseconds of CPU time to compile a scenario's ruleset. */
export function compileTime({ ruleset }: Scenario, rounds: number): number {
  const samples = Array.from({ length: rounds }, () => {
    const start = process.cpuUsage();
    compileRuleset(ruleset);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return median(samples);
}
