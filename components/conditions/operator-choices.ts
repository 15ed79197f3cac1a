import type { ConditionValue } from "@/lib/contract/condition";
import { operatorWords } from "@/lib/targeting/words/operator-words";
import { type ConditionScope, domainOf, isInSegments, type Manner } from "./operators";

/** One entry of the operator menu. */
export interface OperatorChoice extends Manner {
  /** The entry's id: the value of the menu's field. */
  readonly id: string;
}

interface ChoiceGroup<Choice = OperatorChoice> {
  readonly title: string;
  readonly choices: readonly Choice[];
}

const choice = (operator: Manner["operator"], options: Omit<Manner, "operator"> = {}): OperatorChoice => ({
  id: choiceId({ operator, ...options }),
  operator,
  ...options,
});

const not = { negate: true } as const;
const version = { as: "version" } as const;

/**
 * The menu, in its order. A stored condition may have other options (`negate`, `ignore_case`, `as`); they are shown
 * where stored.
 */
const groups: readonly ChoiceGroup[] = [
  {
    title: "Same",
    choices: [
      choice("equals"),
      choice("equals", { ignore_case: true }),
      choice("not_equals"),
      choice("in"),
      choice("not_in"),
    ],
  },
  {
    title: "Text",
    choices: [
      choice("contains"),
      choice("not_contains"),
      choice("starts_with"),
      choice("starts_with", not),
      choice("ends_with"),
      choice("ends_with", not),
      choice("regex"),
      choice("regex", not),
    ],
  },
  {
    title: "More or less",
    choices: [choice("greater_than"), choice("less_than", not), choice("less_than"), choice("greater_than", not)],
  },
  {
    title: "Versions",
    choices: [
      choice("greater_than", version),
      choice("less_than", { ...not, ...version }),
      choice("less_than", version),
      choice("greater_than", { ...not, ...version }),
    ],
  },
  {
    title: "Yes or no",
    choices: [choice("is_true"), choice("is_false"), choice("exists"), choice("not_exists")],
  },
];

/** An id for each way to compare. An option that is `false` counts as absent. */
export function choiceId({ operator, negate, ignore_case, as }: Manner): string {
  return [operator, ...(negate ? ["not"] : []), ...(ignore_case ? ["ignore_case"] : []), ...(as ? [as] : [])].join(" ");
}

/** The menu for one condition: the choices, and the condition's own way to compare when it is none of them. */
export function choiceGroups(scope: ConditionScope, current: Manner): readonly ChoiceGroup[] {
  const offered = groups
    .map(({ title, choices }) => ({
      title,
      choices: choices.filter(({ operator }) => scope === "rule" || isInSegments(operator)),
    }))
    .filter(({ choices }) => choices.length > 0);
  const id = choiceId(current);
  if (offered.some(({ choices }) => choices.some((each) => each.id === id))) return offered;
  const { operator, negate, ignore_case, as } = current;
  return [{ title: "As it is", choices: [{ id, operator, negate, ignore_case, as }] }, ...offered];
}

/** A menu entry in words. Comparisons have words of their own for dates. */
export function choiceLabel(choice: Manner, value: ConditionValue): string {
  const domain = choice.as === "version" ? "version" : domainOf({ ...choice, value });
  const isSaid = choice.as === "version" || domain !== "version";
  const words = operatorWords(choice.operator, choice.negate ?? false, isSaid ? domain : null);
  if (choice.ignore_case !== true) return words;
  return choice.operator.endsWith("equals") ? `${words} the same whatever the case` : `${words}, whatever the case`;
}
