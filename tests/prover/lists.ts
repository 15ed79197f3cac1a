import type { RuleConditionInput } from "@/lib/targeting";
import { type Attribute, elementValues, known, truthsOf, type Value } from "./domain";

/**
 * Lists of an attribute's values, one for each way in which these conditions can come out for a list. A positive
 * condition holds for a list when it does for one element, a negative one when it does for all: so it is enough to add
 * elements to lists that are told apart, one by one.
 */
export function listValues(attribute: Attribute, conditions: readonly RuleConditionInput[]): readonly Value[] {
  const elements = elementValues(attribute, conditions);
  const ofElement = conditions.map((condition) => truthsOf(elements, condition));
  const everyone = conditions.map(isNegative);
  const found = new Map<string, { readonly list: readonly unknown[]; readonly truths: readonly boolean[] }>([
    [everyone.join(), { list: [], truths: everyone }],
  ]);
  for (const [at, { value }] of elements.entries()) {
    for (const { list, truths } of [...found.values()]) {
      const both = truths.map((truth, of) => {
        const isSo = ofElement[of]?.[at] === true;
        return everyone[of] ? truth && isSo : truth || isSo;
      });
      const name = both.join();
      if (!found.has(name)) found.set(name, { list: list.concat(value), truths: both });
    }
  }
  return [...found.values()].map(({ list }) => known(list));
}

/** Whether a condition wants all elements of a list to be so. */
const isNegative = ({ operator, negate = false }: RuleConditionInput): boolean =>
  operator.includes("exists") ? operator === "exists" : operator.startsWith("not_") !== negate;
