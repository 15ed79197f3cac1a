import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";

/**
 * A flag as it stands in one environment: on when it is on there, with the default that is served there. For whoever
 * looks at one environment's rules, and changes nothing of the flag.
 */
export const flagHere = <Seen extends Pick<Flag, "enabled" | "default_value" | "environments">>(
  flag: Seen,
  environment: string,
): Seen => ({
  ...flag,
  enabled: flag.enabled && stateIn(flag.environments, environment).enabled,
  default_value: { value: defaultIn(flag, environment) },
});

/** Whether a flag's rules decide anything at present: not while it is off or archived. */
export const isServing = ({ enabled, status }: Pick<Flag, "enabled" | "status">): boolean =>
  enabled && status !== "archived";
