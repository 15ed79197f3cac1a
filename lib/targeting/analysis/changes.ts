import type { JsonValue } from "../types";
import type { Budget } from "./budget";
import { Comparison } from "./comparison/comparison";
import type { RuleListInput } from "./rule-list";
import type { Doubt } from "./search/search";
import type { Witness } from "./somebody";

/** Who serves people before a change and after it. */
export interface Servers {
  /** Null: the default. */
  readonly ruleBefore: string | null;
  readonly ruleAfter: string | null;
  /** Which arm of the rule's split, from 0. Null: all that it serves, or whom its split leaves over. */
  readonly armBefore: number | null;
  readonly armAfter: number | null;
}

/** People whose value changes: one rule served all of them before, and one serves them after. */
export interface Change extends Servers {
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** Who they are, in words; segments by their names. */
  readonly who: string;
  /** The same on two lines, or the beginning of it and how many conditions more. */
  readonly short: string;
  /** What the segments ask for that are named: `Large teams: seats is more than 50`. */
  readonly segments: readonly string[];
  /** `true instead of false: plan is pro, …`. */
  readonly sentence: string;
  /**
   * One of them; the engine gives `from` before and `to` after. Null when there is proven to be somebody and no id was
   * found: several small percentages come together for very few.
   */
  readonly witness: Witness | null;
  /** Attributes of which each of these people has at least one as a list. Usually empty. */
  readonly listAttributes: readonly string[];
  /** Whether they now get something else than the default. */
  readonly isExposure: boolean;
}

/** A pair of rules, or of their arms, for which it is not known whether it concerns anybody. */
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

/** Once the budget is spent every further pair of rules is unanswered; no more than this are named. */
const MOST_UNANSWERED = 100;

/**
 * Who gets another value after a change of rules, segments or the default, as if the flag is on. Complete, or it says
 * in `unanswered` where it is not: someone who is in none of `changes` or `unanswered` gets what they got. (Once the
 * budget is spent, more may be unanswered than is named.)
 * @param steps bounds the work. The same change and bound give the same answer everywhere, unless a clock ends it
 * before.
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
