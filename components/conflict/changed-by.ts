import { actorName } from "@/components/history/actor-name";
import { liveState } from "@/components/live/live-state";

/** Who changed a resource last, as a sentence begins with it; "Someone else" when that was not heard. */
export function changedBy(resourceId: string): string {
  const actor = liveState.lastChange(resourceId)?.actor;
  return actor === undefined ? "Someone else" : actorName(actor);
}
