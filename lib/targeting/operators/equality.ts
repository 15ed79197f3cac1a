import type { Scalar } from "../scalar";
import { versionKey } from "../version";
import type { BoundOperator, MatchOptions } from "./operator";

/** Whether a scalar equals one of some texts; null when they are to be versions and one is none. */
export function isOneOf(texts: readonly string[], { ignoreCase, as, lists }: MatchOptions): BoundOperator | null {
  if (as === "version") {
    const keys = texts.map(versionKey);
    if (!keys.every((key) => key !== null)) return null;
    const set = lists.setOf(keys);
    return { test: ({ version }) => version !== null && set.has(version), judges: isVersion };
  }
  if (ignoreCase) {
    const set = lists.setOf(texts.map((text) => text.toLowerCase()));
    return { test: ({ lower }) => set.has(lower) };
  }
  const set = lists.setOf(texts);
  return { test: ({ text }) => set.has(text), texts: set };
}

const isVersion = ({ version }: Scalar): boolean => version !== null;
