import type { Doubt } from "../search/search";
import type { Witness } from "../somebody";

export type FindingKind =
  /** Its own conditions, segment or percentage exclude everyone. */
  | "never_matches"
  /** Earlier rules serve everyone whom it matches. */
  | "never_reached"
  /** It matches everyone, and other rules follow. */
  | "ends_list"
  /** Without the rule everyone would get the same value, from a rule below or from the default. */
  | "same_as_below"
  | "same_as_default"
  /** Without this condition everyone would get the same value. */
  | "idle_condition"
  /** The attribute's name looks like another one that is used more often. */
  | "similar_attribute"
  /** The comparison can judge none of the known people, because their values have another form. */
  | "unlike_known_values"
  /** These rules may stand in any order. */
  | "any_order"
  /** The required flag gives nobody what is required: its rules serve nobody. */
  | "requirement_never_met"
  /** The required flag gives everybody what is required, so the requirement makes no difference. */
  | "requirement_always_met";

/** The kinds of findings about the requirements of the list's flag. */
export type RequirementFindingKind = Extract<FindingKind, `requirement_${string}`>;

/** Something worth knowing about a rule list. It is true for every context, or names the exceptions. */
export interface Finding {
  readonly kind: FindingKind;
  /** The rules that the finding is about. */
  readonly ruleIds: readonly string[];
  /** The rules that cause it. */
  readonly becauseOf: readonly string[];
  /** For a rule that makes no difference: whether the default, besides these rules, would serve some of its people. */
  readonly isDefaultServing: boolean;
  /** The index among the rule's inline conditions, for a finding about one of them. */
  readonly condition: number | null;
  /** The index among the flag's requirements, for a finding about one of them; then it is about no rule. */
  readonly requirement: number | null;
  readonly sentence: string;
  /**
   * Not empty: the finding is true only for people for whom none of these attributes is a list. Then `witness` is an
   * exception.
   */
  readonly listAttributes: readonly string[];
  /**
   * Somebody to show the finding on. For a rule that is never reached: somebody whom it matches and whom one of
   * `becauseOf` serves. Null where there is nobody, or where nobody was found.
   */
  readonly witness: Witness | null;
  /** The attribute that was probably meant. */
  readonly suggestion: string | null;
}

/** A rule, or a requirement, about which a question stayed open. */
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

/** Adds that the finding is true only where these attributes are single values. */
export function unlessLists(attributes: readonly string[]): string {
  return attributes.length === 0 ? "" : ` unless ${attributes.join(" or ")} is a list`;
}
