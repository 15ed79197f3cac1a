import { getDb } from "../db/client";
import type { WrittenChange } from "./change-feed";

/**
 * Numbers are given before the transaction that takes one commits, so an entry may come to light behind later ones. So
 * many numbers are looked through again: more than are given while one write is under way.
 */
const LOOK_BACK = 500;

const LAST = "SELECT coalesce(max(sequence), 0)::float8 AS last FROM audit_entries";

/** As the trigger of migration `announce_changes` words them, an entry each. */
const WRITES = `
  SELECT a.sequence::float8 AS sequence, a.project_id AS project, a.request_id,
    json_build_object('type', a.actor_type, 'id', a.actor_id, 'name', coalesce(u.name, a.actor_name)) AS actor,
    json_build_array(json_build_object('resource_type', a.resource_type, 'resource_id', a.resource_id,
      'flag_id', a.flag_id, 'action', a.action)) AS changes
  FROM audit_entries a
  LEFT JOIN users u ON u.id = CASE a.actor_type WHEN 'user' THEN a.actor_id::uuid END
  WHERE a.sequence > $1 ORDER BY a.sequence`;

type Row = Omit<WrittenChange, "type"> & { sequence: number };

/** What was written lately, from the audit log: where there is no connection that could listen to the trigger. */
export class RecentWrites {
  #heard: ReadonlySet<number> = new Set();

  private constructor(private last: number) {}

  /** Begins with what is written from now on. @throws when the database is gone */
  static async fromNow(): Promise<RecentWrites> {
    const { rows } = await getDb().pool.query<{ last: number }>(LAST);
    const writes = new RecentWrites(rows[0]?.last ?? 0);
    await writes.next();
    return writes;
  }

  /** What was not told before. @throws when the database is gone */
  async next(): Promise<WrittenChange[]> {
    const { rows } = await getDb().pool.query<Row>(WRITES, [this.last - LOOK_BACK]);
    const news = rows.filter(({ sequence }) => !this.#heard.has(sequence));
    this.#heard = new Set(rows.map(({ sequence }) => sequence));
    this.last = rows.at(-1)?.sequence ?? this.last;
    return news.map(({ sequence: _, ...write }) => ({ type: "change", ...write }));
  }
}
