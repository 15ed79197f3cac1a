import { cpus } from "node:os";
import { analyzeList } from "@/lib/targeting/analysis/analyze-list";
import { compareLists } from "@/lib/targeting/analysis/changes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { adversarialList, groupedList, opaqueList, typicalList } from "./lists";

const ROUNDS = 9;

interface Row {
  readonly name: string;
  /** Milliseconds that it may take; null where there is no goal but that it ends. */
  readonly goal: number | null;
  readonly run: () => string;
}

/** Times the analysis of rule lists and of changes to them, and prints a table. */
export async function run(): Promise<void> {
  const [cpu] = cpus();
  console.log(`${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}\n`);
  console.log("| what | first run | median | goal | answer |\n|---|---|---|---|---|");
  for (const row of rows) console.log(print(row));
}

const rows: readonly Row[] = [
  analysis("50 rules of 3 conditions: findings", typicalList(50), 50),
  change("50 rules of 3 conditions: last rule moved to the top", typicalList(50), 50),
  analysis("200 rules of 3 conditions: findings", typicalList(200), 500),
  change("200 rules of 3 conditions: last rule moved to the top", typicalList(200), 500),
  analysis("200 rules, half with groups: findings", groupedList(200), 500),
  change("200 rules, half with groups: last rule moved to the top", groupedList(200), 500),
  analysis("200 adversarial rules: findings", adversarialList(200), null),
  change("200 adversarial rules: last rule moved to the top", adversarialList(200), null),
  analysis("200 rules with opaque patterns: findings", opaqueList(200), null),
  analysis("1,000 rules of 3 conditions: findings", typicalList(1000), null),
];

function analysis(name: string, list: RuleListInput, goal: number | null): Row {
  return {
    name,
    goal,
    run: () => {
      const { findings, notAnalysed } = analyzeList(list);
      return `${findings.length} findings, ${notAnalysed.length} questions open`;
    },
  };
}

function change(name: string, list: RuleListInput, goal: number | null): Row {
  const last = list.rules.at(-1);
  const after = { ...list, rules: list.rules.map((rule) => (rule === last ? { ...rule, position: 0 } : rule)) };
  return {
    name,
    goal,
    run: () => {
      const { changes, unanswered, newExposure } = compareLists(list, after);
      return `${changes.length} changes, ${unanswered.length} open, new exposure: ${newExposure}`;
    },
  };
}

function print({ name, goal, run: once }: Row): string {
  const times: number[] = [];
  let answer = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    answer = once();
    times.push(performance.now() - start);
  }
  const [first = 0] = times;
  const median = [...times].sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  const cells = [name, duration(first), duration(median), goal === null ? "" : `${goal} ms`, answer];
  return `| ${cells.join(" | ")} |`;
}

const duration = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
