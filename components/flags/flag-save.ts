import type { JudgedFlag, SaveDescription } from "@/components/protected/use-protected-mutation";
import type { UpdateFlagEnvironment } from "@/lib/contract/flag-environment";
import { changedState, stateIn } from "@/lib/contract/flag-state";
import { ValueChanges } from "@/lib/contract/variant-values";
import type { FlagChange, WholeFlag } from "./api";
import type { VariantsChange } from "./variants/variant-drafts";
import { requirementText } from "./words";

type Schedule = Pick<WholeFlag, "scheduled_at" | "scheduled_action" | "scheduled_environments">;

/**
 * What changing fields of a flag does to people, for whoever is to confirm it.
 * @param inAll what all steps of a save of variants come to, of which this is the first
 */
export function saveOfFlag(
  flag: JudgedFlag,
  opened: Partial<Schedule>,
  change: FlagChange,
  inAll?: VariantsChange,
): SaveDescription {
  if ("scheduled_at" in change || "scheduled_environments" in change || "scheduled_action" in change) {
    return saveOfSchedule(flag, { ...opened, ...change });
  }
  const { enabled, status, default_value, when_disabled, is_client_visible: isVisible } = change;
  if (change.variants !== undefined) {
    const { variants } = change;
    const after = inAll ?? { variants, changes: new ValueChanges(flag.variants, variants) };
    return { action: `Save the variants of ${flag.name}`, effect: { of: "variants", flag, after } };
  }
  if (change.requires !== undefined) {
    const { requires } = change;
    const when =
      requires.length === 0
        ? "Its rules count for everyone then."
        : `Its rules count only where ${requires.map(requirementText).join(" and ")} then.`;
    return {
      action: `Save what ${flag.name} needs`,
      effect: { of: "flag", flag, after: { ...flag, requires }, when },
    };
  }
  if (isVisible !== undefined) {
    const why = isVisible ? "Client keys begin to see the flag." : "Client keys no longer see the flag.";
    return { action: `Save ${flag.name}`, effect: { of: "nobody", why } };
  }
  const after = {
    ...flag,
    ...(enabled !== undefined && { enabled }),
    ...(status !== undefined && { status }),
    ...(default_value !== undefined && { default_value }),
    ...(when_disabled !== undefined && { when_disabled }),
  };
  return { action: actionOf(flag, change), effect: { of: "flag", flag, after } };
}

function actionOf({ name }: JudgedFlag, { enabled, status }: FlagChange): string {
  if (enabled !== undefined) return enabled ? "Turn on everywhere" : "Turn off everywhere";
  if (status !== undefined) return status === "archived" ? `Archive ${name}` : `Restore ${name}`;
  return "Save the default value";
}

/** @param schedule all of it, as it is to be */
function saveOfSchedule(flag: JudgedFlag, schedule: FlagChange): SaveDescription {
  const { scheduled_at: instant, scheduled_action: action, scheduled_environments: names = null } = schedule;
  if (instant === null) {
    const why = "Nobody changes: what was scheduled does not happen.";
    return { action: "Remove the schedule", effect: { of: "nobody", why } };
  }
  const enabled = action !== "disable";
  const after = names === null ? { ...flag, enabled } : withStates(flag, names, { enabled });
  const when = "When the time has come, by the rules and the default as they are now:";
  return { action: `Schedule ${flag.name}`, effect: { of: "flag", flag, after, when } };
}

/** The same of what it is in one environment. */
export function saveOfFlagIn(flag: JudgedFlag, environment: string, change: UpdateFlagEnvironment): SaveDescription {
  const { enabled } = change;
  const action = enabled === undefined ? "Save the default value" : enabled ? "Turn on" : "Turn off";
  const after = withStates(flag, [environment], change);
  return { action: `${action} in ${environment}`, effect: { of: "flag", flag, after } };
}

/** Of a flag that is off everywhere. @param changed the environments whose own state is another one then */
export function saveOfTurnOnlyIn(flag: JudgedFlag, environment: string, changed: readonly string[]): SaveDescription {
  const others = changed.filter((name) => name !== environment);
  const only = withStates(withStates(flag, others, { enabled: false }), [environment], { enabled: true });
  return {
    action: `Turn on in ${environment} only`,
    effect: { of: "flag", flag, after: { ...only, enabled: true } },
  };
}

const withStates = (flag: JudgedFlag, names: readonly string[], change: UpdateFlagEnvironment): JudgedFlag => ({
  ...flag,
  environments: {
    ...flag.environments,
    ...Object.fromEntries(names.map((name) => [name, changedState(stateIn(flag.environments, name), change)])),
  },
});

/** Nobody gets anything by a new flag before somebody asks for it. */
export const saveOfNewFlag: SaveDescription = {
  action: "Create the flag",
  effect: { of: "nobody", why: "Nobody changes: no application knows the flag yet." },
};
