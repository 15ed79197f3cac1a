/** For `where`: rows that have `text` in one of these columns, whatever the case. All rows when there is no text. */
export function containing<Column extends string>(text: string | undefined, columns: readonly Column[]) {
  if (text === undefined) return {};
  // Prisma makes it `ILIKE '%…%'`, where these three characters would have a meaning.
  const contains = text.replace(/[\\%_]/g, "\\$&");
  const matches = columns.map((column) => ({ [column]: { contains, mode: "insensitive" as const } }));
  // TypeScript makes an index signature of a computed key; it is the column's.
  return { OR: matches as { [K in Column]?: { contains: string; mode: "insensitive" } }[] };
}
