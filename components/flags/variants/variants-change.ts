import { analysedList, type ListChange, scopeOf } from "@/components/analysis/analysed-list";
import type { JudgedFlag } from "@/components/protected/use-protected-mutation";
import { isOnIn } from "@/lib/contract/flag-state";
import type { Variant } from "@/lib/contract/variant";
import type { ValueChanges } from "@/lib/contract/variant-values";
import type { DecidedBy } from "../environment-effect";
import { flagHere } from "../flag-here";

/** What becomes of a flag's variants, in however many steps it is saved. */
export interface VariantsChange {
  /** As they are then. */
  readonly variants: readonly Variant[];
  /** The values that others take the place of. */
  readonly changes: Pick<ValueChanges, "insteadOf" | "inRule">;
}

/** What a change of a flag's variants makes of its list in an environment. */
export function variantsListChange(
  flag: JudgedFlag,
  { variants, changes }: VariantsChange,
  environment: string,
  { rules: stored, segments, required }: DecidedBy,
): ListChange {
  const here = flagHere(flag, environment);
  const isOn = isOnIn(flag, environment);
  // While it is off the rules decide nothing, and the default only where it is served then.
  const rules = isOn ? stored : [];
  const { value } = here.default_value;
  const isServed = isOn || flag.when_disabled !== "code_default";
  const default_value = { value: (isServed ? changes.insteadOf(value) : undefined) ?? value };
  return {
    before: analysedList({ flag: here, rules, segments, required }),
    after: analysedList({
      flag: { ...here, default_value, variants: [...variants] },
      rules: rules.map((rule) => changes.inRule(rule)),
      segments,
      required,
    }),
    scope: scopeOf(flag, required),
  };
}
