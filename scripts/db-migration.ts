import fs from "node:fs/promises";
import path from "node:path";
import { schemaDifference } from "@/lib/server/db/schema-difference";

/** Writes the next migration: the difference between prisma/migrations and prisma/schema.prisma. */
export async function main([name, ...more]: string[]): Promise<void> {
  if (!name || !/^[a-z][a-z0-9_]{0,60}$/.test(name) || more.length > 0) {
    throw new Error("Usage: npm run db:migration -- <name>, in lower case with underscores (add_flag_owner).");
  }
  const difference = await schemaDifference();
  if (difference === undefined) return console.error("Schema and migrations agree: there is nothing to write.");
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join("prisma", "migrations", `${timestamp}_${name}`, "migration.sql");
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, difference);
  console.error("Written. Read it, and add what Prisma cannot say (checks, deferrable keys, data):");
  console.log(file);
}
