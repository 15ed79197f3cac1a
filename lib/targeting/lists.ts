import type { Scalar } from "./scalar";

/** Whether a scalar is one of a list's items. */
export type Membership = (scalar: Scalar) => boolean;

/** Where conditions keep their lists. */
export interface Lists {
  /** The items of a stored list that an earlier ruleset read already, and that is the same object still. */
  known(stored: unknown): readonly string[] | undefined;
  /** @param stored what the items were read from */
  membership(items: readonly string[], stored: unknown): Membership;
}

/** Every list in a set of its own. */
export const separateLists: Lists = {
  known: () => undefined,
  membership(items) {
    const set = new Set(items);
    return ({ text }) => set.has(text);
  },
};
