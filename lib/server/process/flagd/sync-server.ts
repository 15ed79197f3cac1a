import net from "node:net";
import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { SyncStreams } from "../../live/flagd/sync-streams";
import { takePort } from "../listener";
import type { Stop } from "../repeat";
import { PeerConnections } from "./connections";
import { handlersOf } from "./handlers";
import { servedFlagSync } from "./protocol";

/** How long calls may take to end after the last was accepted. */
const SHUTDOWN_MS = 2_000;
/** Each connection is an open file, and the service itself needs most of the process's files. */
const MOST_CONNECTIONS = 2_000;

const options = {
  // A selector is short.
  "grpc.max_receive_message_length": 16 * 1024,
  "grpc.max_concurrent_streams": 100,
  // Finds clients that are gone without saying so.
  "grpc.keepalive_time_ms": 60_000,
  "grpc.keepalive_timeout_ms": 20_000,
  // Closes connections that request nothing.
  "grpc.max_connection_idle_ms": 60_000,
  // Closes a connection whose client does not read its last message.
  "grpc.max_connection_age_ms": 2 * 60 * 60_000,
  "grpc.max_connection_age_grace_ms": 10_000,
};

/**
 * Serves flagd's sync protocol. Without TLS, like the service itself: a proxy adds it.
 * @returns the port, and how to stop
 * @throws Error with one clear sentence when the port is not available
 */
export async function startSyncServer(port: number, host: string): Promise<{ port: number; stop: Stop }> {
  const server = new Server(options);
  const streams = new SyncStreams();
  const connections = new PeerConnections(MOST_CONNECTIONS);
  server.addService(servedFlagSync, handlersOf(streams, connections));
  const { injectConnection } = server.createConnectionInjector(ServerCredentials.createInsecure());
  // The listener is ours, so that connections can be counted and closed.
  const listener = net.createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {});
    if (connections.open(socket)) injectConnection(socket);
    else socket.destroy();
  });
  try {
    await takePort(listener, port, host, "FLAGD_SYNC_PORT");
  } catch (error) {
    server.forceShutdown();
    throw error;
  }
  const address = listener.address();
  const taken = address !== null && typeof address === "object" ? address.port : port;
  return { port: taken, stop: () => stop({ server, listener, streams, connections }) };
}

interface Parts {
  server: Server;
  listener: net.Server;
  streams: SyncStreams;
  connections: PeerConnections;
}

/** Streams end first, and tell clients to come again; what does not end is cut off. */
async function stop({ server, listener, streams, connections }: Parts): Promise<void> {
  listener.close();
  streams.close();
  const cut = () => {
    server.forceShutdown();
    connections.destroyAll();
  };
  const impatience = setTimeout(cut, SHUTDOWN_MS);
  await promisify(server.tryShutdown.bind(server))().catch(cut);
  clearTimeout(impatience);
  connections.destroyAll();
}
