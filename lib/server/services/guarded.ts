import { ServiceError } from "../service-error";
import { readUserTexts } from "../store/analysis-texts";
import { listsUsing } from "../store/linked-rules";
import { withRequiring } from "../store/requirements";
import type { RuleList } from "../store/rules";
import { withNewLists } from "./analysis/new-lists";
import { guardRefusals } from "./guard-refusals";
import { type Judged, readJudged } from "./list-texts";
import type { ProjectWrite } from "./write";
import type { WriteContext } from "./write-context";

type Guarded = Pick<WriteContext, "guard">;
type Write = Pick<ProjectWrite, "tx" | "projectId">;

/**
 * Makes a change to the rules of one list, unless a guard of the request refuses it. The guards see the list before and
 * after the change, before anybody else does: if they refuse, the transaction is rolled back, and nothing is stored.
 * @throws ServiceError 409 with the guards' reasons.
 */
export function guardedList<T>(write: Write, context: Guarded, list: RuleList, change: () => Promise<T>): Promise<T> {
  return guardedLists(write, context, async () => [list], change);
}

/** The same for a change to a segment, which concerns every list that uses it. */
export function guardedSegment<T>(write: Write, context: Guarded, id: string, change: () => Promise<T>): Promise<T> {
  return guardedLists(write, context, () => listsUsing(write.tx, id), change);
}

/**
 * The same for a change to a flag itself, in all environments or in one. The change may turn the flag on, so its lists
 * are not judged as if it were on: while it is off, they have no rules.
 */
export function guardedStates<T>(
  write: Write,
  context: Guarded,
  concerned: () => Promise<readonly RuleList[]>,
  change: () => Promise<T>,
): Promise<T> {
  return guardedLists(write, context, concerned, change, "as it is");
}

/**
 * The same for a change that concerns any lists, and the lists of flags that require theirs. New lists are compared
 * with empty ones.
 */
export async function guardedLists<T>(
  { tx, projectId }: Write,
  { guard = [] }: Guarded,
  concerned: () => Promise<readonly RuleList[]>,
  change: () => Promise<T>,
  judged: Judged = "as if on",
): Promise<T> {
  if (guard.length === 0) return change();
  const lists = await withRequiring(tx, await concerned());
  const before = await readJudged(tx, lists, judged);
  const result = await change();
  const after = await readJudged(tx, lists, judged);
  const testUsers = await readUserTexts(tx, projectId, lists);
  const known = before && after && withNewLists(before, after);
  const refusals = await guardRefusals(tx, projectId, guard, lists, { before: known, after }, testUsers);
  if (refusals.length === 0) return result;
  const names = [...new Set(refusals.map(({ name }) => name))].join(", ");
  throw new ServiceError("conflict", `Refused by guard: ${names}`, {
    details: { guard: refusals.map(({ sentence }) => sentence) },
    guard: refusals,
  });
}
