import { type Clause, type Doubt, type Question, Search, type Somebody, type Verdict } from "./search";
import type { Vocabulary } from "./vocabulary";

export type Outcome =
  | ({ readonly is: "possible" } & ListsNeeded & Somebody)
  | Extract<Verdict, { is: "impossible" }>
  | { readonly is: "unknown"; readonly because: Doubt };

interface ListsNeeded {
  /**
   * Proven: each such context has a list in one of these attributes. With a list an attribute can have two values at
   * once, which is rarely what was meant.
   */
  readonly listAttributes: readonly string[];
  /** The clauses of the proof. */
  readonly by: ReadonlySet<Clause>;
}

const NO_LISTS: ListsNeeded = { listAttributes: [], by: new Set() };

export type Possible = Extract<Outcome, { is: "possible" }>;

/** Steps for all questions of one analysis, unless the caller sets another number. */
export const MOST_STEPS = 500_000;
const MOST_STEPS_OF_ONE = 100_000;
/** Steps that each question costs before its search. */
const STEPS_TO_ASK = 4;

/** Asks questions of one vocabulary within its budget. */
export class Inquiry {
  constructor(readonly vocabulary: Vocabulary) {}

  /** Whether a context satisfies the question. Contexts without lists are searched first. */
  ask(question: Question): Outcome {
    const single = this.search(question, () => false);
    if (single.is === "possible") return { ...single, ...NO_LISTS };
    const any = this.search(question, () => true);
    if (any.is !== "possible") return any;
    return { ...any, ...(single.is === "impossible" ? this.listsNeeded(question, any) : NO_LISTS) };
  }

  /** Whether a context satisfies the question in which none of these attributes is a list; any other may be one. */
  askWithout(lists: readonly string[], question: Question): Verdict {
    return this.search(question, (name) => !lists.includes(name));
  }

  /**
   * Finds attributes of which one must be a list: it collects the lists of the first context, then of one in which none
   * of those is a list, and so on until there is no further context. Empty when that cannot be found out.
   */
  private listsNeeded(question: Question, first: Somebody): ListsNeeded {
    const needed: string[] = [];
    let next: Verdict = { is: "possible", ...first };
    while (next.is === "possible") {
      const lists = listsIn(next);
      if (lists.length === 0) return NO_LISTS;
      needed.push(...lists);
      next = this.askWithout(needed, question);
    }
    return next.is === "impossible" ? { listAttributes: needed, by: next.by } : NO_LISTS;
  }

  private search(question: Question, mayBeList: (name: string) => boolean): Verdict {
    const { budget } = this.vocabulary;
    if (budget.isSpent) return { is: "unknown", because: "budget" };
    budget.spend(STEPS_TO_ASK);
    const verdict = budget.forOne(MOST_STEPS_OF_ONE, () => new Search(this.vocabulary, question, mayBeList).run());
    return verdict.is === "possible" ? this.withIds(verdict, question, mayBeList) : verdict;
  }

  /** An id that is an empty text makes a poor witness, so a context with another id is preferred, if there is one. */
  private withIds(found: Found, question: Question, mayBeList: (name: string) => boolean): Found {
    const hasId = this.vocabulary.idLiterals.find(({ name }) => found.context[name] === "")?.literal;
    // A question that already asks for an id finds no empty text.
    if (hasId === undefined || question.all.includes(hasId)) return found;
    const other = this.search({ ...question, all: [...question.all, hasId] }, mayBeList);
    return other.is === "possible" ? other : found;
  }
}

type Found = Extract<Verdict, { is: "possible" }>;

function listsIn({ context }: Somebody): readonly string[] {
  return Object.keys(context).filter((name) => Array.isArray(context[name]));
}
