import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { restoreBackup } from "@/lib/server/db/backup/restore-backup";
import { writeBackup } from "@/lib/server/db/backup/write-backup";
import { recordSecret } from "@/lib/server/services/secret-change";
import { createTestDatabase } from "../support/database";
import { startServer, temporaryDataDir } from "../support/server-process";
import { storedIn } from "../support/stored";

const FIRST = "first secret of thirty-two letters";
const SECOND = "second secret of thirty-two letters";

async function newDatabase(options?: { empty: boolean }): Promise<string> {
  const { url, drop } = await createTestDatabase(options);
  onTestFinished(drop);
  return url;
}

/** Somebody signs in, for as many hours. */
async function addSession(url: string, hours = 1): Promise<void> {
  const stored = storedIn(url);
  const id = randomUUID();
  await stored.query(`INSERT INTO users (id, name, email, role) VALUES ('${id}', 'Ada', '${id}@example.com', 'admin')`);
  await stored.query(
    `INSERT INTO sessions (id, user_id, token, expires_at)
     VALUES ('${randomUUID()}', '${id}', '${randomUUID()}', now() + interval '${hours} hours')`,
  );
  await stored.close();
}

test("the sessions that another secret signed are counted once, and the new one counts from then on", async () => {
  const url = await newDatabase();
  expect(await recordSecret(url, FIRST)).toBe(0);
  await addSession(url);
  await addSession(url, -1);
  expect(await recordSecret(url, FIRST)).toBe(0);
  expect(await recordSecret(url, SECOND)).toBe(1);
  expect(await recordSecret(url, SECOND)).toBe(0);
});

test("instances that begin with one secret at once agree, and keep nothing that tells it", async () => {
  const url = await newDatabase();
  await addSession(url);
  expect(await Promise.all([1, 2, 3, 4].map(() => recordSecret(url, FIRST)))).toEqual([0, 0, 0, 0]);
  const stored = storedIn(url);
  const rows = await stored.query("SELECT fingerprint FROM session_secret").finally(() => stored.close());
  expect(rows).toEqual([{ fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
});

test("a restored backup knows by which secret its sessions were signed", async () => {
  const url = await newDatabase();
  await recordSecret(url, FIRST);
  await addSession(url);
  const directory = await temporaryDataDir();
  const file = path.join(directory, "backup.gz");
  await writeBackup(url, file);
  const restored = await newDatabase({ empty: true });
  // A server that was started on it before, and that nobody has used, is not in the way.
  const used = await newDatabase();
  await recordSecret(used, SECOND);
  for (const target of [restored, used]) {
    await restoreBackup(target, file);
    expect(await recordSecret(target, FIRST)).toBe(0);
    expect(await recordSecret(target, SECOND)).toBe(1);
  }
  await fs.rm(file);
});

test("a server that starts with another AUTH_SECRET warns of it, once", async () => {
  const url = await newDatabase();
  await recordSecret(url, FIRST);
  await addSession(url);
  const start = async (secret: string) => {
    const server = await startServer({ DATABASE_URL: url, AUTH_SECRET: secret, LOG_LEVEL: "warn" });
    await server.stop();
    return server.stdout;
  };
  const warned = await start(SECOND);
  expect(warned).toContain('"sessions":1');
  expect(warned).toContain("is not the one that this database was last started with: members sign in again");
  expect(warned).not.toContain(SECOND);
  expect(await start(SECOND)).not.toContain("is not the one");
}, 120_000);
