import type pg from "pg";
import { connectionFor, hangUp } from "./connection";

/** What stands between Guidon and Postgres. `none`: nothing, or a pooler that gives each client its own connection. */
export type Pooler = "none" | "transaction";

const CONNECT_MS = 10_000;
const ROUNDS = 3;

/**
 * Finds out which pooler, if any, stands before the database at `url`, unless that is known.
 * @throws Error with one clear sentence when a pooler prevents something that Guidon needs
 */
export async function choosePooler(url: string, known: Pooler | undefined): Promise<Pooler> {
  const pooler = known ?? (await findPooler(url));
  if (pooler === "transaction") await assertUtc(url);
  return pooler;
}

/** Each connection asks for UTC at its start, which a pooler may not pass on. */
async function assertUtc(url: string): Promise<void> {
  const client = await open(url);
  try {
    const { timezone } = await ask(client);
    if (timezone === "UTC") return;
    throw new Error(
      `The database's time zone is ${timezone}, and its pooler does not let a client choose: make it UTC (ALTER ` +
        "DATABASE … SET timezone = 'UTC').",
    );
  } finally {
    hangUp(client);
  }
}

type Row = { pid: number; timezone: string };

/**
 * Finds out whether a pooler gives each transaction another connection. If so, a second client gets the very connection
 * that the first has just used, or the first gets another one while the second keeps it.
 */
async function findPooler(url: string): Promise<Pooler> {
  const first = await open(url);
  try {
    // A pooler invents the number by which a client could cancel; Postgres sends its process id.
    if ((await ask(first)).pid === processIdOf(first)) return "none";
    const second = await open(url);
    try {
      for (let round = 0; round < ROUNDS; round += 1) if (await share(first, second)) return "transaction";
      return "none";
    } finally {
      hangUp(second);
    }
  } finally {
    hangUp(first);
  }
}

/** @returns whether both were seen on the same connection, or one of them on two */
async function share(first: pg.Client, second: pg.Client): Promise<boolean> {
  const before = await ask(first);
  await second.query("BEGIN");
  const held = await ask(second);
  const isShared = held.pid === before.pid || (await ask(first)).pid !== before.pid;
  await second.query("ROLLBACK");
  return isShared;
}

async function ask(client: pg.Client): Promise<Row> {
  const { rows } = await client.query<Row>("SELECT pg_backend_pid() AS pid, current_setting('TimeZone') AS timezone");
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not say who it is.");
  return row;
}

/** What the server said when the connection started; the types leave it out. */
const processIdOf = (client: pg.Client): number => (client as unknown as { processID: number }).processID;

async function open(url: string): Promise<pg.Client> {
  const Connection = connectionFor("none");
  const client = new Connection({
    connectionString: url,
    application_name: "guidon start",
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}
