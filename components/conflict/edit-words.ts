import { useMe } from "@/components/account/api";
import { describeField, fieldLabel, type SpokenNames } from "@/components/history/describe-value";
import { actorName } from "@/components/history/words/phrase";
import { useLiveState } from "@/components/live/live-updates";
import type { JsonValue } from "@/lib/contract/json";
import type { Strategy } from "./merge";

/** How a resource that several people may edit at once is merged and named. */
interface EditFacts {
  /** The noun for sentences: "this rule". */
  readonly noun: string;
  /** How two edits of a field are merged; `whole` for fields without an entry. */
  readonly strategies: Readonly<Record<string, Strategy>>;
  /** Labels for fields that people call otherwise than the API. */
  readonly labels?: Readonly<Record<string, string>>;
}

const kinds = {
  rule: {
    noun: "rule",
    strategies: { conditions: "rows" },
    labels: {
      ...{ value: "serve", percentage: "rollout", segment_id: "in segment", enabled: "on" },
      split: "split between values",
    },
  },
  flag: {
    noun: "flag",
    strategies: { tags: "set", variants: "rows" },
    labels: {
      enabled: "on",
      default_value: "otherwise serve",
      when_disabled: "while off",
      is_client_visible: "visible in browsers and apps",
      requires: "what it needs",
      scheduled_at: "scheduled for",
      scheduled_action: "action of the schedule",
      scheduled_environments: "environments of the schedule",
    },
  },
  segment: {
    noun: "segment",
    strategies: { rules: "rows" },
    labels: { rules: "conditions", match_type: "match" },
  },
  project: { noun: "project", strategies: {}, labels: { settings: "default environment and sample" } },
  environment: { noun: "environment", strategies: {}, labels: { is_protected: "protected", position: "place" } },
  test_user: { noun: "test user", strategies: { context: "members" }, labels: { context: "attributes" } },
  member: {
    noun: "member",
    strategies: { project_roles: "members" },
    labels: { project_roles: "roles in projects", may_change_protected: "may change protected environments" },
  },
} as const satisfies Record<string, EditFacts>;

/** A kind of resource that several people may edit at once. */
export type EditKind = keyof typeof kinds;

export const editKinds: Readonly<Record<EditKind, EditFacts>> = kinds;

/** A field's value in words. */
export type SayField = (value: unknown, field: string) => string;

/** How the values of what is edited are said. */
export interface EditWords {
  /** As the history has them when undefined. */
  readonly say?: SayField | undefined;
  /** What the history then calls segments and values. */
  readonly names?: SpokenNames | undefined;
}

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
