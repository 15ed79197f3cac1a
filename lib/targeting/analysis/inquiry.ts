import { type Doubt, type Question, Search, type Verdict } from "./search";
import type { Vocabulary } from "./vocabulary";

/** A context that somebody could have, as evaluation takes it. */
export type Witness = Readonly<Record<string, unknown>>;

export type Outcome =
  /** `listAttributes`: not empty when nobody will do unless these attributes are lists. */
  | { readonly is: "possible"; readonly context: Witness; readonly listAttributes: readonly string[] }
  | { readonly is: "impossible" }
  | { readonly is: "unknown"; readonly because: Doubt };

/** Steps for all questions of one analysis, unless its caller says otherwise. */
export const MOST_STEPS = 250_000;
const MOST_STEPS_OF_ONE = 100_000;
/** What a question costs besides. */
const STEPS_TO_ASK = 4;

/** Asks questions of one vocabulary, within its budget. */
export class Inquiry {
  constructor(readonly vocabulary: Vocabulary) {}

  /**
   * Whether there is someone. People whose attributes are single values are looked for first: that one attribute holds
   * two values at once is possible, and rarely what was meant.
   */
  ask(question: Question): Outcome {
    const single = this.search(question, false);
    if (single.is === "possible") return { ...single, listAttributes: [] };
    const any = this.search(question, true);
    if (any.is !== "possible") return any;
    return { ...any, listAttributes: single.is === "impossible" ? listsIn(any.context) : [] };
  }

  private search(question: Question, hasLists: boolean): Verdict {
    const { budget } = this.vocabulary;
    if (budget.isSpent) return { is: "unknown", because: "budget" };
    budget.spend(STEPS_TO_ASK);
    return budget.forOne(MOST_STEPS_OF_ONE, () => new Search(this.vocabulary, question, hasLists).run());
  }
}

function listsIn(context: Witness): readonly string[] {
  return Object.keys(context).filter((name) => Array.isArray(context[name]));
}
