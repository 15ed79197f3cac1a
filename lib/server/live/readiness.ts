import { setTimeout as delay } from "node:timers/promises";
import { getDb } from "../db/client";
import { isRelay } from "../is-relay";
import { db, takesWrites } from "../store/transaction";
import { rulesetStore } from "./ruleset-store";
import { upstream } from "./upstream";

/** How long a reachable database may take to say whether it accepts writes. */
const ASK_MS = 2_000;

/** What evaluations are answered from while the database is unreachable. */
type Evaluating = "from memory" | "from disk" | "from nothing";

export interface Readiness {
  /** Absent for a relay, which has no database. */
  database?: "up" | "down";
  /** For a relay. */
  upstream?: "up" | "down" | "refused";
  evaluating?: Evaluating;
}

/** Whether the database is known to be unreachable. */
export const isDatabaseDown = (): boolean => getDb().health.isDown();

/** Whether evaluations are answered here. It does not ask the database, so a silent database delays nobody. */
export function readyToEvaluate(): Readiness & { isReady: boolean } {
  return isRelay() ? readyToRelay() : readyByDatabase();
}

/** A relay continues with what it has. */
function readyToRelay(): Readiness & { isReady: boolean } {
  const { state, source } = upstream().status();
  const [held] = rulesetStore().all();
  const upstreamState = state === "ready" ? "up" : state === "refused" ? "refused" : "down";
  if (held === undefined) return { isReady: false, upstream: upstreamState, evaluating: "from nothing" };
  return { isReady: true, upstream: upstreamState, evaluating: source === "cache" ? "from disk" : "from memory" };
}

function readyByDatabase(): Readiness & { isReady: boolean } {
  const { health } = getDb();
  if (!health.isDown()) return { isReady: true, database: "up" };
  const [held] = rulesetStore().all();
  if (held === undefined) return { isReady: false, database: "down", evaluating: "from nothing" };
  return { isReady: true, database: "down", evaluating: health.isAwaited() ? "from disk" : "from memory" };
}

/** Whether a write would be stored. It asks the database, which may be a standby. */
export async function readyToWrite(): Promise<Readiness & { isReady: boolean }> {
  if (isRelay()) return { ...readyToRelay(), isReady: false };
  const isWritable = takesWrites(db()).catch(() => false);
  const isReady = await Promise.race([isWritable, delay(ASK_MS, false, { ref: false })]);
  return { isReady, database: isReady ? "up" : "down" };
}
