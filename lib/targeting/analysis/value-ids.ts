import type { JsonValue } from "../types";

/** Numbers values, so that comparing two of them costs the same whatever their size. */
export class ValueIds {
  private readonly ids = new Map<string, number>();

  /** The same for the same JSON; the order of an object's keys does not count. */
  idOf(value: JsonValue): number {
    const text = JSON.stringify(value, (_key, part) => (isObject(part) ? sorted(part) : part)) ?? "";
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.ids.size);
    return this.ids.size - 1;
  }
}

const isObject = (part: unknown): part is object => typeof part === "object" && part !== null && !Array.isArray(part);

/** A copy without a prototype, where `__proto__` is a key like others; numbers as keys come first in any object. */
function sorted(object: object): object {
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) copy[key] = value;
  return copy;
}
