/** The fields of `after` that are not the same JSON in `before`: what a PATCH has to send. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  const changes: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changes[key] = after[key];
  }
  return changes;
}

/** What stands between commas, trimmed, each once. */
export const commaSeparated = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** What an optional text field holds, for the contract: no text is null there. */
export const emptyToNull = (text: string | null): string | null => (text === "" ? null : text);
