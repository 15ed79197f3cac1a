import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Guidon } from "@/packages/sdk/src/index";
import { type Followed, now, type Seen } from "./client-process";

/** How many start at a time: a fleet is rolled out, and does not start in one moment. */
const AT_ONCE = 5;
/** For each start: the machine is shared with the server and all other clients. */
const PATIENCE_MS = 60_000;

/** A process of applications: each client has a stream of its own, and rules of its own. */
const [message] = await once(process, "message");
const { count, ...followed }: Followed & { count: number } = message;
const clients: Guidon[] = [];
const times = new Map<number, number[]>();

/** Notes when a client gives another value, and tells once all do. */
function watch(client: Guidon): void {
  client.on("change", () => {
    const value = client.value("counter", 0, { user_id: "u" });
    const seen = times.get(value) ?? [];
    times.set(value, seen);
    seen.push(now());
    if (seen.length < count) return;
    times.delete(value);
    process.send?.({ value, times: seen } satisfies Seen);
  });
}

async function startOne(): Promise<void> {
  const client = new Guidon({ ...followed, environment: "production", timing: { ready: PATIENCE_MS } });
  clients.push(client);
  await client.ready();
  while (client.status().updates !== "stream") await delay(10);
  watch(client);
}

async function startInTurn(): Promise<void> {
  while (clients.length < count) await startOne();
}

await Promise.all(Array.from({ length: AT_ONCE }, startInTurn));
process.send?.("ready");
await once(process, "disconnect");
await Promise.all(clients.map((client) => client.close()));
process.exit();
