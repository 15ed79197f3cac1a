import { table } from "../engine/report";
import { send } from "../lib/api";
import { type BuiltServer, residentMiB, startBuiltServer } from "../lib/built-server";
import { type Call, measure } from "../lib/load";
import { machine } from "../lib/machine";
import { type Fixture, makeFixture, segmentBody } from "./fixture";

const CONNECTIONS = [1, 10, 50];
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);

/** What the dashboard and integrations do all day, from a server as `npm start` runs it with its own Postgres. */
export async function run(): Promise<void> {
  console.log(`${machine()}; server, Postgres and load share them\n`);
  const server = await startBuiltServer();
  try {
    console.log(`From the start (built) to the first answer: ${(server.startedIn / 1000).toFixed(2)} s`);
    console.log(`Resident memory then: ${await memory(server)}\n`);
    const fixture = await makeFixture(server);
    const rows: string[][] = [];
    for (const { name, goal, next } of operations(fixture)) {
      for (const connections of CONNECTIONS) {
        const { perSecond, p50, p99 } = await measureOn(server, connections, next);
        const numbers = [perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1)];
        rows.push([name, String(connections), ...numbers, connections === 10 && goal !== undefined ? `${goal}` : ""]);
      }
      await removeExtraSegments(server, fixture);
    }
    console.log(`${table(["operation", "connections", "per second", "p50 ms", "p99 ms", "goal"], rows)}\n`);
    console.log(`Resident memory at the end: ${await memory(server)}`);
  } finally {
    await server.stop();
  }
}

interface Operation {
  name: string;
  /** A second, at 10 connections. */
  goal?: number;
  next: () => Call;
}

function operations({ projectId, segmentIds, flagId, ruleIds }: Fixture): Operation[] {
  let count = 0;
  const turn = <T>(items: readonly T[]): T => {
    count += 1;
    const item = items[count % items.length];
    if (item === undefined) throw new Error("An empty list has no turn");
    return item;
  };
  const segments = "/api/v1/flags/segments";
  const rules = `/api/v1/flags/${flagId}/rules`;
  const json = (method: string, path: string, body: object): Call => ({ method, path, body: JSON.stringify(body) });
  return [
    {
      name: "list 50 segments",
      goal: 1000,
      next: () => ({ method: "GET", path: `${segments}?project_id=${projectId}` }),
    },
    { name: "get a segment", goal: 3000, next: () => ({ method: "GET", path: `${segments}/${turn(segmentIds)}` }) },
    { name: "create a segment", goal: 300, next: () => json("POST", segments, segmentBody(projectId, count)) },
    {
      name: "update a segment",
      goal: 300,
      next: () => {
        const path = `${segments}/${turn(segmentIds)}`;
        return json("PATCH", path, { description: `Changed ${count}` });
      },
    },
    { name: "list 20 rules", next: () => ({ method: "GET", path: `${rules}?environment=production` }) },
    {
      name: "move a rule (position)",
      goal: 180,
      next: () => {
        const path = `${rules}/${turn(ruleIds)}`;
        return json("PATCH", path, { position: 1 + (count % 7) });
      },
    },
    {
      name: "move a rule (whole order)",
      goal: 180,
      next: () => {
        turn(ruleIds);
        const at = count % ruleIds.length;
        const rule_ids = [...ruleIds.slice(at), ...ruleIds.slice(0, at)];
        return json("PUT", `${rules}/order`, { environment: "production", rule_ids });
      },
    },
  ];
}

async function measureOn(server: BuiltServer, connections: number, next: () => Call) {
  const headers = { authorization: `Bearer ${server.key}`, "content-type": "application/json" };
  const load = { url: server.url, headers, connections, next };
  await measure({ ...load, seconds: 1 });
  return measure({ ...load, seconds: SECONDS });
}

/** What creating left behind must not make later lists longer. */
async function removeExtraSegments(server: BuiltServer, { projectId, segmentIds }: Fixture): Promise<void> {
  const kept = new Set(segmentIds);
  const all = await send<{ id: string }[]>(server, "GET", `/flags/segments?project_id=${projectId}`);
  const extra = all.filter(({ id }) => !kept.has(id));
  for (let first = 0; first < extra.length; first += 20) {
    const batch = extra.slice(first, first + 20);
    await Promise.all(batch.map(({ id }) => send(server, "DELETE", `/flags/segments/${id}`)));
  }
}

const memory = async ({ pid }: BuiltServer): Promise<string> =>
  `${(await residentMiB(pid))?.toFixed(0) ?? "?"} MiB (Postgres apart)`;
