import type { Forms, Winner } from "../rule-list";
import type { RuleForm } from "../rules/rule-form";
import { type Literal, negate } from "../search/vocabulary";

/**
 * What is left of a list when all that was found to be dispensable is taken out. What is found next must be dispensable
 * in the list as it is and in this one: then each finding is true by itself, and all of them are true together.
 */
export class RestOfList {
  private readonly left: (RuleForm | null)[];
  /** By place: which of a rule's literals are left out. */
  private readonly loosened = new Map<Winner, Set<number>>();
  private hasChanged = false;

  constructor(private readonly whole: readonly RuleForm[]) {
    this.left = [...whole];
  }

  get forms(): Forms {
    return this.left;
  }

  /** Whether it is another list than the whole one. */
  get isReduced(): boolean {
    return this.hasChanged;
  }

  takeOut(index: Winner): void {
    this.left[index] = null;
    this.hasChanged = true;
  }

  /** Leaves one of a rule's conditions out. */
  loosen(index: Winner, condition: number): void {
    const form = this.whole[index];
    if (form === undefined) return;
    const literals = this.literalsWithout(index, condition);
    this.loosened.set(index, new Set([...(this.loosened.get(index) ?? []), condition]));
    this.left[index] = { ...form, literals, misses: [...new Set(literals)].map(negate) };
    this.hasChanged = true;
  }

  /** What the rule would still ask, if this condition were left out, too. */
  literalsWithout(index: Winner, condition: number): Literal[] {
    const out = this.loosened.get(index);
    return (this.whole[index]?.literals ?? []).filter((_, at) => at !== condition && !out?.has(at));
  }
}
