/**
 * For `where`: rows in which each word of `text` stands, in any letter case; each may stand in another of these columns.
 * All rows when there is no word.
 */
export function containing<Column extends string>(text: string | undefined, columns: readonly Column[]) {
  return {
    AND: wordsOf(text).map((word) => {
      const contains = escaped(word);
      const matches = columns.map((column) => ({ [column]: { contains, mode: "insensitive" as const } }));
      // TypeScript gives a computed key an index signature; the key is the column.
      return { OR: matches as { [K in Column]?: { contains: string; mode: "insensitive" } }[] };
    }),
  };
}

/** As `containing`, for a statement in SQL: what columns are compared with by `ILIKE`, a pattern for each word. */
export const patternsContaining = (text: string | undefined): string[] =>
  wordsOf(text).map((word) => `%${escaped(word)}%`);

const wordsOf = (text = ""): string[] => [...new Set(text.split(/\s+/))].filter((word) => word !== "");

/** Prisma makes `ILIKE '%…%'` of it, too, in which these three characters have a meaning. */
const escaped = (word: string): string => word.replace(/[\\%_]/g, "\\$&");
