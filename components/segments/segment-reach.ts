import type { RuleUse } from "@/lib/contract/segment";

/** A flag that a segment reaches, with its rules. */
interface ReachedFlag {
  readonly flagId: string;
  readonly flagKey: string;
  readonly flagName: string;
  readonly uses: readonly RuleUse[];
}

/** The uses by flag, in the order given. */
export function reachedFlags(uses: readonly RuleUse[]): ReachedFlag[] {
  const flags = new Map<string, RuleUse[]>();
  for (const use of uses) flags.set(use.flag_id, [...(flags.get(use.flag_id) ?? []), use]);
  return [...flags.values()].flatMap((ofFlag) => {
    const [first] = ofFlag;
    if (first === undefined) return [];
    return { flagId: first.flag_id, flagKey: first.flag_key, flagName: first.flag_name, uses: ofFlag };
  });
}

/** Where rules use it. */
export const environmentsOf = (uses: readonly RuleUse[]): string[] => [
  ...new Set(uses.map(({ environment }) => environment)),
];

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${many}`;

/** "3 rules of 2 flags". */
export function reachText(uses: readonly RuleUse[]): string {
  const flags = new Set(uses.map(({ flag_id }) => flag_id)).size;
  return `${counted(uses.length, "rule", "rules")} of ${counted(flags, "flag", "flags")}`;
}

/** What deleting the segment does to a rule that uses it. */
export function lossOf({ only_condition, rule_enabled }: RuleUse): "turned_off" | "stays_off" | "loses_it" {
  if (!only_condition) return "loses_it";
  return rule_enabled ? "turned_off" : "stays_off";
}
