import { setImmediate } from "node:timers/promises";
import type { GuardName, GuardRefusal } from "@/lib/contract/guard";
import { limits } from "@/lib/contract/limits";
import { Budget } from "@/lib/targeting/analysis/budget";
import { findNewExposure, type NewExposure } from "@/lib/targeting/analysis/new-exposure";
import type { Doubt } from "@/lib/targeting/analysis/search";
import { compareTestUsers } from "@/lib/targeting/analysis/test-users";
import { valueWords } from "@/lib/targeting/analysis/words";
import { STEPS_OF_A_REQUEST, toChange } from "./analysis-input";
import { type StoredList, toListInput } from "./stored-lists";
import { type TriedUsers, toTestUserChange } from "./tried-users";

/** A list before a write and after it. */
export interface GuardedChange {
  readonly before: StoredList;
  readonly after: StoredList;
}

/**
 * UTF-16 units of JSON in the lists that are searched for new exposure, some seconds' work: reading them takes no steps.
 * What comes after them is not known; the first is always searched.
 */
const MOST_TEXT = 16 * 1024 * 1024;

/** What the guards have against a write that changes these lists; nothing when it may pass. */
export async function guardRefusals(
  guards: readonly GuardName[],
  changes: readonly GuardedChange[],
  users: TriedUsers,
): Promise<GuardRefusal[]> {
  const budget = new Budget(STEPS_OF_A_REQUEST);
  let read = 0;
  const refusals: GuardRefusal[] = [];
  for (const change of changes) {
    const [before, after] = [textOf(change.before), textOf(change.after)];
    if (before === after) continue;
    if (guards.includes("no_new_exposure")) refusals.push(...exposed(change, budget));
    if (guards.includes("expectations")) refusals.push(...broken(change, users));
    read += before.length + after.length;
    if (read > MOST_TEXT) budget.end();
    if (refusals.length >= limits.issues) return refusals.slice(0, limits.issues);
    // Evaluation runs here, too: it goes on between two lists.
    await setImmediate();
  }
  return refusals;
}

const textOf = (list: StoredList): string => JSON.stringify(toListInput(list));

function exposed(change: GuardedChange, budget: Budget): GuardRefusal[] {
  const found = findExposure(change, budget);
  const name = "no_new_exposure";
  const place = placeOf(change);
  switch (found.is) {
    case "no":
      return [];
    case "yes": {
      const told = toChange(found.change);
      const sentence = `${at(place)}: ${told.sentence}`;
      const refs = { rule_before: told.rule_before, rule_after: nameNew(told.rule_after, change) };
      return [{ name, reason: "new_exposure", ...place, sentence, change: { ...told, ...refs } }];
    }
    case "unknown": {
      const { because } = found;
      const sentence = `${at(place)}: not known whether anybody gets a new value, because ${doubts[because]}`;
      return [{ name, reason: "unknown", ...place, sentence, because }];
    }
  }
}

const doubts: Record<Doubt, string> = {
  opaque: "a pattern, or a mix of conditions on one attribute, is beyond what can be proven",
  budget: "there is too much to search",
};

function findExposure({ before, after }: GuardedChange, budget: Budget): NewExposure {
  const rules = Math.max(before.rules.length, after.rules.length);
  if (rules > limits.analysedRules || budget.isSpent) return { is: "unknown", because: "budget" };
  return findNewExposure(toListInput(before), toListInput(after), budget);
}

/** A rule that was not stored before is not stored now, so its id would lead nowhere: it goes by its number. */
function nameNew(ruleId: string | null, { before, after }: GuardedChange): string | null {
  const known = new Set(before.rules.map(({ id }) => id));
  const added = after.rules.filter(({ id }) => !known.has(id));
  const index = added.findIndex(({ id }) => id === ruleId);
  return index === -1 ? ruleId : `new-${index + 1}`;
}

function broken(change: GuardedChange, users: TriedUsers): GuardRefusal[] {
  const place = placeOf(change);
  const expecting = users.of(change.before).filter(({ expected }) => expected !== undefined);
  return compareTestUsers(toListInput(change.before), toListInput(change.after), expecting)
    .filter(({ breaksExpectation }) => breaksExpectation === "yes")
    .map((found) => {
      const user = toTestUserChange(found);
      const after = user.after && { ...user.after, rule_id: nameNew(user.after.rule_id, change) };
      const sentence = `${at(place)}: ${user.name} would get ${valueWords(after?.value ?? null)}, and ${valueWords(user.expected ?? null)} is expected`;
      return { name: "expectations", reason: "broken", ...place, sentence, test_user: { ...user, after } };
    });
}

type Place = Pick<GuardRefusal, "flag_id" | "flag_key" | "environment">;

const placeOf = ({ before: { flag, environment } }: GuardedChange): Place => ({
  flag_id: flag.id,
  flag_key: flag.key,
  environment,
});

const at = ({ flag_key: key, environment }: Place): string => `${key} in ${environment}`;
