import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { table } from "../engine/report";
import { type BuiltServer, residentMiB, startBuiltServer } from "../lib/built-server";
import { type Call, type Load, type Measured, measure } from "../lib/load";
import { machine } from "../lib/machine";
import { processorMicros } from "../lib/processor-time";
import { makeFixture } from "./fixture";

const CONNECTIONS = [1, 10, 50];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
/** In turns, and of each server its best: whatever else the machine does can only take away from it. */
const ROUNDS = 3;
const MILLION = Number(process.env.BENCH_REQUESTS ?? 1_000_000);

/**
 * Evaluation over HTTP beside a bare node:http server that parses the same body and answers with the same bytes, in one
 * run; then memory over a million requests.
 */
export async function run(): Promise<void> {
  console.log(`${machine()}; the load comes from the same machine\n`);
  const server = await startBuiltServer();
  try {
    const { projectId } = await makeFixture(server);
    const rows: string[][] = [];
    for (const { name, call } of calls(projectId))
      rows.push(...(await compare(server, headersOf(server, projectId), name, call)));
    const header = [
      "call",
      "connections",
      "per second",
      "p50 ms",
      "p99 ms",
      "µs of processor",
      "bare server per second",
    ];
    header.push("its µs", "share");
    console.log(`${table(header, rows)}\n`);
    await watchMemory(server, projectId);
  } finally {
    await server.stop();
  }
}

const context = { user_id: "u-1", email: "ada@example.org", plan: "free", country: "DE" };

const post = (path: string, body: object): Call => ({ method: "POST", path, body: JSON.stringify(body) });

const evaluateCall = (projectId: string): Call =>
  post("/api/v1/flags/evaluate", { project_id: projectId, flag_key: "flag-7", context });

const calls = (projectId: string): { name: string; call: Call }[] => [
  { name: "evaluate", call: evaluateCall(projectId) },
  { name: "OFREP", call: post("/ofrep/v1/evaluate/flags/flag-7", { context: { ...context, targetingKey: "u-1" } }) },
  { name: "bootstrap (500 flags)", call: post("/api/v1/flags/bootstrap", { project_id: projectId, context }) },
];

async function compare(
  server: BuiltServer,
  headers: Record<string, string>,
  name: string,
  call: Call,
): Promise<string[][]> {
  const answer = await fetch(server.url + call.path, { method: call.method, headers, body: call.body ?? "" });
  const bare = await startBareServer(await answer.text());
  const rows: string[][] = [];
  for (const connections of CONNECTIONS) {
    const load = { headers, connections, seconds: SECONDS, next: () => call };
    await measure({ ...load, url: server.url, seconds: 1 });
    const rounds: Record<"plain" | "ours", Round[]> = { plain: [], ours: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.plain.push(await measureOne(bare, load));
      rounds.ours.push(await measureOne(server, load));
    }
    const [ours, plain] = [best(rounds.ours), best(rounds.plain)];
    rows.push([
      name,
      String(connections),
      ours.perSecond.toFixed(0),
      ours.p50.toFixed(2),
      ours.p99.toFixed(2),
      ours.micros.toFixed(0),
      plain.perSecond.toFixed(0),
      plain.micros.toFixed(0),
      `${((ours.perSecond / plain.perSecond) * 100).toFixed(0)} %`,
    ]);
  }
  await bare.stop();
  return rows;
}

interface Round extends Measured {
  /** Of processor time in the server, for one request. */
  micros: number;
}

async function measureOne({ url, pid }: Server, load: Omit<Load, "url">): Promise<Round> {
  let sent = 0;
  const next = () => {
    sent += 1;
    return load.next();
  };
  const before = await processorMicros(pid);
  const measured = await measure({ ...load, url, next });
  const after = await processorMicros(pid);
  return { ...measured, micros: ((after ?? Number.NaN) - (before ?? Number.NaN)) / sent };
}

/** The fastest round, with the least processor time of any. */
function best(rounds: Round[]): Round {
  const [fastest] = rounds.toSorted((a, b) => b.perSecond - a.perSecond);
  if (fastest === undefined) throw new Error("There was no round");
  return { ...fastest, micros: Math.min(...rounds.map(({ micros }) => micros)) };
}

/** The project stands in a header for OFREP; the others name it in the body, and pay nothing for it. */
const headersOf = ({ key }: BuiltServer, projectId: string): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  "content-type": "application/json",
  "x-project-id": projectId,
});

interface Server {
  url: string;
  pid: number;
}

async function startBareServer(answer: string): Promise<Server & { stop(): Promise<void> }> {
  const child = spawn(process.execPath, [path.resolve("tests/bench/http/bare-server.mjs"), answer], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}

async function watchMemory(server: BuiltServer, projectId: string): Promise<void> {
  const call = evaluateCall(projectId);
  const headers = headersOf(server, projectId);
  let sent = 0;
  const rows: string[][] = [];
  const note = async () => rows.push([String(sent), `${(await residentMiB(server.pid))?.toFixed(0) ?? "?"} MiB`]);
  await note();
  while (sent < MILLION) {
    const before = sent;
    while (sent - before < MILLION / 5) {
      const next = () => {
        sent += 1;
        return call;
      };
      await measure({ url: server.url, headers, connections: 10, seconds: 2, next });
    }
    await note();
  }
  console.log(table(["evaluations", "resident memory"], rows));
}
