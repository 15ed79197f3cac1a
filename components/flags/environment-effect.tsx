"use client";

import { useCallback, useMemo, useState } from "react";
import { elsewhereOf, type ListChange, listChange } from "@/components/analysis/analysed-list";
import { listChangeText, scopeText } from "@/components/analysis/change-groups";
import { useChangeReport } from "@/components/analysis/use-answer";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { flagHere, type Required, useRequired } from "./flag-here";

/** What decides in an environment what somebody gets from a flag. */
export interface DecidedBy {
  rules: readonly Rule[];
  segments: readonly Segment[];
  /** What the flag leads to by what it requires; null: that could not be read. */
  required: Required | null;
}

/**
 * What a change of a flag makes of its rules in an environment; null where that is not known. It is the same function
 * until it says something else.
 */
export type ChangeOf = (environment: string, there: DecidedBy) => ListChange | null;

interface EnvironmentEffectProps {
  /** With all that it requires before the change or after it. */
  flag: Pick<Flag, "id" | "project_id" | "requires">;
  environment: string;
  changeOf: ChangeOf;
  /** It changes while somebody types. */
  isTyped?: boolean;
  /** It was made: what it did stays as it was, whatever is changed later. */
  isDone?: boolean;
}

/** Who gets another value in one environment, in a line or two. */
export function EnvironmentEffect(props: EnvironmentEffectProps) {
  const { flag, environment, changeOf, isTyped = false, isDone = false } = props;
  const { data: list, isError: areRulesUnread } = useRules(flag, environment);
  const { data: segments, isError: areSegmentsUnread } = useSegments(flag.project_id);
  const required = useRequired(flag, environment);
  const now = useMemo(
    () =>
      list && segments && required !== undefined
        ? changeOf(environment, { rules: list.rules, segments, required })
        : undefined,
    [changeOf, environment, list, segments, required],
  );
  const [first, setFirst] = useState<ListChange | null>(null);
  if (isDone && first === null && now) setFirst(now);
  const change = first ?? now ?? null;
  const { report, isTooLong } = useChangeReport(change, { isTyped });
  const text =
    areRulesUnread || areSegmentsUnread || isTooLong || now === null
      ? "not known who changes."
      : report === undefined || change === null
        ? "…"
        : listChangeText(report, { before: change.before, after: change.after });
  return (
    <span className="flex flex-col">
      <span className="line-clamp-2">
        <span className="font-medium text-ink">{environment}:</span> {text}
      </span>
      {/* Never cut off: it says what the line above leaves out. */}
      {report !== undefined && change !== null && scopeText(report, change)}
    </span>
  );
}

/** Environments that are told one by one. */
const SHOWN_ENVIRONMENTS = 4;

const NO_RULES: readonly Rule[] = [];

interface SwitchEffectProps {
  flag: JudgedFlag;
  environments: readonly string[];
  /** What it was turned to. */
  isOn: boolean;
  /** The switch was turned. Its effect is kept as it was then, whatever is changed later. */
  isDone?: boolean;
}

/** What turning a flag on or off did, environment by environment: whom it gave another value. */
export function SwitchEffect({ flag, environments, isOn, isDone = false }: SwitchEffectProps) {
  const more = environments.length - SHOWN_ENVIRONMENTS;
  const changeOf = useCallback<ChangeOf>(
    (environment, { rules: stored, segments, required }) => {
      // While it is off the rules decide nothing: everyone gets the default.
      const [rules, after] = isOn ? [NO_RULES, stored] : [stored, NO_RULES];
      const change = listChange({ flag: flagHere(flag, environment), rules, after, segments, required });
      return { ...change, elsewhere: elsewhereOf({ ...flag, isOn: !isOn }, { ...flag, isOn }) };
    },
    [flag, isOn],
  );
  return (
    <span className="flex flex-col gap-0.5">
      {flag.when_disabled === "code_default" && (
        <span>While it is off, applications use the default in their code.</span>
      )}
      {environments.slice(0, SHOWN_ENVIRONMENTS).map((environment) => (
        <EnvironmentEffect key={environment} {...{ flag, environment, changeOf, isDone }} />
      ))}
      {more > 0 && <span>and in {more === 1 ? "one more environment" : `${more} more environments`}</span>}
    </span>
  );
}
