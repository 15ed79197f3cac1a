import type { Page, PageRequest } from "@/lib/contract/common";
import { Prisma } from "../db/generated/client";
import { badRequest } from "../service-error";
import { allBytesOf, type LongTable, storedBytesOf } from "./byte-length";
import type { Tx } from "./transaction";

const MIB = 1024 * 1024;
/**
 * A row may have megabytes, and reading 8 MiB blocks the process for a tenth of a second and takes many times as much
 * memory. So a page ends before it exceeds this size.
 */
const PAGE_BYTES = 16 * MIB;
/** What is asked for without pages must be complete. A longer list is refused. */
const WHOLE_MIB = 64;

/** Rows of one table, in an order. */
interface List {
  readonly table: LongTable;
  /** The table's columns, by Prisma's names. */
  readonly columns: Readonly<Record<string, string>>;
  /** What each row of the list fulfils. */
  readonly where: readonly Prisma.Sql[];
  /** The columns by which the list is ordered. */
  readonly order: string;
}

/**
 * A list, or a page of it, that is bounded in bytes: a page may have fewer rows than asked for, but has at least one,
 * because a page that shows nothing could not be continued.
 * @throws ServiceError 400 when it is asked for without pages and has more than 64 MiB
 */
export async function boundedPage<Row extends object>(
  tx: Tx,
  list: List,
  { limit }: PageRequest,
  cursorAfter: (row: Row) => string,
): Promise<Page<Row>> {
  const read = await readRows<Row>(tx, list, limit, limit === undefined ? WHOLE_MIB * MIB : PAGE_BYTES);
  const found = read[0]?.found ?? 0;
  const items = read.slice(0, limit);
  const hasMore = found > items.length;
  if (limit === undefined) {
    if (hasMore)
      throw badRequest(`The list has more than ${WHOLE_MIB} MiB: ask for it in pages, with limit and cursor`);
    return { items };
  }
  const last = items.at(-1);
  return { items, nextCursor: last !== undefined && hasMore ? cursorAfter(last) : null };
}

/**
 * The first rows of a list that have `most` bytes together, but at least one. Each tells how many rows there are,
 * counted up to one more than the page may have.
 */
function readRows<Row>(tx: Tx, { table, columns, where, order }: List, limit: number | undefined, most: number) {
  const by = Prisma.raw(order);
  // Prisma cannot stop at a sum. Only what fits by its stored size is measured.
  return tx.$queryRaw<(Row & { found: number })[]>`
    WITH listed AS (
      SELECT * FROM ${Prisma.raw(table)} WHERE ${Prisma.join([...where], " AND ")}
      ORDER BY ${by} LIMIT ${limit === undefined ? null : limit + 1}
    ), counted AS (
      SELECT *, row_number() OVER earlier AS place, count(*) OVER () AS found,
        sum(${storedBytesOf(table, "listed")}) OVER earlier AS least
      FROM listed WINDOW earlier AS (ORDER BY ${by} ROWS UNBOUNDED PRECEDING)
    ), measured AS (
      SELECT *, sum(${allBytesOf(table, "counted")}) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS bytes
      FROM counted WHERE least <= ${most} OR place = 1
    )
    SELECT ${underPrismasNames(columns)}, found::int
    FROM measured WHERE bytes <= ${most} OR place = 1 ORDER BY place`;
}

/** `created_at AS "createdAt"`, for each column. */
const underPrismasNames = (columns: Readonly<Record<string, string>>): Prisma.Sql =>
  Prisma.raw(
    Object.keys(columns)
      .map((name) => `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)} AS "${name}"`)
      .join(", "),
  );
