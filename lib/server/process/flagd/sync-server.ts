import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { SyncStreams } from "../../live/flagd/sync-streams";
import type { Stop } from "../repeat";
import { handlersOf } from "./handlers";
import { flagSyncService } from "./protocol";

/** How long calls may take to end once no more are accepted. */
const SHUTDOWN_MS = 2_000;

const options = {
  // A selector is short.
  "grpc.max_receive_message_length": 16 * 1024,
  "grpc.max_concurrent_streams": 100,
  // A client that is gone without a word is found out.
  "grpc.keepalive_time_ms": 60_000,
  "grpc.keepalive_timeout_ms": 20_000,
  // One that is there and does not read its last message holds the connection up for so long at most.
  "grpc.max_connection_age_ms": 2 * 60 * 60_000,
  "grpc.max_connection_age_grace_ms": 10_000,
};

/**
 * Serves flagd's sync protocol. Without TLS, as the service itself: a proxy adds it.
 * @returns the port, and how to stop
 * @throws Error with one clear sentence when the port cannot be had
 */
export async function startSyncServer(port: number, host: string): Promise<{ port: number; stop: Stop }> {
  const server = new Server(options);
  const streams = new SyncStreams();
  server.addService(flagSyncService, handlersOf(streams));
  const bind = promisify<string, ServerCredentials, number>(server.bindAsync.bind(server));
  try {
    const taken = await bind(`${host.includes(":") ? `[${host}]` : host}:${port}`, ServerCredentials.createInsecure());
    return { port: taken, stop: () => stop(server, streams) };
  } catch (error) {
    server.forceShutdown();
    throw new Error(`FLAGD_SYNC_PORT ${port} on ${host} cannot be had: stop what uses it, or set another.`, {
      cause: error,
    });
  }
}

/** Streams end first, with the word to come again; what does not end is cut off. */
async function stop(server: Server, streams: SyncStreams): Promise<void> {
  streams.close();
  const impatience = setTimeout(() => server.forceShutdown(), SHUTDOWN_MS);
  await promisify(server.tryShutdown.bind(server))().catch(() => server.forceShutdown());
  clearTimeout(impatience);
}
