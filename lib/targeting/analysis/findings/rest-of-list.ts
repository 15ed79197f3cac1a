import type { Forms, Winner } from "../rule-list";
import type { RuleForm } from "../rules/rule-form";
import { type Literal, negate } from "../search/vocabulary";

/**
 * The list without everything that was found to be redundant. A later finding must hold in the whole list and in this
 * one: then each finding is true alone, and all of them are true together.
 */
export class RestOfList {
  private readonly left: (RuleForm | null)[];
  /** By rule: the indexes of the literals that were removed. */
  private readonly loosened = new Map<Winner, Set<number>>();
  private hasChanged = false;

  constructor(private readonly whole: readonly RuleForm[]) {
    this.left = [...whole];
  }

  get forms(): Forms {
    return this.left;
  }

  /** Whether anything was removed. */
  get isReduced(): boolean {
    return this.hasChanged;
  }

  takeOut(index: Winner): void {
    this.left[index] = null;
    this.hasChanged = true;
  }

  /** Removes one of a rule's conditions. */
  loosen(index: Winner, condition: number): void {
    const form = this.whole[index];
    if (form === undefined) return;
    const literals = this.literalsWithout(index, condition);
    this.loosened.set(index, new Set([...(this.loosened.get(index) ?? []), condition]));
    this.left[index] = { ...form, literals, misses: [...new Set(literals)].map(negate) };
    this.hasChanged = true;
  }

  /** What the rule would still ask if this condition were removed, too. */
  literalsWithout(index: Winner, condition: number): Literal[] {
    const out = this.loosened.get(index);
    return (this.whole[index]?.literals ?? []).filter((_, at) => at !== condition && !out?.has(at));
  }
}
