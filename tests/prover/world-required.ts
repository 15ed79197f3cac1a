import type { FlagInput, JsonValue, RequirementInput, RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { Dice } from "../unit/analysis/worlds";

type Required = NonNullable<RuleListInput["required"]>;
type MakeRule = (dice: Dice, id: string, position: number, salts: readonly string[]) => RuleInput;

/** The salts of the required flags: rules of two flags never share one. */
const SALT_OF_REQUIRED = "w";

const values: readonly JsonValue[] = [true, true, false, "other"];

const needOf = (dice: Dice, flag: string): RequirementInput => ({ flag, value: dice.pick(values) });

/** One flag that is required, and now and then another that this one requires in its turn. */
export function requiredFlags(dice: Dice, makeRule: MakeRule): Required {
  const flags = ["a", "b"].map((id) => flagOf(dice, id));
  const rules = flags.flatMap(({ id }) =>
    Array.from({ length: dice.below(3) }, (_, at) => ruleOf(dice, id, at + 1, makeRule)),
  );
  return { requires: [needOf(dice, dice.pick(["a", "a", "a", "a", "b", "gone"]))], flags, rules };
}

const flagOf = (dice: Dice, id: string): FlagInput => ({
  ...{ id, key: id, status: dice.chance(5) ? "archived" : "active", enabled: !dice.chance(15) },
  default_value: { value: dice.pick(values) },
  when_disabled: dice.chance(20) ? "code_default" : "default_value",
  requires: id === "a" && dice.chance(40) ? [needOf(dice, "b")] : [],
});

const ruleOf = (dice: Dice, flag: string, position: number, makeRule: MakeRule): RuleInput => ({
  ...makeRule(dice, `${flag}${position}`, position, [SALT_OF_REQUIRED]),
  flag_id: flag,
});

/** What an edit of the required flags, or of what is required of them, makes of them. */
export function editedRequired(dice: Dice, required: Required, makeRule: MakeRule): Required | undefined {
  const [first, ...others] = required.flags;
  const [rule, ...rules] = required.rules;
  switch (dice.below(5)) {
    case 0:
      return undefined;
    case 1:
      return { ...required, requires: [needOf(dice, "a")] };
    case 2:
      return first === undefined
        ? required
        : { ...required, flags: [{ ...first, enabled: !first.enabled }, ...others] };
    case 3:
      return rule === undefined
        ? required
        : { ...required, rules: [{ ...rule, percentage: dice.pick([null, 1, 50]) }, ...rules] };
    default:
      return rule === undefined
        ? { ...required, rules: [ruleOf(dice, "a", 1, makeRule)] }
        : {
            ...required,
            rules: [{ ...rule, value: dice.pick(values), conditions: rule.conditions.slice(1) }, ...rules],
          };
  }
}
