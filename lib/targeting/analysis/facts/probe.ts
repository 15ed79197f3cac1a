import type { Rollout, Split } from "../../bucket";
import { ConditionCompiler } from "../../condition";
import { nextEpoch, type Properties } from "../../context";
import type { Operator } from "../../operators/operator";
import type { AnyCondition } from "./facts";

type Decide = (context: Properties, epoch: number) => boolean;

/** Asks the engine about one condition or one percentage alone. A damaged condition lets nobody in. */
export class Probe {
  private constructor(
    private readonly attribute: string,
    private readonly decide: Decide,
    /** How the operator decides, after the condition's own negation. A percentage decides about each id. */
    readonly matchesWhen: Operator["matchesWhen"],
  ) {}

  /** Null for a damaged condition. */
  static ofCondition(condition: AnyCondition): Probe | null {
    const stored = new ConditionCompiler().compile(condition.name, condition);
    const { compiled } = stored;
    if ("fault" in compiled) return null;
    const decide: Decide = (context, epoch) => compiled.matches(context, epoch);
    return new Probe(condition.name, decide, compiled.matchesWhen);
  }

  static ofRollout(rollout: Rollout): Probe {
    return new Probe(rollout.attribute.name, (context, epoch) => rollout.matches(context, epoch), "each");
  }

  static ofBorder(split: Split, thousandths: number): Probe {
    const decide: Decide = (context, epoch) => split.isBelow(thousandths, context, epoch);
    return new Probe(split.attribute.name, decide, "each");
  }

  /** Whether it holds for a context with only this attribute; undefined: with no attribute at all. */
  holds(value: unknown): boolean {
    // In an object literal, a computed `__proto__` is an own property, as it must be here.
    return this.decide({ [this.attribute]: value }, nextEpoch());
  }
}
