import type { JsonValue } from "../../types";
import { jsonKey } from "../../values";

/** Numbers values, so that comparing two of them costs the same whatever their size. */
export class ValueIds {
  private readonly ids = new Map<string, number>();

  /** Equal JSON has the same number; the order of an object's keys does not count. */
  idOf(value: JsonValue): number {
    const key = jsonKey(value);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.ids.size);
    return this.ids.size - 1;
  }
}
