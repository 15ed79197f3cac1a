import { Condition } from "./condition";
import type { Properties } from "./context";
import type { GroupKind } from "./element";

/** Anything that holds for a context or does not: a condition, a group, a segment. */
export interface Test {
  matches(context: Properties, epoch: number): boolean;
}

/** Tests of which all, any or none must hold. Without any test: `none` holds for everyone, `any` for nobody. */
export class Group implements Test {
  /** What ends the search: one that fails, of all; one that holds, of any and of none. */
  private readonly stopsAt: boolean;
  private readonly ifStopped: boolean;
  /** Apart from the others, because calls that always lead to the same class are quicker. */
  private readonly conditions: readonly Condition[];
  private readonly others: readonly Test[];

  constructor(kind: GroupKind, tests: readonly Test[]) {
    this.stopsAt = kind !== "all";
    this.ifStopped = kind === "any";
    this.conditions = tests.filter((test) => test instanceof Condition);
    this.others = tests.filter((test) => !(test instanceof Condition));
  }

  matches(context: Properties, epoch: number): boolean {
    const { stopsAt } = this;
    for (const condition of this.conditions) if (condition.matches(context, epoch) === stopsAt) return this.ifStopped;
    for (const test of this.others) if (test.matches(context, epoch) === stopsAt) return this.ifStopped;
    return !this.ifStopped;
  }
}
