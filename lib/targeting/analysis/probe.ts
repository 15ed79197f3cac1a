import { type CompiledRuleset, compileRuleset } from "../compile";
import { evaluate } from "../evaluate";
import type { RuleInput } from "../types";

const FLAG = { id: "probe", key: "probe", default_value: { value: false }, enabled: true, status: "active" };

/** Asks the engine about one condition or one percentage: a rule that consists of nothing else. */
export class Probe {
  private readonly ruleset: CompiledRuleset;

  constructor(
    private readonly attribute: string,
    rule: Partial<RuleInput>,
  ) {
    const whole = { id: "probe", flag_id: FLAG.id, position: 1, conditions: [], value: true, enabled: true, ...rule };
    this.ruleset = compileRuleset({ flags: [FLAG], rules: [whole], segments: [] });
  }

  /** Whether it lets in someone of whom nothing is known but this; undefined: not even this. */
  holds(value: unknown): boolean {
    // A computed `__proto__` in a literal is an own property, as it must be here.
    return evaluate(this.ruleset, FLAG.key, { [this.attribute]: value })?.value === true;
  }
}
