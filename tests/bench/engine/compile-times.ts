import { compileRuleset } from "@/lib/targeting";
import { median } from "./measure";
import type { Scenario } from "./scenario";

/** Median milliseconds to compile a scenario's ruleset. */
export function compileTime({ ruleset }: Scenario, rounds: number): number {
  const samples = Array.from({ length: rounds }, () => {
    const start = performance.now();
    compileRuleset(ruleset);
    return performance.now() - start;
  });
  return median(samples);
}
