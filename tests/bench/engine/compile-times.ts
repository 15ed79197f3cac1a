import v8 from "node:v8";
import vm from "node:vm";
import { type CompiledRuleset, compileRuleset, conditionsIn } from "@/lib/targeting";
import { median } from "./measure";
import { duration } from "./report";
import type { Scenario } from "./scenario";
import { equalityScenario, segmentScenario, wholeScenario } from "./scenarios";

/** The largest last: the collector's work on millions of ids would be charged to those that follow. */
const compiled: readonly { name: string; make: () => Scenario; rounds: number; goal: string }[] = [
  { name: "10,000 equality rules", make: () => equalityScenario(10_000), rounds: 15, goal: "" },
  { name: "500 × 10 rules", make: wholeScenario, rounds: 15, goal: "30 ms" },
  { name: "50 × 100,000 ids", make: () => segmentScenario(100_000), rounds: 3, goal: "1.5 s, 1.3 ×" },
];

export const compileHeader = ["compiling", "median CPU time", "heap", "heap of native Sets of the lists", "goal"];

/** A row for each ruleset: how long it takes to compile, and the heap that it then holds besides what it is made of. */
export function compileRows(): string[][] {
  return compiled.map(({ name, make, rounds, goal }) => {
    const scenario = make();
    const time = duration(compileTime(scenario, rounds) * 1e6);
    const ours = heapOf(() => compileRuleset(scenario.ruleset));
    const sets = heapOf(() => listsOf(scenario).map((list) => new Set(list)));
    const compared = listsOf(scenario).length > 0 && `${mebibytes(sets)} (${(ours / sets).toFixed(2)} ×)`;
    return [name, time, mebibytes(ours), compared || "", goal];
  });
}

/** Median milliseconds of CPU time. */
function compileTime({ ruleset }: Scenario, rounds: number): number {
  const samples = Array.from({ length: rounds }, () => {
    const start = process.cpuUsage();
    compileRuleset(ruleset);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return median(samples);
}

v8.setFlagsFromString("--expose-gc");
const collectGarbage: () => void = vm.runInNewContext("gc");

/** Bytes of heap that something takes. */
function heapOf(make: () => CompiledRuleset | readonly ReadonlySet<unknown>[]): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const made = [make()];
  collectGarbage();
  const bytes = process.memoryUsage().heapUsed - before;
  // Held until here, or else it would be collected as well.
  made.pop();
  return bytes;
}

function listsOf({ ruleset }: Scenario): readonly (readonly unknown[])[] {
  return ruleset.segments.flatMap(({ rules }) =>
    conditionsIn(rules).map(({ value }) => (Array.isArray(value) ? value : [])),
  );
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
