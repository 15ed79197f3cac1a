import net from "node:net";
import pg from "pg";
import { listeningPort } from "./listening-port";

/** A pooler in transaction mode: no client gets the connection again that it had for its last transaction. */
interface TransactionPooler {
  url: string;
  close(): Promise<void>;
}

/** So many transactions can be open at once. */
const CONNECTIONS = 8;

/** One connection to Postgres. What it says goes to whoever has it now; a notification while nobody does is lost. */
interface Upstream {
  stream: net.Socket;
  holder: Downstream | undefined;
}

interface Downstream {
  socket: net.Socket;
  held: Upstream | undefined;
  last: Upstream | undefined;
  /** Whole messages that wait for a connection. */
  waiting: Buffer[];
  /** How often the server is still to say that it is ready. */
  unanswered: number;
}

export async function startTransactionPooler(databaseUrl: string): Promise<TransactionPooler> {
  const upstreams = await Promise.all(Array.from({ length: CONNECTIONS }, () => connectUpstream(databaseUrl)));
  const queue: Downstream[] = [];
  const sockets = new Set<net.Socket>();

  const serve = (client: Downstream) => {
    client.held ??= take(client);
    if (client.held === undefined) {
      if (!queue.includes(client)) queue.push(client);
      return;
    }
    for (const message of client.waiting.splice(0)) {
      // Sync and a simple query are what the server answers by ready.
      if (message[0] === 0x53 || message[0] === 0x51) client.unanswered += 1;
      client.held.stream.write(message);
    }
  };
  const take = (client: Downstream): Upstream | undefined => {
    const free = upstreams.filter(({ holder }) => holder === undefined);
    const taken = free.find((upstream) => upstream !== client.last);
    if (taken !== undefined) taken.holder = client;
    return taken;
  };
  const release = (upstream: Upstream) => {
    const client = upstream.holder;
    if (client !== undefined) {
      client.held = undefined;
      client.last = upstream;
    }
    upstream.holder = undefined;
    // Longest unused last, so that each transaction goes elsewhere.
    upstreams.push(...upstreams.splice(upstreams.indexOf(upstream), 1));
    for (const next of queue.splice(0)) serve(next);
    if (client !== undefined && client.waiting.length > 0) serve(client);
  };
  for (const upstream of upstreams) {
    readMessages(upstream.stream, (message) => {
      const { holder } = upstream;
      holder?.socket.write(message);
      if (message[0] !== 0x5a || holder === undefined) return;
      holder.unanswered -= 1;
      // 'I': no transaction is open.
      if (message[5] === 0x49 && holder.unanswered === 0) release(upstream);
    });
  }

  const server = net.createServer((socket) => {
    const client: Downstream = { socket, held: undefined, last: undefined, waiting: [], unanswered: 0 };
    sockets.add(socket);
    socket
      .on("error", () => {})
      .on("close", () => {
        sockets.delete(socket);
        // What it left open ends with it.
        if (client.held !== undefined) client.held.stream.write(simpleQuery("ROLLBACK"));
        client.unanswered += 1;
      });
    socket.once("data", () => {
      socket.write(Buffer.concat([authenticated, madeUpKey(), ready]));
      readMessages(socket, (message) => {
        // Terminate is the client's own business.
        if (message[0] === 0x58) return;
        client.waiting.push(message);
        serve(client);
      });
    });
  });
  const url = new URL(databaseUrl);
  url.searchParams.delete("host");
  url.searchParams.set("sslmode", "disable");
  url.hostname = "127.0.0.1";
  url.port = String(await listeningPort(server, 0));
  return {
    url: url.href,
    async close() {
      for (const socket of [...sockets, ...upstreams.map(({ stream }) => stream)]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lets the driver do the greeting, and then takes the socket from it. */
async function connectUpstream(databaseUrl: string): Promise<Upstream> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  const stream = client.connection.stream as net.Socket;
  stream.removeAllListeners("data");
  stream.on("error", () => {});
  return { stream, holder: undefined };
}

/** Calls `take` with each whole message: a byte for its kind, four for its length, and the rest. */
function readMessages(socket: net.Socket, take: (message: Buffer) => void): void {
  let held = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 5) {
      const length = 1 + held.readInt32BE(1);
      if (held.length < length) return;
      take(held.subarray(0, length));
      held = held.subarray(length);
    }
  });
}

function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const simpleQuery = (text: string) => message("Q", Buffer.from(`${text}\0`));
const authenticated = message("R", Buffer.alloc(4));
const ready = message("Z", Buffer.from("I"));

/** As PgBouncer does: a number that is no process's. */
function madeUpKey(): Buffer {
  const body = Buffer.alloc(8);
  body.writeInt32BE(1_900_000_000 + Math.floor(Math.random() * 1e8), 0);
  return message("K", body);
}
