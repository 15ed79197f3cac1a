import type { SegmentNames } from "@/components/conditions/words";
import { actorName } from "@/components/history/actor-name";
import { describeField } from "@/components/history/describe-value";
import { fieldLabel } from "@/components/history/words/field-label";
import { liveState } from "@/components/live/live-state";
import type { JsonValue } from "@/lib/contract/json";
import type { EditKind } from "./edit-kinds";

/** A field's name as people say it. @param path the field, and what lies below it */
export function editLabel({ labels }: EditKind, path: readonly string[]): string {
  const [field = "", ...below] = path;
  const label = labels?.[field];
  return label === undefined ? fieldLabel(path) : fieldLabel([label, ...below]);
}

/** A value in words, as the history has it. */
export const sayField = (value: unknown, field: string, segments?: SegmentNames): string => {
  if (field === "percentage") return value === null ? "Everyone who matches" : `${String(value)} %`;
  if (field === "split" && value === null) return "No split";
  // Of a list of one, the one. What is edited is JSON.
  const said = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return describeField(said as JsonValue | undefined, [field], segments);
};

/** Who changed a resource last, as a sentence begins with it; "Someone else" when that was not heard. */
export function changedBy(resourceId: string): string {
  const actor = liveState.lastChange(resourceId)?.actor;
  return actor === undefined ? "Someone else" : actorName(actor);
}
