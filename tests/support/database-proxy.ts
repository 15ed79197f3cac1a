import net from "node:net";
import { listeningPort } from "./listening-port";

/** Stands between the service and Postgres, so that a test can take the database away and give it back. */
export interface DatabaseProxy {
  url: string;
  /** Breaks every connection, and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl);
  const socketDir = url.searchParams.get("host");
  const port = Number(url.port || 5432);
  const target = socketDir === null ? { host: url.hostname, port } : { path: `${socketDir}/.s.PGSQL.${port}` };
  const sockets = new Set<net.Socket>();
  const open = () =>
    net.createServer((inbound) => {
      const outbound = net.connect(target);
      for (const socket of [inbound, outbound]) {
        sockets.add(socket);
        socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
      }
      inbound.pipe(outbound).pipe(inbound);
    });
  let server = open();
  const ownPort = await listeningPort(server, 0);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(ownPort);
  return {
    url: url.href,
    async cut() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
    async restore() {
      server = open();
      await listeningPort(server, ownPort);
    },
  };
}
