import net from "node:net";
import { listeningPort } from "./listening-port";

/** Stands between the service and Postgres, so that a test can take the database away and give it back. */
export interface DatabaseProxy {
  url: string;
  /** Breaks every connection, and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Breaks every connection, and leads new ones to another database: what a failover does. */
  leadTo(databaseUrl: string): Promise<void>;
  /**
   * Passes nothing on any more, and says nothing of it: what a black hole does. With "open" only the connections that
   * are open now, and for good: a failover without a reset.
   */
  silence(which: "all" | "open"): void;
  /** New connections, and those that were silenced with "all", speak again. */
  speak(): void;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl);
  let target = addressIn(url);
  const links = new Set<Link>();
  let isSilent = false;
  const open = () =>
    net.createServer((inbound) => {
      const link = connectThrough(inbound, net.connect(target), () => links.delete(link));
      links.add(link);
      if (isSilent) link.silence();
    });
  let server = open();
  const ownPort = await listeningPort(server, 0);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String(ownPort);
  const cut = async () => {
    for (const { destroy } of links) destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const restore = async () => {
    server = open();
    await listeningPort(server, ownPort);
  };
  return {
    url: url.href,
    cut,
    restore,
    async leadTo(otherUrl) {
      await cut();
      target = addressIn(new URL(otherUrl));
      await restore();
    },
    silence(which) {
      isSilent = which === "all";
      for (const link of links) {
        link.silence();
        // Nobody finds it any more to let it speak.
        if (which === "open") links.delete(link);
      }
    },
    speak() {
      isSilent = false;
      for (const { speak } of links) speak();
    },
  };
}

/** Where a database URL leads, as `net.connect` takes it. */
function addressIn(url: URL): net.NetConnectOpts {
  const socketDir = url.searchParams.get("host");
  const port = Number(url.port || 5432);
  return socketDir === null ? { host: url.hostname, port } : { path: `${socketDir}/.s.PGSQL.${port}` };
}

interface Link {
  silence(): void;
  speak(): void;
  destroy(): void;
}

function connectThrough(inbound: net.Socket, outbound: net.Socket, ended: () => void): Link {
  const sockets = [inbound, outbound];
  let isSilent = true;
  const speak = () => {
    // Piped twice, each byte would arrive twice.
    if (!isSilent) return;
    isSilent = false;
    inbound.pipe(outbound);
    outbound.pipe(inbound);
  };
  const destroy = () => {
    for (const socket of sockets) socket.destroy();
  };
  for (const socket of sockets) socket.on("error", destroy).on("close", destroy).on("close", ended);
  speak();
  return {
    speak,
    destroy,
    silence: () => {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}
