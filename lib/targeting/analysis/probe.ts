import { AttributeTable } from "../attributes";
import type { Rollout } from "../bucket";
import { ConditionCompiler, forgetConditions } from "../conditions";
import { Epochs } from "../epoch";
import { separateLists } from "../lists";
import type { Properties } from "../own-property";
import type { AnyCondition } from "./facts";

type Decide = (context: Properties, epoch: number) => boolean;

/** Asks the engine about one condition or one percentage by itself. A damaged condition lets nobody in. */
export class Probe {
  private constructor(
    private readonly attribute: string,
    private readonly epochs: Epochs,
    private readonly decide: Decide,
  ) {}

  static ofCondition({ name, operator, value }: AnyCondition): Probe {
    const stored = new ConditionCompiler(new AttributeTable(), separateLists).compile(name, operator, value);
    const { compiled } = stored;
    const epochs = new Epochs(() => forgetConditions([stored]));
    return new Probe(name, epochs, (context, epoch) => !("fault" in compiled) && compiled.matches(context, epoch));
  }

  static ofRollout(rollout: Rollout): Probe {
    const { attribute } = rollout;
    const epochs = new Epochs(() => {
      attribute.epoch = 0;
    });
    return new Probe(attribute.name, epochs, (context, epoch) => rollout.matches(context, epoch));
  }

  /** Whether it holds for someone of whom nothing is known but this; undefined: not even this. */
  holds(value: unknown): boolean {
    // A computed `__proto__` in a literal is an own property, as it must be here.
    return this.decide({ [this.attribute]: value }, this.epochs.next());
  }
}
