import { Prisma } from "../db/generated/client";

/**
 * What rows fulfil in which each word of `text` stands, in any letter case; each may stand in another of these columns.
 */
export const containing = (text: string | undefined, columns: readonly string[]): Prisma.Sql[] =>
  wordsOf(text).map((word) => {
    const pattern = `%${escaped(word)}%`;
    const matches = columns.map((column) => Prisma.sql`${Prisma.raw(column)} ILIKE ${pattern}`);
    return Prisma.sql`(${Prisma.join(matches, " OR ")})`;
  });

const wordsOf = (text = ""): string[] => [...new Set(text.split(/\s+/))].filter((word) => word !== "");

/** These three characters have a meaning in a pattern. */
const escaped = (word: string): string => word.replace(/[\\%_]/g, "\\$&");
