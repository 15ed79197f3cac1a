import { type GuardName, type GuardRefusal, guardNames } from "@/lib/contract/guard";
import { limits } from "@/lib/contract/limits";
import type { Budget } from "@/lib/targeting/analysis/budget";
import { findNewExposure, type NewExposure } from "@/lib/targeting/analysis/new-exposure";
import { valueSayer } from "@/lib/targeting/analysis/sentences/words";
import type { TestUserInput } from "@/lib/targeting/analysis/test-users";
import { keyOf } from "../../store/analysis-texts";
import { toChange } from "./effect";
import { at, type Place, unknownRefusal } from "./guard-words";
import { type ReadList, readTestUsers, readTexts } from "./read-texts";
import type { GuardTask } from "./task";
import { tryTestUsers } from "./test-user-changes";

/** A list before a write and after it. */
interface GuardedChange {
  readonly before: ReadList;
  readonly after: ReadList;
}

/** The guards' objections to a write that changes these lists; empty when it may proceed. */
export function guardAnswer(task: GuardTask, budget: Budget, clock: Budget): GuardRefusal[] {
  const usersOf = readTestUsers(task.testUsers);
  const afterByPlace = new Map(readTexts(task.after).map((list) => [keyOf(list), list]));
  const refusals: GuardRefusal[] = [];
  for (const before of readTexts(task.before)) {
    const after = afterByPlace.get(keyOf(before));
    if (after === undefined) continue;
    const change = { before, after };
    const judge: Record<GuardName, () => GuardRefusal[]> = {
      no_new_exposure: () => exposed(change, budget),
      expectations: () => broken(change, usersOf(before), clock),
    };
    for (const name of guardNames) if (task.guards.includes(name)) refusals.push(...judge[name]());
    if (refusals.length >= limits.issues) return refusals.slice(0, limits.issues);
  }
  return refusals;
}

function exposed(change: GuardedChange, budget: Budget): GuardRefusal[] {
  const found = findExposure(change, budget);
  const place = placeOf(change);
  switch (found.is) {
    case "no":
      return [];
    case "yes": {
      const exposure = toChange(found.change);
      const sentence = `${at(place)}: ${exposure.sentence}`;
      const refs = { rule_before: exposure.rule_before, rule_after: nameNew(exposure.rule_after, change) };
      return [
        { name: "no_new_exposure", reason: "new_exposure", ...place, sentence, change: { ...exposure, ...refs } },
      ];
    }
    case "unknown":
      return [unknownRefusal("no_new_exposure", place, found.because)];
  }
}

function findExposure({ before, after }: GuardedChange, budget: Budget): NewExposure {
  const rules = Math.max(before.rules.length, after.rules.length);
  if (rules > limits.analysedRules || budget.isSpent) return { is: "unknown", because: "budget" };
  return findNewExposure(before, after, budget);
}

/** A rule that the refused write would have created is not stored, so it is named by its number instead of its id. */
function nameNew(ruleId: string | null, { before, after }: GuardedChange): string | null {
  const known = new Set(before.rules.map(({ id }) => id));
  const added = after.rules.filter(({ id }) => !known.has(id));
  const index = added.findIndex(({ id }) => id === ruleId);
  return index === -1 ? ruleId : `new-${index + 1}`;
}

function broken(change: GuardedChange, users: readonly TestUserInput[], clock: Budget): GuardRefusal[] {
  const place = placeOf(change);
  const expecting = users.filter(({ expected }) => expected !== undefined);
  const say = valueSayer(change.after);
  const { changes, notTried } = tryTestUsers(change.before, change.after, expecting, clock);
  const refusals = changes
    .filter(({ breaks_expectation: breaks }) => breaks === "yes")
    .map((user): GuardRefusal => {
      const after = user.after && { ...user.after, rule_id: nameNew(user.after.rule_id, change) };
      const [given, expected] = [say(after?.value ?? null), say(user.expected ?? null)];
      const sentence = `${at(place)}: ${user.name} would get ${given}, and ${expected} is expected`;
      return { name: "expectations", reason: "broken", ...place, sentence, test_user: { ...user, after } };
    });
  return notTried.length === 0 ? refusals : [...refusals, unknownRefusal("expectations", place, "budget")];
}

const placeOf = ({ before: { flagId, flagKey, environment } }: GuardedChange): Place => ({
  flag_id: flagId,
  flag_key: flagKey,
  environment,
});
