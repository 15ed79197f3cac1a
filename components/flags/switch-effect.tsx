"use client";

import { useMemo, useState } from "react";
import { type ListChange, listChange } from "@/components/analysis/analysed-list";
import { changeText } from "@/components/analysis/change-groups";
import { useChangeReport } from "@/components/analysis/use-answer";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { flagHere } from "./flag-here";

/** Environments that are told one by one. */
const SHOWN_ENVIRONMENTS = 4;

const NO_RULES: readonly Rule[] = [];

export type SwitchedFlag = Pick<
  Flag,
  "id" | "project_id" | "key" | "name" | "enabled" | "status" | "default_value" | "when_disabled" | "environments"
>;

interface SwitchEffectProps {
  flag: SwitchedFlag;
  environments: readonly string[];
  /** What it was turned to. */
  isOn: boolean;
  /** It was turned: what that did stays as it was, whatever is changed later. */
  isDone?: boolean;
}

/** What turning a flag on or off did, environment by environment: whom it gave another value. */
export function SwitchEffect({ flag, environments, isOn, isDone = false }: SwitchEffectProps) {
  const more = environments.length - SHOWN_ENVIRONMENTS;
  return (
    <span className="flex flex-col gap-0.5">
      {flag.when_disabled === "code_default" && (
        <span>While it is off, applications use the default in their code.</span>
      )}
      {environments.slice(0, SHOWN_ENVIRONMENTS).map((environment) => (
        <EnvironmentLine key={environment} flag={flag} environment={environment} isOn={isOn} isDone={isDone} />
      ))}
      {more > 0 && <span>and in {more === 1 ? "one more environment" : `${more} more environments`}</span>}
    </span>
  );
}

function EnvironmentLine({
  flag,
  environment,
  isOn,
  isDone,
}: Omit<SwitchEffectProps, "environments"> & { environment: string }) {
  const { data: list, isError } = useRules(flag, environment);
  const { data: segments } = useSegments(flag.project_id);
  const now = useMemo(() => {
    if (list === undefined || segments === undefined) return null;
    // While it is off the rules decide nothing: everyone gets the default.
    const [rules, after] = isOn ? [NO_RULES, list.rules] : [list.rules, NO_RULES];
    return listChange({ flag: flagHere(flag, environment), rules, after, segments });
  }, [flag, environment, list, segments, isOn]);
  const [first, setFirst] = useState<ListChange | null>(null);
  if (isDone && first === null && now !== null) setFirst(now);
  const change = first ?? now;
  const { report, isTooLong } = useChangeReport(change);
  const text = isError || isTooLong ? "not known who changes." : report === undefined ? "…" : changeText(report);
  return (
    <span className="line-clamp-2">
      <span className="font-medium text-ink">{environment}:</span> {text}
    </span>
  );
}
