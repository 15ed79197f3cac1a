import { stat } from "node:fs/promises";
import { writeBackup } from "@/lib/server/db/backup/write-backup";
import { locateDatabase } from "@/lib/server/process/database";
import { fileArgument } from "@/lib/server/process/file-argument";
import { untilSignal } from "@/lib/server/process/until-signal";

const USAGE = `Usage: npm run backup -- <file>

Writes all that is in the database, as of one moment, to a file that only you can read. The server may run meanwhile.`;

/** Backs up the database that the settings name, without migrating it. */
export async function main(args: string[]): Promise<void> {
  const file = fileArgument(args, USAGE);
  const database = await locateDatabase("command", console.error, { mustExist: true });
  try {
    const { header, end } = await untilSignal((signal) => writeBackup(database.url, file, signal));
    const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
    const { size } = await stat(file);
    const schema = header.migrations.at(-1)?.name;
    console.error(`Backed up ${database.place}: ${rows} rows, schema ${schema}, ${size} bytes in ${file}`);
  } finally {
    await database.stop();
  }
}
