import type { Properties } from "../own-property";
import type { Rule } from "../rule";
import type { RuleFinder } from "../rule-finder";
import type { FlagEvaluation } from "../types";
import type { Search } from "./generate-search";

/** Asks the interpreter until it was asked often; from then on a function that was made of the rules. */
export class TieredFinder implements RuleFinder {
  private search: Search | null = null;

  /**
   * @param callsLeft how many calls the interpreter answers before
   * @param generate called once; null: the interpreter answers for good
   */
  constructor(
    private readonly rules: readonly Rule[],
    private readonly interpreter: RuleFinder,
    private callsLeft: number,
    private readonly generate: (rules: readonly Rule[]) => Search | null,
  ) {}

  first(context: Properties, epoch: number): FlagEvaluation | null {
    if (this.search !== null) {
      try {
        return this.search(context, epoch);
      } catch {
        // Only a getter or a proxy can throw. The interpreter knows which attribute it was, and goes on without it.
      }
    } else if (this.callsLeft > 0) {
      this.callsLeft -= 1;
      if (this.callsLeft === 0) this.search = this.generate(this.rules);
    }
    return this.interpreter.first(context, epoch);
  }
}
