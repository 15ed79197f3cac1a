let last = 0;

/** An id that no other row on this page has. Not `crypto.randomUUID`, which a page without https does not have. */
export function newRowId(): string {
  last += 1;
  return `row-${last}`;
}
