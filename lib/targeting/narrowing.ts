import type { Attribute } from "./attributes";
import type { Condition } from "./conditions";
import type { Properties } from "./own-property";
import { Scalar } from "./scalar";

/** A set of a block's rules: bit n stands for the nth. */
export type RuleSet = number;

/** A condition that some texts decide, and the one rule that is open only where it holds. */
export interface Limit {
  readonly condition: Condition;
  readonly rule: RuleSet;
}

/** Which rules of a block one attribute leaves open. */
export class Narrowing {
  /** By each text that a condition names. */
  private readonly byText = new Map<string, RuleSet>();
  /** For every other text. */
  private readonly otherwise: RuleSet;
  /** Where it is missing or an object: no condition that names texts holds. */
  private readonly without: RuleSet;

  constructor(
    readonly attribute: Attribute,
    private readonly limits: readonly Limit[],
    private readonly all: RuleSet,
  ) {
    const scalar = new Scalar("");
    const holds = (condition: Condition): boolean => condition.holdsFor(scalar);
    for (const { condition } of limits) {
      for (const text of condition.texts ?? []) {
        if (this.byText.has(text)) continue;
        scalar.reset(text);
        this.byText.set(text, this.openWhere(holds));
      }
    }
    this.otherwise = this.openWhere((condition) => condition.isNegative);
    this.without = this.openWhere(() => false);
  }

  openTo(context: Properties, epoch: number): RuleSet {
    const attribute = this.attribute.read(context, epoch);
    if (attribute.kind === "scalar") return this.byText.get(attribute.text) ?? this.otherwise;
    return attribute.kind === "list" ? this.openWhere((condition) => condition.matches(context, epoch)) : this.without;
  }

  private openWhere(holds: (condition: Condition) => boolean): RuleSet {
    let open = this.all;
    for (const { condition, rule } of this.limits) if (!holds(condition)) open &= ~rule;
    return open;
  }
}
