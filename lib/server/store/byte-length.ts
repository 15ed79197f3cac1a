import { Prisma } from "../db/generated/client";

/** Columns that may have megabytes. */
const LONG = {
  flags: ["default_value", "environments", "variants", "requires"],
  rules: ["conditions", "value", "split"],
  segments: ["rules"],
} as const;

/** Columns for people to read. They have some kilobytes, and a list may have many rows. */
const READ = {
  flags: ["name", "description", "tags"],
  rules: ["name"],
  segments: ["name", "description"],
} as const;

export type LongTable = keyof typeof LONG;

const sumOf = (columns: readonly string[], alias: string, lengthOf: (column: string) => string): Prisma.Sql =>
  Prisma.raw(columns.map((column) => `coalesce(${lengthOf(`${alias}.${column}`)}, 0)`).join(" + "));

const textLength = (column: string): string => `octet_length(${column}::text)`;

/**
 * The length of a row's long columns as text, in bytes.
 * @param alias the table's name in the statement
 */
export const bytesOf = (table: LongTable, alias: string = table): Prisma.Sql => sumOf(LONG[table], alias, textLength);

/** As `bytesOf`, with the columns that are for people to read. */
export const allBytesOf = (table: LongTable, alias: string): Prisma.Sql =>
  sumOf([...LONG[table], ...READ[table]], alias, textLength);

/** What Postgres adds to a stored text. */
const HEADER_BYTES = 4;

/** At most as much as `bytesOf`, known without reading a text: what is stored is compressed. */
export const storedBytesOf = (table: LongTable, alias: string): Prisma.Sql =>
  sumOf(LONG[table], alias, (column) => `pg_column_size(${column}) - ${HEADER_BYTES}`);
