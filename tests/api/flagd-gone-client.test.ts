import { promisify } from "node:util";
import {
  type ClientReadableStream,
  credentials,
  Metadata,
  makeClientConstructor,
  Server,
  ServerCredentials,
} from "@grpc/grpc-js";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { ownService } from "../support/api-service";

const service = ownService();

test("a client of flagd's protocol that goes while its key is looked up holds no place among the streams", async () => {
  const { slug } = await service.project();
  const { key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [slug] });
  const { SyncStreams } = await import("@/lib/server/live/flagd/sync-streams");
  const { PeerConnections } = await import("@/lib/server/process/flagd/connections");
  const { handlersOf } = await import("@/lib/server/process/flagd/handlers");
  const { flagSyncService, servedFlagSync } = await import("@/lib/server/process/flagd/protocol");
  const streams = new SyncStreams();
  const open = vi.spyOn(streams, "open");
  const server = new Server();
  server.addService(servedFlagSync, handlersOf(streams, new PeerConnections(10)));
  onTestFinished(() => server.forceShutdown());
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  const Sync = makeClientConstructor(flagSyncService, "flagd.sync.v1.FlagSyncService");
  const client = new Sync(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const database = new pg.Client({ connectionString: service.databaseUrl });
  await database.connect();
  onTestFinished(() => database.end());

  await database.query("BEGIN; LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE");
  const metadata = new Metadata();
  metadata.set("authorization", `Bearer ${key}`);
  const call: ClientReadableStream<unknown> = client.syncFlags?.({}, metadata);
  call.on("error", () => {});
  // What is sent on one connection arrives in its order.
  const isHeard = () => new Promise((answered) => client.getMetadata?.({}, answered));
  await isHeard();
  call.cancel();
  await isHeard();
  await database.query("COMMIT");

  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  await vi.waitFor(() => expect(streams.credentials()).toEqual([]));
});
