import type { RuleConditionInput } from "@/lib/targeting";
import { type Attribute, elementsOf, known, truthsOf, type Value } from "./domain";

/**
 * Lists of an attribute's values, one for each way in which these conditions can come out for a list. A positive condition
 * holds for a list when it does for one element, a negative one when it does for all: so it is enough to add elements to
 * lists that are told apart, one by one.
 */
export function listValues(attribute: Attribute, conditions: readonly RuleConditionInput[]): readonly Value[] {
  const elements = elementsOf(attribute);
  const lists = elements.map((element) => known([element]));
  const ofElement = conditions.map((condition) => truthsOf(lists, condition));
  const outcomes = new Map<string, readonly boolean[]>();
  const firsts = new Map<string, unknown>();
  for (const [at, element] of elements.entries()) {
    const truths = ofElement.map((each) => each[at] === true);
    const key = truths.join();
    if (outcomes.has(key)) continue;
    outcomes.set(key, truths);
    firsts.set(key, element);
  }
  const everyone = conditions.map(isNegative);
  const found = new Map<string, { readonly list: readonly unknown[]; readonly truths: readonly boolean[] }>([
    [everyone.join(), { list: [], truths: everyone }],
  ]);
  for (const [key, truths] of outcomes) {
    for (const { list, truths: before } of [...found.values()]) {
      const both = before.map((truth, at) =>
        everyone[at] ? truth && truths[at] === true : truth || truths[at] === true,
      );
      const name = both.join();
      if (!found.has(name)) found.set(name, { list: [...list, firsts.get(key)], truths: both });
    }
  }
  return [...found.values()].map(({ list }) => known(list));
}

/** Whether a condition wants all elements of a list to be so. */
const isNegative = ({ operator, negate = false }: RuleConditionInput): boolean =>
  operator.includes("exists") ? operator === "exists" : operator.startsWith("not_") !== negate;
