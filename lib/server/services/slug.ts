/** Leaves room for a number within the longest slug. */
const BASE_LENGTH = 50;

/** A slug from a name: its ASCII letters and digits. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, BASE_LENGTH)
    .replace(/^-+|-+$/g, "");
  return plain === "" ? "project" : plain;
}

/** The slug itself, or the slug with the first number that makes it free. */
export function firstFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
