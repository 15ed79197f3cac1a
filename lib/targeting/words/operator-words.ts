import type { Domain } from "../comparable";
import type { OperatorId } from "../operators/registry";

/** Words for an operator, and for the same operator turned round by `negate`. */
type Words = readonly [words: string, negated: string];

interface OperatorWords<Id extends OperatorId> {
  /** Reads between attribute and value: "country" is one of "US" or "CA". */
  readonly words: Id extends "exists" | "not_exists" ? readonly [string] : Words;
  /** Where two dates are compared. */
  readonly dates?: Words;
  /** Where two versions are compared. */
  readonly versions?: Words;
}

/**
 * The words of each operator, for the editor, the cards, the sentences of the analysis and so for the API. The table is
 * typed over all ids, so that an operator without words does not compile. It is separate from the registry, because
 * that brings the pattern engine (46 kB compressed) to pages that only show sentences.
 */
const table: { readonly [Id in OperatorId]: OperatorWords<Id> } = {
  equals: { words: ["is", "is not"], versions: ["is the version", "is not the version"] },
  not_equals: { words: ["is not", "is"], versions: ["is not the version", "is the version"] },
  contains: { words: ["contains", "does not contain"] },
  not_contains: { words: ["does not contain", "contains"] },
  starts_with: { words: ["starts with", "does not start with"] },
  ends_with: { words: ["ends with", "does not end with"] },
  in: { words: ["is one of", "is not one of"], versions: ["is one of the versions", "is not one of the versions"] },
  not_in: { words: ["is not one of", "is one of"], versions: ["is not one of the versions", "is one of the versions"] },
  greater_than: {
    words: ["is more than", "is at most"],
    dates: ["is after", "is on or before"],
    versions: ["is a newer version than", "is at most version"],
  },
  less_than: {
    words: ["is less than", "is at least"],
    dates: ["is before", "is on or after"],
    versions: ["is an older version than", "is at least version"],
  },
  regex: { words: ["matches the pattern", "does not match the pattern"] },
  is_true: { words: ["is true", "is not true"] },
  is_false: { words: ["is false", "is not false"] },
  exists: { words: ["is present"] },
  not_exists: { words: ["is missing"] },
};

/**
 * The operator as it reads before the value.
 * @param domain what the two sides are compared as; null where nothing is compared
 */
export function operatorWords(operator: OperatorId, isNegated: boolean, domain: Domain | null): string {
  const { words, dates = words, versions = words } = table[operator];
  const chosen = domain === "instant" ? dates : domain === "version" ? versions : words;
  return chosen[isNegated ? 1 : 0] ?? words[0];
}
