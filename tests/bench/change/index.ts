import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { applyMigrations } from "@/lib/server/db/migrate";
import { table } from "../engine/report";
import { send } from "../lib/api";
import { type BuiltServer, residentMiB, startBuiltServer } from "../lib/built-server";
import { machine } from "../lib/machine";
import { processorMicros } from "../lib/processor-time";
import { type Filled, fillProject } from "./fill";

const SIZES = [50, 500, 5_000];
const WRITES = Number(process.env.BENCH_WRITES ?? 100);
const PEOPLE = 10;

/** What a change to one rule costs, by the size of its project: the one who writes, and another instance. */
export async function run(): Promise<void> {
  console.log(`${machine()}; 20 rules a flag, 100 segments of which five hold 100,000 ids; two instances\n`);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    await applyMigrations(postgres.url);
    const rows: string[][] = [];
    for (const flags of SIZES) {
      const filled = await fillProject(postgres.url, flags);
      rows.push([String(flags), ...(await measureAt(postgres.url, filled))]);
    }
    console.log(table(["flags", ...COLUMNS], rows));
  } finally {
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

const COLUMNS = [
  "write, unheld (p50 ms)",
  "first evaluation (ms)",
  "write, held (p50 ms)",
  "p99",
  "ten people (p50 ms)",
  "p99",
  "ms of processor a change, there",
  "memory there (MiB)",
];

async function measureAt(databaseUrl: string, filled: Filled): Promise<string[]> {
  const one = await startBuiltServer({ DATABASE_URL: databaseUrl });
  const other = await startBuiltServer({ DATABASE_URL: databaseUrl });
  try {
    const unheld = await save(one, filled, WRITES);
    const first = await timed(() => evaluate(other, filled));
    await evaluate(one, filled);
    await save(one, filled, WRITES);
    await quiet(other);
    const before = await processorMicros(other.pid);
    const held = await save(one, filled, WRITES);
    await quiet(other);
    const spent = ((await processorMicros(other.pid)) ?? Number.NaN) - (before ?? Number.NaN);
    const people = await Promise.all(Array.from({ length: PEOPLE }, (_, at) => save(one, filled, WRITES / PEOPLE, at)));
    const memory = await residentMiB(other.pid);
    return [
      ...[at(unheld, 0.5), first, at(held, 0.5), at(held, 0.99), at(people.flat(), 0.5), at(people.flat(), 0.99)],
      spent / 1_000 / WRITES,
      memory ?? Number.NaN,
    ].map((value) => value.toFixed(1));
  } finally {
    await other.stop();
    await one.stop();
  }
}

let saved = 0;

/** Milliseconds of each of so many saves, one after another, each to another flag and to a value that is new. */
async function save(server: BuiltServer, { rules }: Filled, times: number, person = 0): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const rule = rules[(time * PEOPLE + person) % rules.length];
    if (rule === undefined) throw new Error("There is no rule");
    saved += 1;
    const body = { value: `saved ${saved}` };
    took.push(await timed(() => send(server, "PATCH", `/flags/${rule.flagId}/rules/${rule.ruleId}`, body)));
  }
  return took;
}

const evaluate = (server: BuiltServer, { projectId }: Filled) =>
  send(server, "POST", "/flags/evaluate", { project_id: projectId, flag_key: "flag-1", context: { plan: "plan-1" } });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Waits until a server has done what it had to do: until it uses less than a twentieth of the processor. */
async function quiet({ pid }: BuiltServer): Promise<void> {
  for (let before = await processorMicros(pid); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const now = await processorMicros(pid);
    if ((now ?? 0) - (before ?? 0) < 25_000) return;
    before = now;
  }
}

function at(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
