import { type Budget, CLAUSES_PER_STEP, type Doubt, type Question, Search, type Verdict } from "./search";
import type { Vocabulary } from "./vocabulary";

/** A context that somebody could have, as evaluation takes it. */
export type Witness = Readonly<Record<string, unknown>>;

export type Outcome =
  /** `listAttributes`: not empty when nobody will do unless these attributes are lists. */
  | { readonly is: "possible"; readonly context: Witness; readonly listAttributes: readonly string[] }
  | { readonly is: "impossible" }
  | { readonly is: "unknown"; readonly because: Doubt };

/** Steps for all questions of one analysis, and for one of them: each is a look at one attribute, some microseconds. */
const MOST_STEPS = 250_000;
const MOST_STEPS_OF_ONE = 20_000;
/** What a question costs besides. */
const STEPS_TO_ASK = 4;

/** Asks questions of one vocabulary, within one budget. */
export class Inquiry {
  private readonly budget: Budget;

  /** @param steps how many it may take, or a budget that it shares with others. */
  constructor(
    readonly vocabulary: Vocabulary,
    steps: number | Budget = MOST_STEPS,
  ) {
    this.budget = typeof steps === "number" ? { left: steps } : steps;
  }

  get isSpent(): boolean {
    return this.budget.left <= 0;
  }

  /** Counts other work that an answer asks for. */
  spend(steps: number): void {
    this.budget.left -= steps;
  }

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
    if (this.isSpent) return { is: "unknown", because: "budget" };
    const given = Math.min(this.budget.left, MOST_STEPS_OF_ONE);
    const budget: Budget = { left: given };
    const verdict = new Search(this.vocabulary, question, hasLists, budget).run();
    this.budget.left -= given - budget.left + STEPS_TO_ASK + question.clauses.length / CLAUSES_PER_STEP;
    return verdict;
  }
}

function listsIn(context: Witness): readonly string[] {
  return Object.keys(context).filter((name) => Array.isArray(context[name]));
}
