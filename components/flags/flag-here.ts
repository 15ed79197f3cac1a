"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import type { Rule } from "@/lib/contract/rule";
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

const NO_RULES: readonly RuleInput[] = [];

/**
 * What a flag leads to by what it requires. Undefined until it is known, null when it cannot be read; a flag that
 * requires nothing asks nothing.
 */
export function useRequired(
  { project_id: projectId, requires }: Pick<Flag, "project_id" | "requires">,
  environment: string,
): Required | null | undefined {
  const isAsked = requires !== undefined && requires.length > 0;
  const { data: all, isError: areFlagsUnread } = useQuery({ ...flagsQuery(projectId), enabled: isAsked });
  const flags = useMemo(() => (isAsked && all ? ledTo(requires, all) : []), [isAsked, requires, all]);
  const ids = flags.map(({ id }) => id);
  const { data: rules, isError: areRulesUnread } = useQuery({
    queryKey: queryKeys.requiredRulesOf(projectId, ids, environment),
    queryFn: async ({ signal }) => {
      const listOf = (id: string) => apiData<Rule[]>(`/flags/${id}/rules`, { query: { environment }, signal });
      return (await Promise.all(ids.map(listOf))).flat();
    },
    enabled: flags.length > 0,
  });
  const isKnown = !isAsked || (all !== undefined && (flags.length === 0 || rules !== undefined));
  const isUnread = areFlagsUnread || areRulesUnread;
  return useMemo(() => {
    if (!isKnown) return isUnread ? null : undefined;
    return { environment, flags, rules: rules ?? NO_RULES };
  }, [isKnown, isUnread, environment, flags, rules]);
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
