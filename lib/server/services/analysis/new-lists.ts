import { keyOf, type ListTexts } from "../../store/analysis-texts";

/** Lists of flags that are new are compared with an empty list, so that all who get more than the default are seen. */
export function withNewLists(before: ListTexts, after: ListTexts): ListTexts {
  const known = new Set(before.lists.map(keyOf));
  const added = after.lists.filter((list) => !known.has(keyOf(list))).map((list) => ({ ...list, rules: "[]" }));
  return added.length === 0 ? before : { ...before, lists: [...before.lists, ...added] };
}
