/** Whether two values are equal as JSON. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** The fields of `after` that are not the same JSON in `before`: what a PATCH has to send. */
export function changedFields<T extends object>(before: T, after: T): Partial<T> {
  const changes: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (!isSame(before[key], after[key])) changes[key] = after[key];
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

let last = 0;

/** An id that is unique on this page. `crypto.randomUUID` does not exist on pages without https. */
export function newRowId(): string {
  last += 1;
  return `row-${last}`;
}
