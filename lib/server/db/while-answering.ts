import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";

const PAUSE_MS = 1_000;

/**
 * Runs a task on other connections to the same database, one that may take as long as it likes while the database is
 * there: `client` asks every second whether it is.
 *
 * @param client has a deadline for each query, and nothing else to do meanwhile
 * @param task is given what is aborted, with the reason, when `client` has no answer: the task is to fail then
 */
export async function whileAnswering<T>(client: pg.Client, task: (silence: AbortSignal) => Promise<T>): Promise<T> {
  const silence = new AbortController();
  const over = new AbortController();
  const ask = async () => {
    for (;;) {
      await delay(PAUSE_MS, undefined, { signal: over.signal });
      await client.query("SELECT 1");
    }
  };
  ask().catch((error: unknown) => {
    if (!over.signal.aborted) silence.abort(error);
  });
  try {
    return await task(silence.signal);
  } finally {
    over.abort();
  }
}
