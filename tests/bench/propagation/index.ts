import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "@/lib/server/db/embedded-postgres";
import { table } from "../engine/report";
import { send } from "../lib/api";
import { type BuiltServer, startBuiltServer } from "../lib/built-server";
import { machine } from "../lib/machine";

const CHANGES = Number(process.env.BENCH_CHANGES ?? 1_000);

interface Named {
  id: string;
}

/**
 * How long a change made through one instance takes to be what another evaluates, and to be told by its stream: from
 * the moment when the write was answered.
 */
export async function run(): Promise<void> {
  console.log(`${machine()}; two instances, one database\n`);
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: console.error });
  const [one, other] = [
    await startBuiltServer({ DATABASE_URL: postgres.url }),
    await startBuiltServer({ DATABASE_URL: postgres.url }),
  ];
  try {
    const project = await send<Named>(one, "POST", "/flags/projects", { name: "Benchmark" });
    const flag = await send<Named>(one, "POST", "/flags", {
      project_id: project.id,
      key: "counter",
      flag_type: "number",
      default_value: 0,
    });
    const evaluated: number[] = [];
    const streamed: number[] = [];
    const hearNext = await openStream(other, project.id);
    for (let value = 1; value <= CHANGES; value += 1) {
      const heard = hearNext();
      await send(one, "PATCH", `/flags/${flag.id}`, { default_value: value });
      const committed = performance.now();
      const [seenAt, heardAt] = await Promise.all([untilSeen(other, project.id, value), heard]);
      evaluated.push(seenAt - committed);
      // The event may well be there before the answer to the write is.
      streamed.push(Math.max(0, heardAt - committed));
    }
    console.log(
      table(
        ["from the answered write to …", "p50 ms", "p99 ms"],
        [row("the other instance's value", evaluated), row("its stream's event", streamed)],
      ),
    );
  } finally {
    await other.stop();
    await one.stop();
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  }
}

async function untilSeen(server: BuiltServer, projectId: string, value: number): Promise<number> {
  const body = { project_id: projectId, flag_key: "counter", context: {} };
  for (;;) {
    const evaluation = await send<{ value: number }>(server, "POST", "/flags/evaluate", body);
    if (evaluation.value === value) return performance.now();
  }
}

/** @returns a function that waits for the next event and says when it came. */
async function openStream({ url, key }: BuiltServer, projectId: string): Promise<() => Promise<number>> {
  const response = await fetch(`${url}/api/v1/flags/stream?project_id=${projectId}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("The stream has no body");
  const decoder = new TextDecoder();
  const hearNext = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("The stream ended");
      if (decoder.decode(value).includes("event: revision")) return performance.now();
    }
  };
  await hearNext();
  return hearNext;
}

function row(name: string, values: number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  return [name, at(0.5), at(0.99)];
}
