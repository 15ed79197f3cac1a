import { schemaDifference } from "@/lib/server/db/schema-difference";

/** Fails when migrations and schema disagree. */
export async function main(): Promise<void> {
  const difference = await schemaDifference();
  if (difference === undefined) return console.log("Schema and migrations agree.");
  throw new Error(
    "prisma/schema.prisma and prisma/migrations disagree (npm run db:migration -- <name> writes the " +
      `rest):\n\n${difference}`,
  );
}
