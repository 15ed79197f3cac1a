import type { Doubt } from "../search/search";
import type { Witness } from "../somebody";

export type FindingKind =
  /** Its own conditions, its segment or its percentage let nobody in. */
  | "never_matches"
  /** Earlier rules serve everyone it would match. */
  | "never_reached"
  /** It matches everyone, and rules follow. */
  | "ends_list"
  /** Without it everyone would get the same, from a rule below or from the default. */
  | "same_as_below"
  | "same_as_default"
  /** Without this condition everyone would get the same. */
  | "idle_condition"
  /** An attribute that looks like another one that is used more. */
  | "similar_attribute"
  /** A comparison that judges none of the people who are known: what they hold has another form. */
  | "unlike_known_values"
  /** These rules may stand in any order. */
  | "any_order"
  /** Nobody gets from the required flag what the list's flag needs: its rules serve nobody. */
  | "requirement_never_met"
  /** Everybody does: the list's flag would be the same without this requirement. */
  | "requirement_always_met";

/** What is found about what the list's flag requires. */
export type RequirementFindingKind = Extract<FindingKind, `requirement_${string}`>;

/** Something to know about a rule list. It is true for every context, or says for which it is not. */
export interface Finding {
  readonly kind: FindingKind;
  /** The rules that it is about. */
  readonly ruleIds: readonly string[];
  /** The rules that make it so. */
  readonly becauseOf: readonly string[];
  /** Of a rule that makes no difference: whether the default would serve some of its people, besides those rules. */
  readonly isDefaultServing: boolean;
  /** Place among the rule's inline conditions, where one of them is meant. */
  readonly condition: number | null;
  /** Place among what the list's flag requires, where one of that is meant; then it is about no rule. */
  readonly requirement: number | null;
  readonly sentence: string;
  /** Not empty: true only of people for whom none of these attributes is a list. `witness` is then an exception. */
  readonly listAttributes: readonly string[];
  /**
   * Somebody to see it on; of a rule that is never reached, somebody whom it would match and one of `becauseOf` serves.
   * Null where there is nobody, or nobody at hand.
   */
  readonly witness: Witness | null;
  /** The attribute that was probably meant. */
  readonly suggestion: string | null;
}

/** A rule of which a question stayed open, or one of the requirements. */
export interface NotAnalysed {
  /** Null: it is about a requirement. */
  readonly ruleId: string | null;
  readonly requirement?: number;
  readonly question: FindingKind;
  readonly because: Doubt;
}

type Required = "kind" | "ruleIds" | "sentence";

export function finding(fields: Pick<Finding, Required> & Partial<Finding>): Finding {
  const none = { becauseOf: [], isDefaultServing: false, condition: null, requirement: null, listAttributes: [] };
  return { ...none, witness: null, suggestion: null, ...fields };
}

/** Words for what is true only as long as attributes are single values. */
export function unlessLists(attributes: readonly string[]): string {
  return attributes.length === 0 ? "" : ` unless ${attributes.join(" or ")} is a list`;
}
