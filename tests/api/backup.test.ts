import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { inOneTransaction } from "@/lib/server/db/backup/connect";
import { createMigrationsTable, recordMigration } from "@/lib/server/db/backup/migrations-table";
import { restoreBackup } from "@/lib/server/db/backup/restore-backup";
import { writeBackup } from "@/lib/server/db/backup/write-backup";
import { applyMigrations } from "@/lib/server/db/migrate";
import { knownMigrations } from "@/lib/server/db/migrations";
import { ownService } from "../support/api-service";
import { createTestDatabase } from "../support/database";
import { contentOf } from "../support/database-content";
import { addMember, setUpAdmin } from "../support/people";
import { makeScratch } from "../support/scratch";
import { storedIn } from "../support/stored";

const service = ownService();

async function scratch(): Promise<string> {
  const directory = await makeScratch("guidon-backup-");
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }));
  return directory;
}

const newFile = async () => path.join(await scratch(), "backup.gz");

async function newDatabase(options?: { empty: boolean }): Promise<string> {
  const database = await createTestDatabase(options);
  onTestFinished(() => database.drop());
  return database.url;
}

const emptyDatabase = () => newDatabase({ empty: true });

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const stored = storedIn(url);
  return stored.query<Row>(text).finally(() => stored.close());
}

const withoutEpoch = ({ database_epoch: _, ...rows }: Record<string, string[]>) => rows;

const tablesIn = async (url: string) => Object.keys((await contentOf(url)).rows);

/** A backup whose text was changed and whose checksum fits again. */
async function edited(file: string, edit: (text: string) => string): Promise<string> {
  const text = edit(gunzipSync(await fs.readFile(file)).toString("utf8"));
  const at = text.lastIndexOf("\n", text.length - 2) + 1;
  const end = JSON.parse(text.slice(at));
  end.sha256 = createHash("sha256").update(text.slice(0, at)).digest("hex");
  const target = `${file}.edited`;
  await fs.writeFile(target, gzipSync(`${text.slice(0, at)}${JSON.stringify(end)}\n`));
  return target;
}

test("a backup that was made under writes is one moment, and comes back row by row", async () => {
  const project = await service.project();
  const acknowledged: string[] = [];
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  const writers = [1, 2, 3, 4].map(async () => {
    while (!isOver) acknowledged.push((await service.segment(project, { name: `"é\t\\.\n${randomUUID()}` })).id);
  });
  await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(9);
  const before = [...acknowledged];
  const file = await newFile();
  await writeBackup(service.databaseUrl, file);
  const during = acknowledged.length;
  await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(during);
  isOver = true;
  await Promise.all(writers);

  const restored = await emptyDatabase();
  await restoreBackup(restored, file);
  const [then, now] = await Promise.all([contentOf(restored), contentOf(service.databaseUrl)]);
  // Segments are only added here, and each with its entry and one more revision: so none of them may be half there.
  expect(now.rows.segments).toEqual(expect.arrayContaining(then.rows.segments ?? []));
  expect(now.rows.audit_entries).toEqual(expect.arrayContaining(then.rows.audit_entries ?? []));
  const [{ ids, revision, entries } = { ids: [], revision: 0, entries: 0 }] = await query<{
    ids: string[];
    revision: number;
    entries: number;
  }>(
    restored,
    `SELECT (SELECT array_agg(id::text) FROM segments WHERE project_id = p.id) AS ids, revision::int AS revision,
       (SELECT count(*)::int FROM audit_entries WHERE project_id = p.id AND resource_type = 'segment') AS entries
     FROM projects p WHERE id = '${project.id}'`,
  );
  expect(ids).toEqual(expect.arrayContaining(before));
  expect(ids.length).toBe(entries);
  expect(ids.length).toBe(revision);
  expect(ids.length).toBeLessThan(acknowledged.length);
});

test("everything comes back as it was: rows, schema, and the next numbers of sequences", async () => {
  const admin = await setUpAdmin(service);
  await addMember(service, admin, "viewer");
  const project = await service.project({ environments: ["production", "qa"] });
  const flag = await service.flag(project, {
    key: "odd",
    flag_type: "json",
    default_value: { value: { b: 1e21, a: ["\\N", "\n", null] } },
    variants: [{ name: "\t\\N", value: null, description: '{"' }],
    tags: ["a,b", '"', "NULL", "{}"],
  });
  const segment = await service.segment(project);
  for (const environment of ["production", "qa"]) {
    const rule = { environment, conditions: [], segment_id: segment.id, value: { x: "\\." }, percentage: 25 };
    await service.rule(flag, rule);
    const plan = { attribute: "plan", operator: "equals", value: "\\N" };
    const conditions = [{ any: [{ segment: segment.id }, { none: [plan] }] }];
    const split = [{ value: null, weight: 33.334 }];
    await service.rule(flag, { environment, conditions, value: [], name: "x", split });
  }
  await service.data("POST", "/api/v1/flags/test-users", {
    project_id: project.id,
    name: "Mara",
    context: { plan: "pro" },
  });
  await query(service.databaseUrl, "UPDATE database_epoch SET counted_since = now() - interval '90 days'");
  const file = await newFile();
  const { end } = await writeBackup(service.databaseUrl, file);
  const restored = await emptyDatabase();
  await restoreBackup(restored, file);
  const [then, now] = await Promise.all([contentOf(service.databaseUrl), contentOf(restored)]);
  expect(now.schema).toEqual(then.schema);
  expect(withoutEpoch(now.rows)).toEqual(withoutEpoch(then.rows));
  // The one thing that must differ: what is held of the one database is not the other's.
  expect(now.rows.database_epoch).toHaveLength(1);
  expect(now.rows.database_epoch).not.toEqual(then.rows.database_epoch);
  const countsAnew = "SELECT counted_since > now() - interval '1 hour' AS it FROM database_epoch";
  expect(await query(restored, countsAnew)).toEqual([{ it: true }]);
  expect(Object.keys(end.rows).sort()).toEqual(Object.keys(then.rows).sort());
  expect(end.rows.rules).toBe(then.rows.rules?.length);
  const next = "SELECT nextval('audit_entries_sequence_seq') AS next";
  expect(await query(restored, next)).toEqual(await query(service.databaseUrl, next));
  expect(await applyMigrations(restored)).toEqual([]);
});

test("a backup is its owner's alone, replaces an older one, and leaves nothing beside it", async () => {
  const file = await newFile();
  await fs.writeFile(file, "older", { mode: 0o644 });
  await writeBackup(service.databaseUrl, file);
  expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
  expect(gunzipSync(await fs.readFile(file)).length).toBeGreaterThan(100);
  expect(await fs.readdir(path.dirname(file))).toEqual([path.basename(file)]);
});

test("a backup that fails keeps the one that was there", async () => {
  const file = await newFile();
  await fs.writeFile(file, "older");
  const stopping = AbortSignal.abort(new Error("Stopped."));
  await expect(writeBackup(service.databaseUrl, file, stopping)).rejects.toThrow("abort");
  await expect(writeBackup(await emptyDatabase(), file)).rejects.toThrow("there is nothing to back up");
  await expect(writeBackup("postgresql://x@127.0.0.1:1/x", file)).rejects.toThrow("The database cannot be reached");
  expect(await fs.readFile(file, "utf8")).toBe("older");
  expect(await fs.readdir(path.dirname(file))).toEqual([path.basename(file)]);
});

/** A database as a Guidon left it that knew the first migrations only. */
async function olderDatabase(migrations: number): Promise<string> {
  const url = await emptyDatabase();
  await inOneTransaction(url, "BEGIN", async (client) => {
    await createMigrationsTable(client);
    for (const migration of (await knownMigrations()).slice(0, migrations)) {
      await client.query(migration.sql);
      await recordMigration(client, migration);
    }
  });
  return url;
}

test("a backup of an older Guidon is made without migrating it, comes back, and is migrated", async () => {
  const older = await olderDatabase(1);
  const id = randomUUID();
  await query(
    older,
    `INSERT INTO projects (id, name, slug, environments, default_environment)
     VALUES ('${id}', 'Old', 'old', '{production}', 'production')`,
  );
  const before = await contentOf(older);
  const file = await newFile();
  await writeBackup(older, file);
  expect(await contentOf(older)).toEqual(before);
  const restored = await emptyDatabase();
  const { migrated } = await restoreBackup(restored, file);
  const known = await knownMigrations();
  expect(migrated).toEqual(known.slice(1).map(({ name }) => name));
  expect(await query(restored, "SELECT id, name FROM projects")).toEqual([{ id, name: "Old" }]);
  expect((await contentOf(restored)).schema).toEqual((await contentOf(await newDatabase())).schema);
  expect(await applyMigrations(restored)).toEqual([]);
});

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, -20), "it ends too early"],
  ["cut in half", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), "it ends too early"],
  ["empty", () => Buffer.alloc(0), "it ends too early"],
  ["changed in one byte", flipped, /cannot be unpacked|ends too early|checksum|does not hold/],
  ["no backup at all", () => Buffer.from("CREATE TABLE x ();\n"), "it cannot be unpacked"],
  ["something else that is packed", () => gzipSync("hello\n"), "it does not hold what a backup holds"],
  ["without its last line", withoutEnd, "it ends too early"],
  ["changed, and packed again", repacked, "its checksum does not fit"],
])("a file that is %s is refused, and the database is not touched", async (_what, damage, reason) => {
  const file = await newFile();
  await writeBackup(service.databaseUrl, file);
  await fs.writeFile(file, damage(await fs.readFile(file)));
  const target = await emptyDatabase();
  await expect(restoreBackup(target, file)).rejects.toThrow(reason);
  await expect(restoreBackup(target, file)).rejects.toThrow(`${file} is no backup, or damaged`);
  expect(await tablesIn(target)).toEqual([]);
});

function flipped(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ 1]), bytes.subarray(at + 1)]);
}

function withoutEnd(bytes: Buffer): Buffer {
  const text = gunzipSync(bytes).toString("utf8");
  return gzipSync(text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1));
}

function repacked(bytes: Buffer): Buffer {
  return gzipSync(gunzipSync(bytes).toString("utf8").replace("_init", "_INIT"));
}

test("every place in which a backup may be cut is noticed", async () => {
  const file = await newFile();
  await writeBackup(await newDatabase(), file);
  const bytes = await fs.readFile(file);
  const target = await emptyDatabase();
  for (let length = 0; length < bytes.length; length += 7) {
    await fs.writeFile(file, bytes.subarray(0, length));
    await expect(restoreBackup(target, file), `${length} bytes`).rejects.toThrow("is no backup, or damaged");
  }
  expect(await tablesIn(target)).toEqual([]);
});

test("a backup of a newer Guidon, or in a later format, is refused in one sentence", async () => {
  const file = await newFile();
  await writeBackup(service.databaseUrl, file);
  const target = await emptyDatabase();
  const newer = await edited(file, (text) =>
    text.replace(/"migrations":\[/, '"migrations":[{"name":"29990101000000_later","checksum":"0"},'),
  );
  await expect(restoreBackup(target, newer)).rejects.toThrow(
    `${newer} was made by a newer Guidon (its database has 29990101000000_later): restore it with that one.`,
  );
  const later = await edited(file, (text) => text.replace('"version":1', '"version":2'));
  await expect(restoreBackup(target, later)).rejects.toThrow("was written by a newer Guidon");
  expect(await tablesIn(target)).toEqual([]);
});

test("a database that is newer than this Guidon is not backed up by it", async () => {
  const url = await newDatabase();
  await query(
    url,
    "UPDATE _prisma_migrations SET migration_name = '29990101000000_later' WHERE migration_name LIKE '%init'",
  );
  await expect(writeBackup(url, await newFile())).rejects.toThrow("migrated by a newer Guidon (it has 2999");
});

test("a restore overwrites nothing: rows of anybody, and tables of somebody else, are a refusal", async () => {
  const file = await newFile();
  await writeBackup(service.databaseUrl, file);
  const used = await newDatabase();
  await restoreBackup(used, file);
  const before = await contentOf(used);
  await expect(restoreBackup(used, file)).rejects.toThrow(/^The database is not empty \(its table \w+ has rows\)/);
  expect(await contentOf(used)).toEqual(before);
  const foreign = await emptyDatabase();
  await query(foreign, "CREATE TABLE theirs ()");
  await expect(restoreBackup(foreign, file)).rejects.toThrow("The database is not empty (it has a table theirs)");
  expect(await tablesIn(foreign)).toEqual(["theirs"]);
  const elsewhere = await emptyDatabase();
  await query(elsewhere, "CREATE SCHEMA AUTHORIZATION CURRENT_USER");
  await expect(restoreBackup(elsewhere, file)).rejects.toThrow("The database makes tables in ");
  expect(await tablesIn(elsewhere)).toEqual([]);
});

test("a restore that fails on the way leaves the database as empty as it was", async () => {
  const file = await newFile();
  await service.project();
  await writeBackup(service.databaseUrl, file);
  const doubled = await edited(file, (text) =>
    text.replace(/(\{"table":"projects".*\n)(.*\n)/, (_all, line, row) => `${line}${row}${row}`),
  );
  const target = await emptyDatabase();
  await expect(restoreBackup(target, doubled)).rejects.toThrow("duplicate key value");
  expect(await tablesIn(target)).toEqual([]);
  await restoreBackup(target, file);
  expect(withoutEpoch((await contentOf(target)).rows)).toEqual(
    withoutEpoch((await contentOf(service.databaseUrl)).rows),
  );
});

test("a database that a server made, and nobody has used, is as good as an empty one", async () => {
  const file = await newFile();
  await service.project();
  await writeBackup(service.databaseUrl, file);
  const started = await newDatabase();
  await query(
    started,
    "INSERT INTO verifications (id, identifier, value, expires_at) VALUES (gen_random_uuid(), 'setup:x', '', now())",
  );
  await restoreBackup(started, file);
  expect((await contentOf(started)).rows.projects).toEqual((await contentOf(service.databaseUrl)).rows.projects);
});

test("every table of the schema is in the backup", async () => {
  const url = await newDatabase();
  const { end } = await writeBackup(url, await newFile());
  expect(Object.keys(end.rows).sort()).toEqual((await tablesIn(url)).sort());
});
