import type { JsonObject } from "@/lib/contract/json";

const inOrder = (context: JsonObject): string =>
  JSON.stringify(Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Whether two contexts say the same: the order of their attributes says nothing. */
export const isSameContext = (one: JsonObject, other: JsonObject): boolean => inOrder(one) === inOrder(other);
