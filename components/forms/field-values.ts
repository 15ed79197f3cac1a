/** The fields of `after` that are not the same JSON in `before`: what a PATCH has to send. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  const changes: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changes[key] = after[key];
  }
  return changes;
}

/** The texts between commas, trimmed, without duplicates. */
export const commaSeparated = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** An optional text for the contract: an empty one is null. */
export const emptyToNull = (text: string | null): string | null => (text === "" ? null : text);
