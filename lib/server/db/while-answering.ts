import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";

const PAUSE_MS = 1_000;

/**
 * Runs a task that may take any time while the database is reachable. The task uses other connections; `client` asks
 * the same database every second.
 * @param client has a deadline for each query, and is not used otherwise meanwhile
 * @param task gets a signal that is aborted, with the reason, when `client` gets no answer; the task must then fail
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
