import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { table } from "../engine/report";
import { send } from "../lib/api";
import { startBuiltServer } from "../lib/built-server";
import { machine } from "../lib/machine";
import { processorMicros } from "../lib/processor-time";
import { now, startClients } from "./client-process";

const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 1_000);
const CHANGES = Number(process.env.BENCH_CHANGES ?? 40);
const PROCESSES = 4;
const FLAGS = 100;
/** Between two changes, so that each finds everybody at rest. */
const PAUSE_MS = 500;
const GOAL_MS = 250;

interface Named {
  id: string;
}

/** How long a change takes to be what the SDK gives in a thousand clients, each with a stream and rules of its own. */
export async function run(): Promise<void> {
  console.log(`${machine()}; server, Postgres and ${CLIENTS} clients in ${PROCESSES} processes share it\n`);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  const server = await startBuiltServer({ DATABASE_URL: postgres.url });
  try {
    const project = await send<Named>(server, "POST", "/flags/projects", { name: "Benchmark" });
    const make = (key: string) =>
      send<Named>(server, "POST", "/flags", { project_id: project.id, key, flag_type: "number", default_value: 0 });
    const flag = await make("counter");
    for (let other = 1; other < FLAGS; other += 1) await make(`flag-${other}`);
    const begun = now();
    const clients = await startClients({ url: server.url, key: server.key, projectId: project.id }, CLIENTS, PROCESSES);
    const begunIn = now() - begun;
    const seen = { fromSent: [] as number[], fromAnswered: [] as number[], last: [] as number[] };
    const pids = { server: [server.pid], clients: clients.pids };
    const before = { server: await processorMs(pids.server), clients: await processorMs(pids.clients) };
    for (let value = 1; value <= CHANGES; value += 1) {
      await delay(PAUSE_MS);
      const everybody = clients.seen(value);
      const sent = now();
      await send(server, "PATCH", `/flags/${flag.id}`, { default_value: value });
      const answered = now();
      const times = await everybody;
      seen.fromSent.push(...times.map((time) => time - sent));
      seen.fromAnswered.push(...times.map((time) => Math.max(0, time - answered)));
      seen.last.push(Math.max(...times) - sent);
    }
    const spent = {
      server: ((await processorMs(pids.server)) - before.server) / CHANGES,
      clients: ((await processorMs(pids.clients)) - before.clients) / CHANGES,
    };
    console.log(
      table(
        [`${CLIENTS} clients, ${CHANGES} changes; goal ${GOAL_MS} ms`, "p50 ms", "p99 ms", "longest ms"],
        [
          row("from the sent write to a client's value", seen.fromSent),
          row("from the answered write to a client's value", seen.fromAnswered),
          row("from the sent write to the last client's value", seen.last),
        ],
      ),
    );
    const { server: ofServer, clients: ofClients } = spent;
    console.log(`\nAll were ready in ${(begunIn / 1_000).toFixed(1)} s. Processor time a change:`);
    console.log(`${ofServer.toFixed(0)} ms of the server, ${ofClients.toFixed(0)} ms of the clients.`);
    await clients.close();
  } finally {
    await server.stop();
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

async function processorMs(pids: readonly number[]): Promise<number> {
  const micros = await Promise.all(pids.map((pid) => processorMicros(pid)));
  return micros.reduce<number>((sum, each) => sum + (each ?? Number.NaN), 0) / 1_000;
}

function row(name: string, values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil((sorted.length - 1) * share)] ?? Number.NaN).toFixed(0);
  return [name, at(0.5), at(0.99), at(1)];
}
