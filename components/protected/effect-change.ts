import { analysedList, type ListChange, listChange, scopeOf } from "@/components/analysis/analysed-list";
import type { DecidedBy } from "@/components/flags/environment-effect";
import { flagHere } from "@/components/flags/flag-here";
import { variantsListChange } from "@/components/flags/variants/variants-change";
import { isOnIn } from "@/lib/contract/flag-state";
import type { Rule } from "@/lib/contract/rule";
import type { JudgedFlag, SaveEffect } from "./protected-save";

export type KnownEffect = Exclude<SaveEffect, { of: "nobody" }>;

const NO_RULES: readonly Rule[] = [];

/** The flag of a save, with all that it requires before or after: that has to be read. */
export const flagOfEffect = (effect: KnownEffect): JudgedFlag =>
  changesRequired(effect)
    ? { ...effect.flag, requires: [...(effect.flag.requires ?? []), ...(effect.after.requires ?? [])] }
    : effect.flag;

/** What a save makes of one environment's list, for who changes by it; null where that is not known. */
export function effectChange(effect: KnownEffect, environment: string, there: DecidedBy): ListChange | null {
  const { rules, required } = there;
  if (effect.of === "rules") {
    return listChange({ ...there, flag: flagHere(effect.flag, environment), after: effect.after(rules) });
  }
  if (effect.of === "variants") return variantsListChange(effect.flag, effect.after, environment, there);
  if (required === null && changesRequired(effect)) return null;
  // While it is off the rules decide nothing: everyone gets the default.
  const list = (flag: JudgedFlag) =>
    analysedList({
      ...there,
      flag: flagHere(flag, environment),
      rules: isOnIn(flag, environment) ? rules : NO_RULES,
    });
  return { before: list(effect.flag), after: list(effect.after), scope: scopeOf(flagOfEffect(effect), required) };
}

const changesRequired = (effect: KnownEffect): effect is Extract<KnownEffect, { of: "flag" }> =>
  effect.of === "flag" && effect.flag.requires !== effect.after.requires;
