import type { Flag } from "@/lib/contract/flag";
import { defaultIn, isOnIn } from "@/lib/contract/flag-state";
import type { Requirement } from "@/lib/contract/requirement";
import { jsonKey } from "@/lib/targeting/values";
import { variantsOf } from "@/lib/targeting/variant";

/** What of a flag says what it gives while it is off. */
export type WaitingFlag = Pick<
  Flag,
  | "key"
  | "flag_type"
  | "enabled"
  | "status"
  | "environments"
  | "default_value"
  | "when_disabled"
  | "variants"
  | "requires"
>;

/**
 * The required flags, by key, without which a flag serves nobody by its rules in an environment: they are off there, or
 * wait in their turn, and do not give then what is required. Empty while the flag itself is off.
 */
export function waitsFor(
  flag: WaitingFlag,
  flags: ReadonlyMap<string, WaitingFlag>,
  environment: string,
): readonly string[] {
  const { requires } = flag;
  if (requires === undefined || !isOnIn(flag, environment)) return NOBODY;
  return requires.flatMap((requirement) => {
    const required = flags.get(requirement.flag);
    if (required === undefined) return [];
    const isOff = !isOnIn(required, environment) || waitsFor(required, flags, environment).length > 0;
    return isOff && !givesWhileOff(required, requirement, environment) ? [required.key] : [];
  });
}

/** What flags wait for, by their ids and by environment; those that wait for nothing are left out. */
export function waitsByFlag(
  flags: readonly (WaitingFlag & Pick<Flag, "id">)[],
  environments: readonly string[],
): ReadonlyMap<string, Waits> {
  const byKey = new Map(flags.map((flag) => [flag.key, flag]));
  const requiring = flags.filter(({ requires }) => requires !== undefined);
  return new Map(
    requiring.flatMap((flag) => {
      const waits = environments.flatMap((name) => {
        const keys = waitsFor(flag, byKey, name);
        return keys.length === 0 ? [] : [[name, keys] as const];
      });
      return waits.length === 0 ? [] : [[flag.id, new Map(waits)] as const];
    }),
  );
}

/** By environment, the keys of the flags that one waits for. */
export type Waits = ReadonlyMap<string, readonly string[]>;

const NOBODY: readonly string[] = [];

function givesWhileOff(flag: WaitingFlag, { variant, value }: Requirement, environment: string): boolean {
  if (flag.status === "archived" || flag.when_disabled === "code_default") return false;
  const given = defaultIn(flag, environment);
  if (value !== undefined) return jsonKey(value) === jsonKey(given);
  return variantsOf(flag)(given).variant === variant;
}
