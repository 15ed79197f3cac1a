import { lastSequence, writesAfter } from "../store/announced-writes";
import { db } from "../store/transaction";
import type { WrittenChange } from "./change-feed";

/**
 * How many numbers are read again. An entry gets its number before its transaction commits, so it may appear after
 * entries with later numbers; fewer numbers than this are given while one write is in progress.
 */
const LOOK_BACK = 500;

/** The latest writes, from the audit log, where no connection can listen to the trigger. */
export class RecentWrites {
  #known: ReadonlySet<number> = new Set();

  private constructor(private last: number) {}

  /** Begins with what is written from now on. @throws when the database is unreachable */
  static async fromNow(): Promise<RecentWrites> {
    const writes = new RecentWrites(await lastSequence(db()));
    await writes.next();
    return writes;
  }

  /** The writes that were not returned before. @throws when the database is unreachable */
  async next(): Promise<WrittenChange[]> {
    const rows = await writesAfter(db(), this.last - LOOK_BACK);
    const news = rows.filter(({ sequence }) => !this.#known.has(sequence));
    this.#known = new Set(rows.map(({ sequence }) => sequence));
    this.last = rows.at(-1)?.sequence ?? this.last;
    return news.map(({ sequence: _, ...write }) => ({ type: "change", ...write }));
  }
}
