import { analysedList, type ListChange, listChange, scopeOf } from "@/components/analysis/analysed-list";
import { flagHere } from "@/components/flags/flag-here";
import { isOnIn } from "@/lib/contract/flag-state";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { JudgedFlag, SaveEffect } from "./protected-save";

export type KnownEffect = Exclude<SaveEffect, { of: "nobody" }>;

const NO_RULES: readonly Rule[] = [];

/** What a save makes of one environment's list, for who changes by it. */
export function effectChange(
  effect: KnownEffect,
  environment: string,
  { rules, segments }: { rules: readonly Rule[]; segments: readonly Segment[] },
): ListChange {
  if (effect.of === "rules") {
    return listChange({ flag: flagHere(effect.flag, environment), rules, after: effect.after(rules), segments });
  }
  // While it is off the rules decide nothing: everyone gets the default.
  const list = (flag: JudgedFlag) =>
    analysedList({
      flag: flagHere(flag, environment),
      rules: isOnIn(flag, environment) ? rules : NO_RULES,
      segments,
    });
  return { before: list(effect.flag), after: list(effect.after), scope: scopeOf(effect.flag) };
}
