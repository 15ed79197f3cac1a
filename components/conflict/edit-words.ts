import { actorName } from "@/components/history/actor-name";
import { describeField, fieldLabel, type SpokenNames } from "@/components/history/describe-value";
import { liveState } from "@/components/live/live-state";
import type { JsonValue } from "@/lib/contract/json";
import { type EditKind, type EditWords, editKinds, type SayField } from "./edit-kinds";

/** A field's name as people say it. @param path the field, and what lies below it */
export function editLabel(kind: EditKind, path: readonly string[]): string {
  const [field = "", ...below] = path;
  const label = editKinds[kind].labels?.[field];
  return label === undefined ? fieldLabel(path) : fieldLabel([label, ...below]);
}

/** A field's value in words, as the history has it. */
const sayField = (value: unknown, field: string, names: SpokenNames = {}): string => {
  if (value === null && field in withoutValue) return withoutValue[field] ?? "";
  if (field === "percentage") return `${String(value)} %`;
  // Of a list of one, the one. What is edited is JSON.
  const said = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return describeField(said as JsonValue | undefined, [field], names);
};

/** The words of an edit, for one who asks about it. */
export const sayWith = ({ say, names }: EditWords): SayField =>
  say ?? ((value, field) => sayField(value, field, names));

/** What no value means in a field, where that is more than "nothing". */
const withoutValue: Readonly<Record<string, string>> = {
  percentage: "Everyone who matches",
  split: "No split",
  segment_id: "No segment",
};

/** Who changed a resource last, as a sentence begins with it; "Someone else" when that was not heard. */
export function changedBy(resourceId: string): string {
  const actor = liveState.lastChange(resourceId)?.actor;
  return actor === undefined ? "Someone else" : actorName(actor);
}
