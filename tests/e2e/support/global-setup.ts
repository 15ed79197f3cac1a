import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makePeople } from "./people";
import { startServer } from "./server";

/** One server for the run, on data of its own, with one person of each role. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-e2e-"));
  const server = await startServer(dataDir);
  process.env.GUIDON_URL = server.url;
  process.env.GUIDON_KEY = await makePeople(server.url, server.setupToken);
  return async () => {
    await server.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  };
}
