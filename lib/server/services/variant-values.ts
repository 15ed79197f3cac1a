import type { Flag } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { ValueChanges } from "@/lib/contract/variant-values";
import { isSame } from "../patch";
import { rulesServing, updateRuleValues } from "../store/rule-values";
import { toRule } from "../store/rules";
import type { FlagChange } from "./flags";
import { ruleIdentity } from "./rules";
import type { ProjectWrite } from "./write";

/** The requested change of a flag, with its defaults adapted to its variants. A default that was sent stays as sent. */
export function withChangedDefaults(
  flag: Pick<Flag, "default_value" | "environments">,
  changes: ValueChanges,
  requested: FlagChange,
): FlagChange {
  if (changes.pairs.length === 0) return requested;
  const changed = (held: { value: JsonValue } | undefined) => {
    const value = held === undefined ? undefined : changes.insteadOf(held.value);
    return value === undefined ? {} : { default_value: { value } };
  };
  const states = Object.entries(flag.environments).map(([name, { default_value: own }]) => [
    name,
    { ...changed(own), ...requested.environments?.[name] },
  ]);
  return { ...changed(flag.default_value), ...requested, environments: Object.fromEntries(states) };
}

/** Changes the values of a locked flag's rules and their arms, in every environment. */
export async function changeRuleValues(
  { tx, record }: Pick<ProjectWrite, "tx" | "record">,
  flagId: string,
  changes: ValueChanges,
): Promise<void> {
  if (changes.pairs.length === 0) return;
  const values = changes.pairs.map(({ from }) => from);
  const updatedAt = new Date();
  const changed = (await rulesServing(tx, flagId, values)).flatMap((row) => {
    const before = toRule(row);
    const { value, split = null } = changes.inRule(before);
    const after = { ...row, value, split };
    return isSame(toRule(after), before) ? [] : [{ before, after: { ...after, updatedAt } }];
  });
  await updateRuleValues(
    tx,
    changed.map(({ after }) => after),
  );
  for (const { before, after } of changed) {
    const rule = toRule(after);
    record({ ...ruleIdentity(rule), action: "rule.updated", before, after: rule });
  }
}
