/** For `where`: rows with `text` in one of these columns, in any letter case. All rows when there is no text. */
export function containing<Column extends string>(text: string | undefined, columns: readonly Column[]) {
  if (text === undefined) return {};
  // Prisma makes it `ILIKE '%…%'`, in which these three characters have a meaning.
  const contains = text.replace(/[\\%_]/g, "\\$&");
  const matches = columns.map((column) => ({ [column]: { contains, mode: "insensitive" as const } }));
  // TypeScript gives a computed key an index signature; the key is the column.
  return { OR: matches as { [K in Column]?: { contains: string; mode: "insensitive" } }[] };
}
