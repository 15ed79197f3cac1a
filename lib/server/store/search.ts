/** For `where`: rows with `text` in one of these columns, in any letter case. All rows when there is no text. */
export function containing<Column extends string>(text: string | undefined, columns: readonly Column[]) {
  if (text === undefined) return {};
  const contains = escaped(text);
  const matches = columns.map((column) => ({ [column]: { contains, mode: "insensitive" as const } }));
  // TypeScript gives a computed key an index signature; the key is the column.
  return { OR: matches as { [K in Column]?: { contains: string; mode: "insensitive" } }[] };
}

/** As `containing`, for a statement in SQL: what a column is compared with by `ILIKE`. */
export const patternContaining = (text: string): string => `%${escaped(text)}%`;

/** Prisma makes `ILIKE '%…%'` of it, too, in which these three characters have a meaning. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
