import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { FlagComparison, Promoted } from "@/lib/contract/promotion";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { applyMigrations } from "@/lib/server/db/migrate";
import { table } from "../engine/report";
import { send } from "../lib/api";
import { type BuiltServer, startBuiltServer } from "../lib/built-server";
import { machine } from "../lib/machine";
import { processorMicros } from "../lib/processor-time";
import { FLAGS, fillProject, RULES } from "./fill";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const PAIR = { from: "staging", to: "production" };
/** Every flag differs, a tenth does, none does. */
const DIFFERING = [1, 10, FLAGS + 1];

/** What it takes to compare two environments of a project, to promote what differs, and to take that back. */
export async function run(): Promise<void> {
  console.log(`${machine()}; ${FLAGS} flags × ${RULES} rules, one of which differs in some of the flags\n`);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  try {
    await applyMigrations(postgres.url);
    const server = await startBuiltServer({ DATABASE_URL: postgres.url });
    try {
      const rows: string[][] = [];
      for (const each of DIFFERING) rows.push(await measure(server, await fillProject(postgres.url, each)));
      console.log(table(["flags that differ", ...COLUMNS], rows));
    } finally {
      await server.stop();
    }
  } finally {
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

const OPERATIONS = ["compare", "dry run", "promote", "take back"];
const COLUMNS = ["not analysed", ...OPERATIONS.flatMap((name) => [`${name} (ms)`, "of the server's processor"])];

async function measure(server: BuiltServer, projectId: string): Promise<string[]> {
  const project = `/flags/projects/${projectId}`;
  const compare = () => send<FlagComparison[]>(server, "GET", `${project}/compare?${new URLSearchParams(PAIR)}`);
  const differing = await compare();
  const compared: Took[] = [];
  for (let round = 0; round < ROUNDS; round += 1) compared.push(await timed(server, compare));
  const open = differing.filter(({ effect }) => effect.unanswered.length > 0).length;
  const told = [String(differing.length), String(open), ...medians(compared)];
  if (differing.length === 0) return [...told, ...Array(6).fill("")];
  const body = { ...PAIR, flag_ids: differing.map(({ flag_id }) => flag_id) };
  const tried: Took[] = [];
  const promoted: Took[] = [];
  const takenBack: Took[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    tried.push(await timed(server, () => send(server, "POST", `${project}/promote`, { ...body, dry_run: true })));
    const done = await timed(server, () => send<Promoted>(server, "POST", `${project}/promote`, body));
    promoted.push(done);
    const [first] = done.result.flags;
    const undo = () => send(server, "POST", `/flags/audit/${first?.entry_id}/restore?extent=batch`);
    takenBack.push(await timed(server, undo));
  }
  return [...told, ...medians(tried), ...medians(promoted), ...medians(takenBack)];
}

/** Milliseconds, by the clock and of the server's processor, whose threads count. */
interface Took {
  clock: number;
  processor: number;
}

async function timed<T>({ pid }: BuiltServer, work: () => Promise<T>): Promise<Took & { result: T }> {
  const before = (await processorMicros(pid)) ?? Number.NaN;
  const begun = performance.now();
  const result = await work();
  const clock = performance.now() - begun;
  return { clock, processor: (((await processorMicros(pid)) ?? Number.NaN) - before) / 1_000, result };
}

const medians = (took: readonly Took[]): string[] => [
  median(took.map(({ clock }) => clock)),
  median(took.map(({ processor }) => processor)),
];

const median = (values: readonly number[]): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(0);
