import { restoreBackup } from "@/lib/server/db/backup/restore-backup";
import { locateDatabase } from "@/lib/server/process/database";
import { fileArgument } from "@/lib/server/process/file-argument";

const USAGE = `Usage: npm run restore -- <file>

Fills an empty database, the one that the settings name, with what npm run backup wrote, and migrates it.`;

/** Restores a backup. A failure leaves the database as it was. */
export async function main(args: string[]): Promise<void> {
  const file = fileArgument(args, USAGE);
  const database = await locateDatabase("command", console.error);
  try {
    const { header, end, migrated } = await restoreBackup(database.url, file);
    const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
    const since = migrated.length === 0 ? "" : ` and migrated it to ${migrated.at(-1)}`;
    console.error(`Restored ${rows} rows, as of ${header.created_at}, into ${database.place}${since}.`);
  } finally {
    await database.stop();
  }
}
