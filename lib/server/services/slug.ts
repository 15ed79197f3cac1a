import { sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";

/** Leaves room for a number within the longest slug. */
const BASE_LENGTH = 50;

/** A slug from a name: its ASCII letters and digits. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, BASE_LENGTH)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "project" : plain;
}

/**
 * Inserts with a slug made from a name, and with a number behind it when that is taken.
 * @param insert returns undefined when the slug was taken, perhaps only just now, by another.
 */
export async function withFreeSlug<T>(
  tx: SqlTx,
  name: string,
  insert: (slug: string) => Promise<T | undefined>,
): Promise<T> {
  const base = slugOf(name);
  for (;;) {
    // Each round sees what was committed before it, so a slug that was lost to another is not tried twice.
    const taken = await tx.rows<{ slug: string }>(sql`SELECT slug FROM projects WHERE starts_with(slug, ${base})`);
    const inserted = await insert(firstFree(base, new Set(taken.map(({ slug }) => slug))));
    if (inserted !== undefined) return inserted;
  }
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
