import { keyOf, type ListTexts } from "../../store/analysis-texts";

/** Lists of flags that were not there before are compared with no rules at all: whoever gets more than the default. */
export function withNewLists(before: ListTexts, after: ListTexts): ListTexts {
  const known = new Set(before.lists.map(keyOf));
  const added = after.lists.filter((list) => !known.has(keyOf(list))).map((list) => ({ ...list, rules: "[]" }));
  return added.length === 0 ? before : { ...before, lists: [...before.lists, ...added] };
}
