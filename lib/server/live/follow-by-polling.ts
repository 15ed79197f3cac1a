import { setTimeout as delay } from "node:timers/promises";
import { db } from "../store/transaction";
import { type Mark, type Marks, readMarks } from "../store/versions";
import type { Follower } from "./change-feed";
import { RecentWrites } from "./recent-writes";

/** How late another instance's change may be heard. */
const EVERY_MS = 1_000;
/** How far back revocations are read: one may be committed later than its date, which another clock gave. */
const ENDING_WITHIN = "5 minutes";

/**
 * Asks repeatedly what has changed, where no connection can listen, until the database does not answer or the feed
 * closes.
 * @throws the reason why it ended, unless the feed closed
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

/** Announced for a deleted project. */
const GONE: Mark = { revision: Number.MAX_SAFE_INTEGER, token: null };

/** Projects whose mark has changed, or that are gone. */
function* differences(before: Marks["marks"], now: Marks["marks"]): Iterable<[project: string, Mark]> {
  for (const [project, mark] of Object.entries(now)) {
    const known = before[project];
    if (known?.revision !== mark.revision || known.token !== mark.token) yield [project, mark];
  }
  for (const project of Object.keys(before)) if (!(project in now)) yield [project, GONE];
}
