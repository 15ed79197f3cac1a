import type { SegmentAnalysis } from "@/lib/contract/analysis";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { compareLists } from "@/lib/targeting/analysis/changes";
import { keyOf } from "../../store/analysis-texts";
import { toEffect } from "./effect";
import { readTexts, readTriedUsers } from "./read-texts";
import type { EffectTask } from "./task";
import { tryUsers } from "./tried";
import { verdictOf } from "./verdict";

/** Whom a change gives another value, in each of the lists that it concerns. As if the flags were on. */
export function effectAnswer(task: EffectTask, budget: Budget, clock: Budget): SegmentAnalysis {
  const usersOf = readTriedUsers(task.tried);
  const afterByPlace = new Map(readTexts(task.after).map((list) => [keyOf(list), list]));
  const stored = readTexts(task.before);
  const lists = stored.flatMap((before) => {
    const after = afterByPlace.get(keyOf(before));
    if (after === undefined) return [];
    const users = tryUsers(before, after, usersOf(before), clock);
    const effect = toEffect(compareLists(before, after, budget.portion(stored.length)), users);
    return [{ flag_id: before.flagId, flag_key: before.flagKey, environment: before.environment, ...effect }];
  });
  return { new_exposure: verdictOf(lists), lists };
}
