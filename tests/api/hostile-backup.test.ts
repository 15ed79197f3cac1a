import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "@/lib/server/db/backup/restore-backup";
import { writeBackup } from "@/lib/server/db/backup/write-backup";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { contentOf } from "../support/database-content";
import { makeScratch } from "../support/scratch";

/** A backup's lines without the last one, and what that one says. */
interface Content {
  lines: string[];
  end: { rows: Record<string, number>; sequences: Record<string, string | null> };
}

let directory: string;
let target: TestDatabase;
let good: Buffer;

beforeAll(async () => {
  directory = await makeScratch("guidon-hostile-");
  const source = await createTestDatabase();
  const file = path.join(directory, "good.gz");
  await writeBackup(source.url, file);
  await source.drop();
  good = await fs.readFile(file);
  target = await createTestDatabase({ empty: true });
});

afterAll(async () => {
  await target.drop();
  await fs.rm(directory, { recursive: true, force: true });
});

/** A backup that somebody changed, and whose checksum fits. */
async function forged(edit: (content: Content) => void): Promise<string> {
  const lines = gunzipSync(good).toString("utf8").split("\n").slice(0, -1);
  const end = JSON.parse(lines.pop() ?? "");
  edit({ lines, end });
  const body = lines.map((line) => `${line}\n`).join("");
  end.sha256 = createHash("sha256").update(body).digest("hex");
  const file = path.join(directory, "forged.gz");
  await fs.writeFile(file, gzipSync(`${body}${JSON.stringify(end)}\n`));
  return file;
}

/** Where a table begins, and where the next one does. */
function placeOf(lines: readonly string[], table: string): [number, number] {
  const from = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  return [from, lines.indexOf("\\.", from) + 1];
}

/** Puts a table with rows after the one of projects. */
function addTable({ lines, end }: Content, table: string, columns: string[], ...rows: string[]): void {
  lines.splice(placeOf(lines, "projects")[1], 0, JSON.stringify({ table, columns }), ...rows, "\\.");
  end.rows[table] = rows.length;
}

function removeTable({ lines, end }: Content, table: string): void {
  const [from, to] = placeOf(lines, table);
  lines.splice(from, to - from);
  delete end.rows[table];
}

function emptyTable({ lines, end }: Content, table: string): void {
  const [from, to] = placeOf(lines, table);
  lines.splice(from + 1, to - from - 2);
  end.rows[table] = 0;
}

const ROLE = ["oid", "rolname", "rolsuper", "rolinherit", "rolcreaterole", "rolcreatedb", "rolcanlogin"];
const MORE_OF_ROLE = ["rolreplication", "rolbypassrls", "rolconnlimit"];

test.each<[string, (content: Content) => void, string]>([
  [
    "makes a superuser of the database",
    (content) => addTable(content, "pg_authid", [...ROLE, ...MORE_OF_ROLE], `9999\tevil${"\tt".repeat(7)}\t-1`),
    "its migrations make no table pg_authid",
  ],
  ["holds a table of nobody", (content) => addTable(content, "nowhere", ["a"]), "its migrations make no table nowhere"],
  ["holds a table twice", (content) => addTable(content, "projects", ["id"]), "it holds projects twice"],
  ["holds no keys", (content) => removeTable(content, "api_keys"), "it does not hold api_keys"],
  [
    "tells migrations of which its rows know nothing",
    (content) => emptyTable(content, "_prisma_migrations"),
    "its first line and its rows tell of different migrations",
  ],
  [
    "tells of migrations that cannot stand alone",
    ({ lines }) => {
      const { migrations, ...header } = JSON.parse(lines[0] ?? "");
      lines[0] = JSON.stringify({ ...header, migrations: migrations.slice(1) });
    },
    'relation "projects" does not exist',
  ],
  [
    "holds rows that do not fit",
    ({ lines }) => lines.splice(placeOf(lines, "database_epoch")[0] + 1, 1, "t\tno epoch\tnever"),
    "COPY database_epoch, line 1: invalid input syntax for type uuid",
  ],
  [
    "continues a sequence of nobody",
    ({ end }) => Object.assign(end.sequences, { pg_class: "5" }),
    "its migrations make no sequence pg_class",
  ],
])("a backup that %s is refused by name, and changes nothing", async (_what, edit, reason) => {
  const file = await forged(edit);
  const error = await restoreBackup(target.url, file).catch((refusal: Error) => refusal.message);
  expect(error).toMatch(new RegExp(`^${file} cannot be restored: .*; nothing was changed\\.$`));
  expect(error).toContain(reason);
  expect((await contentOf(target.url)).rows).toEqual({});
});

test("a format that never was is no backup", async () => {
  const file = await forged(({ lines }) => {
    lines[0] = (lines[0] ?? "").replace('"version":1', '"version":0');
  });
  await expect(restoreBackup(target.url, file)).rejects.toThrow("is no backup, or damaged");
});

test("without a change, such a backup is restored", async () => {
  await restoreBackup(target.url, await forged(() => {}));
  expect(Object.keys((await contentOf(target.url)).rows)).not.toEqual([]);
});
