import { getEnv } from "@/lib/env";
import type { Stop } from "./repeat";

/** Serves FLAGD_SYNC_PORT, when that is set. @throws Error with one clear sentence when the port cannot be had */
export async function serveFlagdSync(): Promise<Stop> {
  const { FLAGD_SYNC_PORT, HOST } = getEnv();
  if (FLAGD_SYNC_PORT === undefined) return async () => {};
  // gRPC is loaded only here, because most instances have no such port.
  const { startSyncServer } = await import("./flagd/sync-server");
  const { stop } = await startSyncServer(FLAGD_SYNC_PORT, HOST);
  return stop;
}
