import { toTimestamp } from "@/lib/contract/common";
import { type Flag, flagStatusSchema, type UpdateFlag } from "@/lib/contract/flag";
import { type EnvironmentState, environmentStatesSchema } from "@/lib/contract/flag-environment";
import { changedState, type EnvironmentStates, stateIn, type UpdateFlagEnvironments } from "@/lib/contract/flag-state";
import { flagTypeSchema, unwrapDefaultValue } from "@/lib/contract/flag-value";
import { variantsSchema } from "@/lib/contract/variant";
import type * as stored from "../db/generated/client";
import { defined } from "../patch";
import { CorruptRowError } from "../service-error";
import { fromJson } from "./json";
import { requiresOf } from "./requirements";

export type FlagRow = stored.Flag;

/**
 * A stored flag in the API's form.
 * @param environments the project's, each of which has a state
 * @throws CorruptRowError
 */
export function toFlag(row: FlagRow, environments: readonly string[]): Flag {
  const flagType = flagTypeSchema.safeParse(row.flagType);
  const status = flagStatusSchema.safeParse(row.status);
  if (!flagType.success) throw new CorruptRowError("flags", row.id, `flag_type ${row.flagType}`);
  if (!status.success) throw new CorruptRowError("flags", row.id, `status ${row.status}`);
  const states = statesOf(row);
  return {
    id: row.id,
    project_id: row.projectId,
    key: row.key,
    name: row.name,
    description: row.description,
    flag_type: flagType.data,
    default_value: { value: fromJson(row.defaultValue) },
    enabled: row.enabled,
    status: status.data,
    ...(row.whenDisabled === "code_default" && { when_disabled: row.whenDisabled }),
    ...(row.isClientVisible && { is_client_visible: true }),
    ...variantsOf(row),
    ...requiredBy(row),
    tags: row.tags,
    scheduled_at: row.scheduledAt === null ? null : toTimestamp(row.scheduledAt),
    ...scheduleOf(row),
    environments: Object.fromEntries(environments.map((name) => [name, stateIn(states, name)])),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** The variants of a flag. @throws CorruptRowError */
function variantsOf({ id, variants: stored }: Pick<FlagRow, "id" | "variants">): Pick<Flag, "variants"> {
  // Most flags have none, and lists of flags are long.
  if (Array.isArray(stored) && stored.length === 0) return {};
  const variants = variantsSchema.safeParse(stored);
  if (!variants.success) throw new CorruptRowError("flags", id, "variants");
  return { variants: variants.data };
}

function requiredBy(row: Pick<FlagRow, "id" | "requires">): Pick<Flag, "requires"> {
  const requires = requiresOf(row);
  return requires.length > 0 ? { requires } : {};
}

/** The fields of a schedule besides its time. */
function scheduleOf({ scheduledAt, scheduledAction, scheduledEnvironments }: FlagRow) {
  if (scheduledAt === null) return {};
  return {
    ...(scheduledAction === "disable" && { scheduled_action: "disable" as const }),
    ...(scheduledEnvironments.length > 0 && { scheduled_environments: scheduledEnvironments }),
  };
}

/** The columns of a flag that has no schedule. */
export const NO_SCHEDULE = {
  scheduledAt: null,
  scheduledAction: "enable" as const,
  scheduledEnvironments: [] as string[],
};

export const NO_STATES: EnvironmentStates = {};

/** The stored states of a flag. @throws CorruptRowError */
function statesOf({ id, environments }: Pick<FlagRow, "id" | "environments">): EnvironmentStates {
  // Most flags have none, and lists of flags are long.
  if (Object.keys(Object(environments)).length === 0) return NO_STATES;
  const states = environmentStatesSchema.safeParse(environments);
  if (!states.success) throw new CorruptRowError("flags", id, "environments");
  return states.data;
}

/** The state of a stored flag in an environment. @throws CorruptRowError */
export const stateOf = (row: Pick<FlagRow, "id" | "environments">, environment: string): EnvironmentState =>
  stateIn(statesOf(row), environment);

/** States with some of them changed as sent. A default state is not stored. */
export function withSent(states: EnvironmentStates, sent: UpdateFlagEnvironments): EnvironmentStates {
  const changed = Object.entries(sent).map(([name, update]) => [name, changedState(stateIn(states, name), update)]);
  const all: [string, EnvironmentState][] = Object.entries({ ...states, ...Object.fromEntries(changed) });
  return Object.fromEntries(all.filter(([, { enabled, default_value }]) => !enabled || default_value !== undefined));
}

/** The stored states of a flag with some of them changed as sent. */
export const withSentOf = (row: FlagRow, sent: UpdateFlagEnvironments) => withSent(statesOf(row), sent);

/** The sent fields of a flag, as columns. */
export const toFlagColumns = (sent: UpdateFlag) =>
  defined({
    name: sent.name,
    description: sent.description,
    enabled: sent.enabled,
    status: sent.status,
    whenDisabled: sent.when_disabled,
    isClientVisible: sent.is_client_visible,
    variants: sent.variants,
    requires: sent.requires,
    tags: sent.tags,
    scheduledAt: toInstant(sent.scheduled_at),
    scheduledAction: sent.scheduled_action,
    scheduledEnvironments: sent.scheduled_environments === null ? [] : sent.scheduled_environments,
    defaultValue: sent.default_value === undefined ? undefined : unwrapDefaultValue(sent.default_value),
  });

/** Undefined when nothing was sent, null to clear. */
const toInstant = (sent: string | null | undefined): Date | null | undefined =>
  sent === undefined || sent === null ? sent : new Date(sent);

export type FlagColumns = ReturnType<typeof toFlagColumns> & { environments?: EnvironmentStates };
