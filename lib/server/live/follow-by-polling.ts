import { setTimeout as delay } from "node:timers/promises";
import { db } from "../store/transaction";
import { type Mark, type Marks, readMarks } from "../store/versions";
import type { Follower } from "./change-feed";
import { RecentWrites } from "./recent-writes";

/** How late a change of another instance is heard. */
const EVERY_MS = 1_000;
/** Revocations are read this far back: one may be committed later than its date, which another clock gave. */
const ENDING_WITHIN = "5 minutes";

/**
 * Asks again and again what has changed, where there is no connection that could listen, until the database does not
 * answer or the feed closes.
 * @throws what ended it, unless it was the feed
 */
export async function followByPolling({ up, tell, signal }: Follower): Promise<void> {
  let before = await readMarks(db(), ENDING_WITHIN);
  const writes = await RecentWrites.fromNow();
  up();
  while (!signal.aborted) {
    await delay(EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return;
    const now = await readMarks(db(), ENDING_WITHIN);
    for (const [project, mark] of differences(before.marks, now.marks)) tell({ type: "revision", project, ...mark });
    const known = new Set(before.ending);
    for (const id of now.ending) if (!known.has(id)) tell({ type: "key", id });
    for (const change of await writes.next()) tell(change);
    before = now;
  }
}

/** What is told of a project that is gone. */
const GONE: Mark = { revision: Number.MAX_SAFE_INTEGER, token: null };

/** Projects that are at another mark, or gone. */
function* differences(before: Marks["marks"], now: Marks["marks"]): Iterable<[project: string, Mark]> {
  for (const [project, mark] of Object.entries(now)) {
    const known = before[project];
    if (known?.revision !== mark.revision || known.token !== mark.token) yield [project, mark];
  }
  for (const project of Object.keys(before)) if (!(project in now)) yield [project, GONE];
}
