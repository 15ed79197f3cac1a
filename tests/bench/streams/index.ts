import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { limits } from "@/lib/contract/limits";
import { generateKey } from "@/lib/server/auth/api-keys";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { httpLimits } from "@/lib/server/http/ingress/limits";
import { table } from "../engine/report";
import { send } from "../lib/api";
import { type BuiltServer, residentMiB, startBuiltServer } from "../lib/built-server";
import { machine } from "../lib/machine";
import { processorMicros } from "../lib/processor-time";
import { Listeners } from "./listeners";

const WANTED = Number(process.env.BENCH_STREAMS ?? limits.streamsPerInstance);
const CHANGES = Number(process.env.BENCH_CHANGES ?? 20);
/** Connections besides: those of the benchmark's own calls. */
const OTHER_CONNECTIONS = 50;
const SETTLE_MS = 3_000;

interface Named {
  id: string;
}

/** What open streams cost, and how long a change takes to reach the last of them. */
export async function run(): Promise<void> {
  const streams = Math.min(WANTED, (await openFilesLimit()) - httpLimits.filesKept - OTHER_CONNECTIONS);
  console.log(`${machine()}; server, Postgres and ${streams} clients share it\n`);
  if (streams < WANTED) console.log(`A process may open no more files here than for ${streams} streams.\n`);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const loopFile = path.join(dataDir, "loop-hold");
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  const server = await startBuiltServer({
    DATABASE_URL: postgres.url,
    NODE_OPTIONS: `--import=${path.resolve("tests", "bench", "streams", "loop-hold.mjs")}`,
    BENCH_LOOP_FILE: loopFile,
  });
  try {
    const project = await send<Named>(server, "POST", "/flags/projects", { name: "Benchmark" });
    const flag = await send<Named>(server, "POST", "/flags", {
      project_id: project.id,
      key: "counter",
      flag_type: "number",
      default_value: 0,
    });
    const keys = await makeKeys(postgres.url, Math.ceil(streams / limits.streamsPerCredential));
    const listeners = new Listeners(new URL(server.url), project.id);
    const change = (value: number) => send(server, "PATCH", `/flags/${flag.id}`, { default_value: value });
    const alone: number[] = [];
    for (let value = 1; value <= CHANGES; value += 1) alone.push(await timed(() => change(value)));
    await listeners.open(server.key, 100);

    const before = await settledMiB(server);
    await holds(server, loopFile);
    const begun = performance.now();
    let opened = 100;
    for (const key of keys) {
      const count = Math.min(limits.streamsPerCredential, streams - opened);
      await listeners.open(key, count);
      opened += count;
    }
    const openedIn = performance.now() - begun;
    const whileOpening = await holds(server, loopFile);
    const after = await settledMiB(server);
    const whileQuiet = await holds(server, loopFile);

    const micros = await processorMicros(server.pid);
    const writes: number[] = [];
    const spread: number[] = [];
    for (let round = 1; round <= CHANGES; round += 1) {
      // The first revision is the flag's creation.
      const heard = listeners.heard(1 + CHANGES + round);
      writes.push(await timed(() => change(CHANGES + round)));
      const committed = performance.now();
      spread.push((await heard) - committed);
    }
    const spent = ((await processorMicros(server.pid)) ?? Number.NaN) - (micros ?? Number.NaN);
    const whileChanging = await holds(server, loopFile);
    console.log(
      table(
        [`${opened} streams`, ""],
        [
          ["opened in, s", (openedIn / 1000).toFixed(1)],
          ["resident memory each, kB", (((after - before) * 1024) / (opened - 100)).toFixed(1)],
          ["from the answered write to the last client, p50 ms", median(spread).toFixed(0)],
          ["the slowest of them, ms", Math.max(...spread).toFixed(0)],
          ["processor a change, ms", (spent / 1000 / CHANGES).toFixed(0)],
          ["a write without streams, p50 ms", median(alone).toFixed(1)],
          ["a write with them, p50 ms", median(writes).toFixed(1)],
        ],
      ),
    );
    const row = (name: string, { p99, longest, collecting }: Holds) => [
      name,
      p99.toFixed(1),
      longest.toFixed(1),
      collecting.toFixed(1),
    ];
    console.log(
      `\n${table(
        ["the event loop was held, ms", "p99", "longest", "longest collection of garbage"],
        [
          row("while they opened", whileOpening),
          row("while nothing changed", whileQuiet),
          row("by changes", whileChanging),
        ],
      )}`,
    );
    listeners.close();
  } finally {
    await server.stop();
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

/** What `ulimit -n` says: no process can raise it past the hard limit, up to which Node raises its own. */
async function openFilesLimit(): Promise<number> {
  const text = await fs.readFile("/proc/self/limits", "utf8").catch(() => "");
  return Number(/^Max open files\s+\d+\s+(\d+)/m.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
}

/** Keys that evaluate, put where the server finds them: to have them made by a command takes a second each. */
async function makeKeys(url: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const keys: string[] = [];
  while (keys.length < count) {
    const { key, keyHash, keyPrefix } = generateKey();
    await client.query(
      `INSERT INTO api_keys (id, name, key_hash, key_prefix, scopes, project_ids)
       VALUES ($1, 'bench', $2, $3, $4, '{}')`,
      [randomUUID(), Buffer.from(keyHash), keyPrefix, ["flags:evaluate"]],
    );
    keys.push(key);
  }
  await client.end();
  return keys;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function settledMiB({ pid }: BuiltServer): Promise<number> {
  await delay(SETTLE_MS);
  return (await residentMiB(pid)) ?? Number.NaN;
}

/** As loop-hold.mjs writes it. */
interface Holds {
  p99: number;
  longest: number;
  collecting: number;
}

/** Since it was last asked. */
async function holds({ pid }: BuiltServer, file: string): Promise<Holds> {
  await fs.rm(file, { force: true });
  process.kill(pid, "SIGUSR2");
  for (;;) {
    const text = await fs.readFile(file, "utf8").catch(() => "");
    if (text !== "") return JSON.parse(text);
    await delay(10);
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
