import { keyOf, type ListTexts } from "../../store/analysis-texts";

/**
 * Lists of new flags are compared with an empty list, so that everyone who gets another value than the default is
 * found.
 */
export function withNewLists(before: ListTexts, after: ListTexts): ListTexts {
  const known = new Set(before.lists.map(keyOf));
  const added = after.lists.filter((list) => !known.has(keyOf(list))).map((list) => ({ ...list, rules: "[]" }));
  return added.length === 0 ? before : { ...before, lists: [...before.lists, ...added] };
}
