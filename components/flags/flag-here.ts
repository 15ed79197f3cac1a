"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { rulesQuery } from "@/components/rules/api";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import type { FlagInput, RuleInput } from "@/lib/targeting/index";
import { flagsQuery } from "./api";

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

/** The flags that a flag leads to by what it requires, with their rules in an environment. */
export interface Required {
  readonly environment: string;
  readonly flags: readonly FlagInput[];
  readonly rules: readonly RuleInput[];
}

/**
 * What a flag leads to by what it requires. Undefined until it is known, null when it cannot be read; a flag that
 * requires nothing asks nothing.
 */
export function useRequired(
  { project_id: projectId, requires }: Pick<Flag, "project_id" | "requires">,
  environment: string,
): Required | null | undefined {
  const isAsked = requires !== undefined && requires.length > 0;
  const { data: all, isError } = useQuery({ ...flagsQuery(projectId), enabled: isAsked });
  const flags = useMemo(() => (isAsked && all ? ledTo(requires, all) : []), [isAsked, requires, all]);
  const rules = useQueries({
    queries: flags.map((flag) => rulesQuery(flag, environment)),
    // The same list until one of them is another: `combine` shares what has not changed.
    combine: (results) => results.map(({ data, isError }) => data?.rules ?? (isError ? null : undefined)),
  });
  return useMemo(() => {
    const lists = isAsked && all === undefined ? [isError ? null : undefined] : rules;
    if (lists.includes(null)) return null;
    if (lists.includes(undefined)) return undefined;
    return { environment, flags, rules: lists.flatMap((list) => list ?? []) };
  }, [isAsked, all, isError, environment, flags, rules]);
}

function ledTo(requires: NonNullable<Flag["requires"]>, all: readonly Flag[]): readonly Flag[] {
  const byKey = new Map(all.map((flag) => [flag.key, flag]));
  const keys = new Set(requires.map(({ flag }) => flag));
  const found: Flag[] = [];
  // A set goes on to what is added while it is walked through.
  for (const key of keys) {
    const flag = byKey.get(key);
    if (flag === undefined) continue;
    found.push(flag);
    for (const further of flag.requires ?? []) keys.add(further.flag);
  }
  return found;
}
