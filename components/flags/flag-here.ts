import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";

/**
 * A flag as it is in one environment: on if it is on there, with the default that is served there. It serves code that
 * reads one environment's rules and changes nothing of the flag.
 */
export const flagHere = <Seen extends Pick<Flag, "enabled" | "default_value" | "environments">>(
  flag: Seen,
  environment: string,
): Seen => ({
  ...flag,
  enabled: flag.enabled && stateIn(flag.environments, environment).enabled,
  default_value: { value: defaultIn(flag, environment) },
});

/** Whether a flag's rules have an effect: not while it is off or archived. */
export const isServing = ({ enabled, status }: Pick<Flag, "enabled" | "status">): boolean =>
  enabled && status !== "archived";
