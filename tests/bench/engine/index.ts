import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { compileHeader, compileRows } from "./compile-times";
import { agreedContexts, measure } from "./measure";
import { closures, ownClosures } from "./peers/closures";
import { configcat } from "./peers/configcat";
import { flagd } from "./peers/flagd";
import { growthbook } from "./peers/growthbook";
import { guidon } from "./peers/guidon";
import { launchdarkly } from "./peers/launchdarkly";
import { CannotExpress, type Peer, type Subject } from "./peers/peer";
import { unleash } from "./peers/unleash";
import { duration, table } from "./report";
import type { Scenario } from "./scenario";
import { scenarios } from "./scenarios";

/** The engine, the yardstick that its goals name, and the peers. */
const engines: readonly Peer[] = [guidon, closures, growthbook, unleash, flagd, configcat, launchdarkly];
const MOST_CONTEXTS = 200;
/** For BENCH_ROW: the second table alone. */
const COMPILING = "compiling";

/**
 * Compares the engine with its peers and prints the tables. A scenario is translated for each peer; all must give the
 * same answers for the contexts measured, else it throws. Wants the packages of tests/bench/package.json.
 */
export async function run(): Promise<void> {
  const only = process.env.BENCH_ROW;
  const [cpu] = cpus();
  console.log(`${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`);
  if (only === COMPILING) {
    console.log(table(compileHeader, compileRows()));
    return;
  }
  const rows: string[][] = [];
  for (const make of scenarios) {
    const scenario = make();
    if (only && !scenario.name.includes(only)) continue;
    const row = await compare(scenario);
    process.stderr.write(`${row.join(" | ")}\n`);
    rows.push(row);
  }
  const header = [
    "one operation (median CPU time)",
    ...engines.map(({ name }) => name),
    ownClosures.name,
    "of closures",
    "goal",
    "fastest peer is slower by",
  ];
  console.log(`${table(header, rows)}\n`);
  // In a process of its own: the collector's work on what the peers hold would be charged to the engine.
  if (!only)
    spawnSync("npm", ["run", "-s", "bench", "--", "engine"], {
      env: { ...process.env, BENCH_ROW: COMPILING },
      stdio: "inherit",
    });
}

async function compare(scenario: Scenario): Promise<string[]> {
  const subjects = await Promise.all(engines.map((peer) => load(peer, scenario)));
  const able = subjects.filter((subject) => subject !== null);
  const contexts = await agreedContexts(able, scenario.contexts.length, MOST_CONTEXTS);
  checkContexts(scenario, contexts);
  const measured = await measure(able, contexts);
  const own = await measureOwn(scenario, contexts);
  for (const subject of able) await subject.close?.();
  const times = subjects.map((subject) => (subject === null ? null : (measured[able.indexOf(subject)] ?? null)));
  const [ours = 0, yardstick = 0, ...theirs] = measured;
  const factor = Math.min(...theirs) / ours;
  return [
    scenario.name,
    ...times.map((time) => (time === null ? "cannot" : duration(time))),
    duration(own),
    `${(ours / yardstick).toFixed(2)} ×`,
    `${scenario.goal} ×`,
    theirs.length === 0 ? "none can" : `${factor.toFixed(1)} ×`,
  ];
}

/**
 * The second yardstick, in nanoseconds. It comes after the others, because it shares code with the first, which V8
 * would compile for both.
 */
async function measureOwn(scenario: Scenario, contexts: readonly number[]): Promise<number> {
  const subjects = [await load(closures, scenario), await load(ownClosures, scenario)].filter((each) => each !== null);
  const agreed = await agreedContexts(subjects, scenario.contexts.length, scenario.contexts.length);
  if (agreed.length < scenario.contexts.length) throw new Error(`${scenario.name}: the yardsticks disagree`);
  const [time = Number.NaN] = await measure(subjects.slice(1), contexts);
  return time;
}

async function load(peer: Peer, scenario: Scenario): Promise<Subject | null> {
  try {
    return await peer.load(scenario);
  } catch (error) {
    if (error instanceof CannotExpress) return null;
    throw error;
  }
}

/** Without a rollout everyone must agree on everything; with one, enough contexts must be left to measure. */
function checkContexts({ name, ruleset, contexts }: Scenario, agreed: readonly number[]): void {
  const hasRollout = ruleset.rules.some((rule) => rule.percentage != null);
  const expected = Math.min(MOST_CONTEXTS, contexts.length);
  const isComplete = agreed.length === expected && (hasRollout || agreed.every((context, index) => context === index));
  if (!isComplete) throw new Error(`${name}: the engines agree on ${agreed.length} contexts only`);
}
