import { z } from "zod";
import type { Page, PageRequest } from "@/lib/contract/common";
import { Prisma } from "../db/generated/client";
import { badRequest } from "../service-error";

function encode(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

function decode<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    decoded = undefined;
  }
  const parsed = schema.safeParse(decoded);
  if (!parsed.success) throw badRequest("cursor is malformed");
  return parsed.data;
}

/** The row after which a page begins, in lists that are oldest first: creation in milliseconds since 1970, then id. */
const createdPosition = z.tuple([z.int().min(0).max(8.64e15), z.uuid()]);

/** For `where`, in lists that are oldest first: the rows after the request's cursor. */
export function createdAfter(request: PageRequest) {
  const row = lastRowBefore(request);
  if (row === undefined) return {};
  const { createdAt, id } = row;
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
}

/** As `createdAfter`, for a statement in SQL: what each of these rows fulfils. */
export function createdAfterInSql(request: PageRequest): Prisma.Sql[] {
  const row = lastRowBefore(request);
  return row === undefined ? [] : [Prisma.sql`(created_at, id) > (${row.createdAt}::timestamptz, ${row.id}::uuid)`];
}

/** The row after which a page begins; undefined: it is the first page. */
function lastRowBefore({ cursor }: PageRequest): { createdAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [createdMs, id] = decode(cursor, createdPosition);
  return { createdAt: new Date(createdMs), id };
}

/** The order of lists that are oldest first, and how many rows to read. */
export const oldestFirst = (request: PageRequest) => ({
  orderBy: [{ createdAt: "asc" as const }, { id: "asc" as const }],
  ...rowsToRead(request),
});

/** The number in the request's cursor, for lists ordered by one whole number. Null: from the beginning. */
export function numberAfter({ cursor }: PageRequest): number | null {
  return cursor === undefined ? null : decode(cursor, z.tuple([z.int()]))[0];
}

/** The cursor that `numberAfter` reads. */
export const numberCursor = (position: number): string => encode([position]);

/** One row more than the page holds tells whether another page follows. Without a limit all rows are read. */
const rowsToRead = ({ limit }: PageRequest): { take?: number } => (limit === undefined ? {} : { take: limit + 1 });

/** The cursor after a row, in lists that are oldest first. */
export const createdCursor = ({ createdAt, id }: { createdAt: Date; id: string }): string =>
  encode([createdAt.getTime(), id]);

/** A page of a list that is oldest first. `rows` as read with `oldestFirst`. */
export function createdPage<Row extends { createdAt: Date; id: string }, T>(
  rows: readonly Row[],
  { limit }: PageRequest,
  present: (row: Row) => T,
): Page<T> {
  if (limit === undefined) return { items: rows.map(present) };
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items: shown.map(present), nextCursor: hasMore ? createdCursor(last) : null };
}
