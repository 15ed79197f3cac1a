import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/contract/audit";
import { ServiceError } from "../service-error";
import { type FlagRow, NO_SCHEDULE, toFlag, withSentOf } from "../store/flag-rows";
import { dueFlags, updateFlag } from "../store/flags";
import { db } from "../store/transaction";
import { lockFlag } from "./flags";
import { writeInProject } from "./write";

const schedule: Actor = { type: "system", id: null, name: "schedule" };
/** More flags than this are due at once only after a long outage; the next round takes the rest. */
const BATCH = 200;

/**
 * Turns flags on or off whose `scheduled_at` has come. Any number of instances may call it at once: the flag's lock
 * lets one of them do it, and the others find it done.
 * @throws the first failure, after every other flag was tried: a damaged flag is due in each round, and must not keep
 * the later ones waiting
 */
export async function turnDueFlags(now: Date = new Date()): Promise<void> {
  const failures: unknown[] = [];
  for (const flag of await dueFlags(db(), now, BATCH)) {
    await turn(flag, now).catch((error: unknown) => {
      if (!isGone(error)) failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

function turn({ id, projectId }: { id: string; projectId: string }, now: Date): Promise<void> {
  const context = { actor: schedule, requestId: randomUUID(), ifMatch: null };
  return writeInProject(projectId, "shared", context, async ({ tx, readProject, record }) => {
    const row = await lockFlag(tx, id);
    if (row.scheduledAt === null || row.scheduledAt > now) return;
    const { environments } = await readProject();
    const isOn = row.scheduledAction !== "disable";
    const updated = await updateFlag(tx, row, { ...turned(row, isOn), ...NO_SCHEDULE });
    record({
      resourceType: "flag",
      resourceId: id,
      flagId: id,
      action: isOn ? "flag.enabled_by_schedule" : "flag.disabled_by_schedule",
      before: toFlag(row, environments),
      after: toFlag(updated, environments),
    });
  });
}

/** The switch for all environments, or those of the environments that the schedule names. */
function turned(row: FlagRow, enabled: boolean) {
  const names = row.scheduledEnvironments;
  if (names.length === 0) return { enabled };
  return { environments: withSentOf(row, Object.fromEntries(names.map((name) => [name, { enabled }]))) };
}

/** The flag or its project was deleted meanwhile, so nothing is left to do. */
const isGone = (error: unknown): boolean => error instanceof ServiceError && error.code === "not_found";
