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

  takeOut(place: Winner): void {
    this.left[place] = null;
    this.hasChanged = true;
  }

  /** Leaves one of a rule's conditions out. */
  loosen(place: Winner, condition: number): void {
    const form = this.whole[place];
    if (form === undefined) return;
    const literals = this.literalsWithout(place, condition);
    this.loosened.set(place, new Set([...(this.loosened.get(place) ?? []), condition]));
    this.left[place] = { ...form, literals, misses: [...new Set(literals)].map(negate) };
    this.hasChanged = true;
  }

  /** What the rule would still ask, if this condition were left out, too. */
  literalsWithout(place: Winner, condition: number): Literal[] {
    const out = this.loosened.get(place);
    return (this.whole[place]?.literals ?? []).filter((_, at) => at !== condition && !out?.has(at));
  }
}
