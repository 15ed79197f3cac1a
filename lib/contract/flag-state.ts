import type { Flag } from "./flag";
import type { EnvironmentState, UpdateFlagEnvironment } from "./flag-environment";
import type { JsonValue } from "./json";

// Pages use this, too, so it contains no schema that they would load.

/** By environment. */
export type EnvironmentStates = Readonly<Record<string, EnvironmentState>>;

/** What is sent for several environments at once. */
export type UpdateFlagEnvironments = Readonly<Record<string, UpdateFlagEnvironment>>;

/** The state of an environment about which nothing is stored. */
const USUAL: EnvironmentState = { enabled: true };

/** The state in an environment. */
export const stateIn = (states: EnvironmentStates, environment: string): EnvironmentState =>
  // An environment may be called `constructor`.
  (Object.hasOwn(states, environment) ? states[environment] : undefined) ?? USUAL;

/** A state changed as sent. */
export function changedState(state: EnvironmentState, sent: UpdateFlagEnvironment): EnvironmentState {
  const { enabled = state.enabled, default_value: value } = sent;
  const own = value === undefined ? state.default_value : value;
  return { enabled, ...(own && { default_value: own }) };
}

type Switched = Pick<Flag, "enabled" | "status"> & { environments: EnvironmentStates };

/** Whether a flag's rules decide anything in an environment. */
export const isOnIn = ({ enabled, status, environments }: Switched, environment: string): boolean =>
  enabled && status !== "archived" && stateIn(environments, environment).enabled;

type WithDefaults = Pick<Flag, "default_value"> & { environments: EnvironmentStates };

/** What a flag serves in an environment when no rule matches. */
export const defaultIn = ({ default_value: shared, environments }: WithDefaults, environment: string): JsonValue =>
  (stateIn(environments, environment).default_value ?? shared).value;
