import { useMe } from "@/components/account/api";
import { describeField, fieldLabel, type SpokenNames } from "@/components/history/describe-value";
import { actorName } from "@/components/history/words/phrase";
import { useLiveState } from "@/components/live/live-state";
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

/** Who changed a resource last. */
interface Changer {
  /** As a sentence begins with it. */
  name: string;
  /** The person who reads it, who has the resource open twice. */
  isOneself: boolean;
}

/** Who changed a resource last, elsewhere than on this page; "Someone else" when that was not heard. */
export function useChanger(resourceId: string | undefined): Changer {
  const actor = useLiveState(({ changes }) => (resourceId === undefined ? undefined : changes.get(resourceId)))?.actor;
  const { data: me } = useMe();
  if (actor === undefined) return { name: "Someone else", isOneself: false };
  const isOneself = actor.type === "user" && actor.id === me?.id;
  return { name: isOneself ? "You, in another window," : actorName(actor), isOneself };
}
