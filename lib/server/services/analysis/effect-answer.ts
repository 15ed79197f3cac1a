import type { SegmentAnalysis } from "@/lib/contract/analysis";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { type ChangeReport, compareLists } from "@/lib/targeting/analysis/changes";
import { neverMet } from "@/lib/targeting/analysis/findings/requirements";
import { keyOf } from "../../store/analysis-texts";
import { toEffect } from "./effect";
import { STEPS_OF_A_LIST } from "./limits";
import { readTestUsers, readTexts } from "./read-texts";
import type { EffectTask } from "./task";
import { tryTestUsers } from "./test-user-changes";
import { verdictOf } from "./verdict";

/**
 * Who gets another value by a change, in each list that it concerns, as if the flags were on. Lists are analysed one
 * after another, each completely if possible: of many lists some are then known, whereas equal shares of the budget
 * would suffice for none.
 */
export function effectAnswer(task: EffectTask, budget: Budget, clock: Budget): SegmentAnalysis {
  const usersOf = readTestUsers(task.testUsers);
  const afterByPlace = new Map(readTexts(task.after).map((list) => [keyOf(list), list]));
  const stored = readTexts(task.before);
  const most = Math.max(STEPS_OF_A_LIST, budget.partOf(stored.length));
  const lists = stored.flatMap((before) => {
    const after = afterByPlace.get(keyOf(before));
    if (after === undefined) return [];
    const users = tryTestUsers(before, after, usersOf(before), clock);
    const found = budget.isSpent ? NOT_ANALYSED : budget.lend(most, (own) => compareLists(before, after, own));
    // While the flag is off, it has no rules here, and its requirements make no difference.
    const isServing = after.rules.length > 0;
    const unmet = isServing ? budget.lend(STEPS_OF_A_LIST, (own) => neverMet(after, own)) : [];
    const effect = toEffect({ before, after }, found, users, unmet);
    return [{ flag_id: before.flagId, flag_key: before.flagKey, environment: before.environment, ...effect }];
  });
  return { new_exposure: verdictOf(lists), lists };
}

/** The answer for a list for which no steps are left. */
const NOT_ANALYSED: ChangeReport = {
  changes: [],
  unanswered: [
    { ruleBefore: null, ruleAfter: null, armBefore: null, armAfter: null, because: "budget", isExposure: true },
  ],
  newExposure: "unknown",
};
