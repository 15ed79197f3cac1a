import { jsonKey } from "@/lib/targeting";
import type { JsonValue } from "./json";
import type { Rule } from "./rule";
import type { Variant } from "./variant";

/** Values that others take the place of. */
export class ValueChanges {
  private readonly changes = new Map<string, { from: JsonValue; to: JsonValue }>();

  /**
   * Those of a flag whose variants change. A value belongs to the first variant that has it. A variant that is gone, or
   * has another name, leaves its value as it is.
   */
  constructor(before: readonly Variant[] = [], after: readonly Variant[] = []) {
    const valueByName = new Map(after.map(({ name, value }) => [name, value]));
    for (const { name, value: from } of before) {
      const to = valueByName.get(name) ?? from;
      if (!this.changes.has(jsonKey(from))) this.changes.set(jsonKey(from), { from, to });
    }
    for (const [key, { to }] of this.changes) if (jsonKey(to) === key) this.changes.delete(key);
  }

  /** Undefined: it stays. */
  insteadOf(value: JsonValue): JsonValue | undefined {
    return this.changes.get(jsonKey(value))?.to;
  }

  /** A rule with what it is to serve, also to each arm of its split. */
  inRule<Serving extends Pick<Rule, "value" | "split">>(rule: Serving): Serving {
    const now = (value: JsonValue): JsonValue => this.insteadOf(value) ?? value;
    const { value, split } = rule;
    return {
      ...rule,
      value: now(value),
      ...(split && { split: split.map((arm) => ({ ...arm, value: now(arm.value) })) }),
    };
  }

  /** The values that go, each with what comes. */
  get pairs(): readonly { from: JsonValue; to: JsonValue }[] {
    return [...this.changes.values()];
  }
}
