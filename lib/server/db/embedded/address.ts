import { randomBytes } from "node:crypto";
import net from "node:net";
import path from "node:path";
import { type Cluster, SUPERUSER } from "./cluster";

/** Where a cluster listens: a socket in its directory, or a port on the loopback interface. */
export type Address = { readonly socketDir: string; readonly port: number } | { readonly port: number };

/** The system's limit on a socket's path, without the terminating zero; macOS has the shorter one. */
const LONGEST_SOCKET_PATH = process.platform === "linux" ? 107 : 103;
/** It is only a part of the socket's file name. */
const SOCKET_PORT = 5432;
/** The database of the service, in every embedded Postgres. */
export const DATABASE = "guidon";

/**
 * A socket where the file system can hold one, else a free port. Measured with pg on Node 20: a socket answers 10 %
 * more queries. Another container with the same directory also sees a socket, but not a port.
 */
export async function chooseAddress(cluster: Cluster): Promise<Address> {
  const socket = path.join(cluster.directory, `.s.PGSQL.${SOCKET_PORT}`);
  const isPossible = process.platform !== "win32" && Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH;
  if (isPossible && (await canHoldSocket(cluster.directory))) {
    return { socketDir: cluster.directory, port: SOCKET_PORT };
  }
  return { port: await freePort() };
}

/** Postgres' settings for listening there. */
export function listenSettings(address: Address): string[] {
  const socketDir = "socketDir" in address ? address.socketDir : "";
  return [
    `port=${address.port}`,
    `listen_addresses=${socketDir ? "" : "127.0.0.1"}`,
    `unix_socket_directories=${socketDir}`,
    "unix_socket_permissions=0700",
  ];
}

/** A connection string that both `pg` and `psql` take. */
export function urlOf(cluster: Cluster, address: Address, database = DATABASE): string {
  const host = "socketDir" in address ? `&host=${encodeURIComponent(address.socketDir)}` : "";
  const authority = `${SUPERUSER}:${cluster.password}@127.0.0.1:${address.port}`;
  return `postgresql://${authority}/${database}?sslmode=disable${host}`;
}

/** Some shared folders of virtual machines and containers cannot hold sockets. */
async function canHoldSocket(directory: string): Promise<boolean> {
  // No longer than the socket itself.
  const probe = path.join(directory, `.s.${randomBytes(4).toString("hex")}`);
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(probe, () => server.close(() => resolve(true)));
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The system gave no free port.");
  return address.port;
}
