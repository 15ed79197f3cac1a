import { Prisma } from "../db/generated/client";

/** Columns that may have megabytes. */
const LONG = {
  flags: ["default_value", "environments", "variants", "requires"],
  rules: ["conditions", "value", "split"],
  segments: ["rules"],
} as const;

export type LongTable = keyof typeof LONG;

const sumOf = (table: LongTable, alias: string, lengthOf: (column: string) => string): Prisma.Sql =>
  Prisma.raw(LONG[table].map((column) => `coalesce(${lengthOf(`${alias}.${column}`)}, 0)`).join(" + "));

/**
 * The length of a row's long columns as text, in bytes.
 * @param alias the table's name in the statement
 */
export const bytesOf = (table: LongTable, alias: string = table): Prisma.Sql =>
  sumOf(table, alias, (column) => `octet_length(${column}::text)`);

/** What Postgres adds to a stored text. */
const HEADER_BYTES = 4;

/** At most as much as `bytesOf`, known without reading a text: what is stored is compressed. */
export const storedBytesOf = (table: LongTable, alias: string): Prisma.Sql =>
  sumOf(table, alias, (column) => `pg_column_size(${column}) - ${HEADER_BYTES}`);
