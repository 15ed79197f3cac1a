let last = 0;

/** An id that is unique on this page. `crypto.randomUUID` does not exist on pages without https. */
export function newRowId(): string {
  last += 1;
  return `row-${last}`;
}
