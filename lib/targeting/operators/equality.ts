import type { Scalar } from "../scalar";
import { versionKey } from "../version";
import type { Manner, Tested } from "./operator";

/** The form in which a condition compares for equality. */
export type EqualityForm = "text" | "lower" | "version";

export function equalityForm({ ignoreCase, as }: Pick<Manner, "ignoreCase" | "as">): EqualityForm {
  return as === "version" ? "version" : ignoreCase ? "lower" : "text";
}

/** How a condition's own texts are put into the form; null for one that has none. */
export const formOfText: Readonly<Record<EqualityForm, (text: string) => string | null>> = {
  text: (text) => text,
  lower: (text) => text.toLowerCase(),
  version: versionKey,
};

/** Whether a scalar is one of some items, which are in the form already. */
export function isOneOf(items: Pick<ReadonlySet<string>, "has">, form: EqualityForm): Tested {
  switch (form) {
    case "text":
      return { test: ({ text }) => items.has(text) };
    case "lower":
      return { test: ({ lower }) => items.has(lower) };
    case "version":
      return { test: ({ version }) => version !== null && items.has(version), judges: isVersion };
  }
}

const isVersion = ({ version }: Scalar): boolean => version !== null;
