import type { Scalar } from "./scalar";

/** Whether a scalar is one of a list's items. */
export type Membership = (scalar: Scalar) => boolean;

/** Where conditions keep their lists. */
export interface Lists {
  membership(items: readonly string[]): Membership;
}

/** Every list in a set of its own. */
export const separateLists: Lists = {
  membership(items) {
    const set = new Set(items);
    return ({ text }) => set.has(text);
  },
};
