import type { JsonValue } from "../types";
import type { Budget } from "./budget";
import { Comparison } from "./comparison/comparison";
import type { RuleListInput } from "./rule-list";
import type { Doubt } from "./search/search";
import type { Witness } from "./somebody";

/** The rules that serve some people before and after a change. */
export interface Servers {
  /** The rule's id. Null: the default. */
  readonly ruleBefore: string | null;
  readonly ruleAfter: string | null;
  /** The index of the arm of the rule's split. Null: the rule has no split, or the value is of no arm. */
  readonly armBefore: number | null;
  readonly armAfter: number | null;
}

/** People whose value changes: one rule served all of them before, and one rule serves all of them after. */
export interface Change extends Servers {
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** A description of these people, with segments by their names. */
  readonly who: string;
  /** The same description on two lines: whole, or its beginning and the number of conditions that were left out. */
  readonly short: string;
  /** What the named segments ask: `Large teams: seats is more than 50`. */
  readonly segments: readonly string[];
  /** `true instead of false: plan is pro, …`. */
  readonly sentence: string;
  /**
   * One of these people: the engine gives them `from` before and `to` after. Null when they are proven to exist and no
   * id was found, because several small percentages together let in very few. Null, too, when their bucket is open.
   */
  readonly witness: Witness | null;
  /** Whether a rule that does not exist yet decides by their bucket, which nobody knows before. */
  readonly isBucketOpen: boolean;
  /** Attributes of which each of these people has at least one as a list. Usually empty. */
  readonly listAttributes: readonly string[];
  /** Whether their new value is another one than the default. */
  readonly isExposure: boolean;
}

/** A pair of rules or arms for which it is not known whether anybody is concerned. */
export interface Unanswered extends Servers {
  readonly because: Doubt;
  readonly isExposure: boolean;
}

export interface ChangeReport {
  readonly changes: readonly Change[];
  readonly unanswered: readonly Unanswered[];
  /** `no` is proven; `yes` has a witness among the changes; `unknown` is neither. */
  readonly newExposure: "yes" | "no" | "unknown";
}

/** When the budget is spent, every further pair of rules is unanswered; at most this many are listed. */
const MOST_UNANSWERED = 100;

/**
 * Finds who gets another value after a change of rules, segments or the default, as if the flag were on. The report is
 * complete, or `unanswered` says where it is not: everyone who is in none of `changes` and `unanswered` keeps their
 * value. When the budget is spent, `unanswered` may list fewer pairs than stayed open.
 * @param steps the most steps that it may take. The same change and number give the same answer on every machine,
 * unless a clock ends it earlier
 */
export function compareLists(before: RuleListInput, after: RuleListInput, steps?: number | Budget): ChangeReport {
  const comparison = new Comparison(before, after, steps);
  const changes: Change[] = [];
  const unanswered: Unanswered[] = [];
  let isCutShort = false;
  for (const pair of comparison.pairs()) {
    isCutShort = comparison.isSpent && unanswered.length >= MOST_UNANSWERED;
    if (isCutShort) break;
    const answer = comparison.ask(pair);
    if (answer === null) continue;
    if ("because" in answer) unanswered.push(answer);
    else changes.push(answer);
  }
  const isYes = changes.some(({ isExposure }) => isExposure);
  const isUnknown = isCutShort || unanswered.some(({ isExposure }) => isExposure);
  return { changes, unanswered, newExposure: isYes ? "yes" : isUnknown ? "unknown" : "no" };
}
