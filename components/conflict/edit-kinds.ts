import type { SpokenNames } from "@/components/history/describe-value";
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
