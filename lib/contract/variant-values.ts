import { jsonKey } from "@/lib/targeting";
import type { JsonValue } from "./json";
import type { Rule } from "./rule";
import type { Variant } from "./variant";

/** Values that are replaced by others. */
export class ValueChanges {
  private readonly changes = new Map<string, { from: JsonValue; to: JsonValue }>();

  /**
   * The changed values of a flag whose variants change. A value belongs to the first variant that has it. The value of
   * a variant that is removed or renamed stays as it is.
   */
  constructor(before: readonly Variant[] = [], after: readonly Variant[] = []) {
    const valueByName = new Map(after.map(({ name, value }) => [name, value]));
    for (const { name, value: from } of before) {
      const to = valueByName.get(name) ?? from;
      if (!this.changes.has(jsonKey(from))) this.changes.set(jsonKey(from), { from, to });
    }
    for (const [key, { to }] of this.changes) if (jsonKey(to) === key) this.changes.delete(key);
  }

  /** The replacement; undefined: the value stays. */
  insteadOf(value: JsonValue): JsonValue | undefined {
    return this.changes.get(jsonKey(value))?.to;
  }

  /** The same of what a flag requires. @param _requiring the id of that flag */
  insteadOfRequired(value: JsonValue, _requiring: string): JsonValue | undefined {
    return this.insteadOf(value);
  }

  /** A rule with its values replaced, also those of its split's arms. */
  inRule<Serving extends Pick<Rule, "value" | "split">>(rule: Serving): Serving {
    const now = (value: JsonValue): JsonValue => this.insteadOf(value) ?? value;
    const { value, split } = rule;
    return {
      ...rule,
      value: now(value),
      ...(split && { split: split.map((arm) => ({ ...arm, value: now(arm.value) })) }),
    };
  }

  /** The replaced values with their replacements. */
  get pairs(): readonly { from: JsonValue; to: JsonValue }[] {
    return [...this.changes.values()];
  }
}
