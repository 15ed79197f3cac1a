"use client";

import { useCallback } from "react";
import { elsewhereOf, listChange } from "@/components/analysis/analysed-list";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import type { Rule } from "@/lib/contract/rule";
import { type ChangeOf, EnvironmentEffect } from "./environment-effect";
import { flagHere } from "./flag-here";

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
