import type { GuardName, GuardRefusal } from "@/lib/contract/guard";
import { limits } from "@/lib/contract/limits";
import { ServiceError } from "../service-error";
import { keyOf, type ListTexts, type UserTexts } from "../store/analysis-texts";
import { flagKeys } from "../store/flags";
import type { RuleList } from "../store/rules";
import type { Tx } from "../store/transaction";
import { unknownRefusal } from "./analysis/guard-words";
import { analyse } from "./analysis/pool";
import type { GuardTask } from "./analysis/task";
import type { Analysed } from "./analysis/thread-pool";

interface GuardedLists {
  /** Null when it is too much to read. */
  readonly before: ListTexts | null;
  readonly after: ListTexts | null;
}

/** The guards' objections to a write that changes these lists; empty when it may proceed. */
export async function guardRefusals(
  tx: Tx,
  projectId: string,
  guards: readonly GuardName[],
  lists: readonly RuleList[],
  { before, after }: GuardedLists,
  testUsers: UserTexts,
): Promise<readonly GuardRefusal[]> {
  if (before === null || after === null) return unknownRefusals(tx, guards, lists);
  const changed = changedLists(before, after);
  if (changed.before.lists.length === 0) return [];
  const answer = await ask(projectId, { type: "guard", guards, ...changed, testUsers });
  // Our own thread wrote it, and it is short.
  return answer === "not analysed" ? unknownRefusals(tx, guards, changed.before.lists) : JSON.parse(answer.json);
}

/** An analysis that cannot run leaves the answer unknown, which a guard refuses. */
async function ask(projectId: string, task: GuardTask): Promise<Analysed> {
  try {
    return await analyse(projectId, task);
  } catch (error) {
    if (error instanceof ServiceError) return "not analysed";
    throw error;
  }
}

/** Most writes leave most lists unchanged, and those need not be read. */
function changedLists(before: ListTexts, after: ListTexts): { before: ListTexts; after: ListTexts } {
  const isSameBeside = isSameTexts(textsBeside(before), textsBeside(after));
  const afterByPlace = new Map(after.lists.map((list) => [keyOf(list), list]));
  const isChanged = (list: ListTexts["lists"][number]) => {
    const now = afterByPlace.get(keyOf(list));
    return now !== undefined && !(isSameBeside && now.flag === list.flag && now.rules === list.rules);
  };
  return { before: { ...before, lists: before.lists.filter(isChanged) }, after };
}

/** What decides in lists besides their own flags and rules. */
const textsBeside = ({ segments, required = [] }: ListTexts): readonly string[] => [
  ...segments,
  ...required.flatMap(({ flag, rules }) => [flag, rules]),
];

const isSameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);

async function unknownRefusals(
  tx: Tx,
  guards: readonly GuardName[],
  lists: readonly RuleList[],
): Promise<GuardRefusal[]> {
  const first = lists.slice(0, limits.issues);
  const keys = await flagKeys(
    tx,
    first.map(({ flagId }) => flagId),
  );
  return first.flatMap(({ flagId, environment }) => {
    const place = { flag_id: flagId, flag_key: keys.get(flagId) ?? "", environment };
    return guards.map((name) => unknownRefusal(name, place, "budget"));
  });
}
