import { type Budget, COSTS } from "../budget";
import { Assignment } from "./assignment";
import { type AttributeSolver, contextOf } from "./attribute-solver";
import type { BucketRange } from "./buckets";
import { ALL_CHOICES, type Choices, NO_CHOICE } from "./clause-list";
import type { Answer, Constraints } from "./constraints";
import { type Literal, negate, type Vocabulary } from "./vocabulary";

/** Asks for a context in which every literal of `all` holds, and at least one literal of each clause. */
export interface Question {
  readonly all: readonly Literal[];
  readonly clauses: readonly (readonly Literal[])[];
}

/** A person as the search found them. */
export interface Somebody {
  readonly context: Readonly<Record<string, unknown>>;
  /**
   * Attributes for which `context` has a stand-in: a value that satisfies the conditions but has other buckets than
   * those required. A value with the required buckets exists, because buckets are independent of conditions; it may be
   * one in many thousands, so the search did not look for it. Or a value whose buckets are not known yet.
   */
  readonly standIns: readonly StandIn[];
}

interface StandIn {
  readonly solver: AttributeSolver;
  readonly constraints: Constraints;
  /** Whether all buckets of the value are those of the ranges; else the open ones are. */
  readonly isStandIn: boolean;
  readonly ranges: readonly BucketRange[];
}

export type Clause = Question["clauses"][number];

/** `impossible` is proven by these clauses alone; `possible` comes with a context. */
export type Verdict =
  | ({ readonly is: "possible" } & Somebody)
  | { readonly is: "impossible"; readonly by: ReadonlySet<Clause> }
  | { readonly is: "unknown"; readonly because: Doubt };

/** `opaque`: a pattern or a mixture of operators that cannot be analysed. `budget`: the search took too many steps. */
export type Doubt = "opaque" | "budget";

/** A clause that does not hold for the current values. */
interface FailingClause {
  /** Its index among the clauses. */
  readonly index: number;
  /** Its literals that contradict nothing by themselves. */
  readonly open: readonly Literal[];
}

/**
 * Searches for a context by backtracking, as a SAT solver does. It keeps one concrete value for each attribute. A
 * clause that does not hold for these values makes it choose one of the clause's literals. A choice that leaves an
 * attribute without a value is undone, together with later choices that did not contribute to the contradiction. The
 * search ends with a context, or with the proof that there is none. It is deterministic.
 */
export class Search {
  private readonly held: Assignment;
  private readonly budget: Budget;
  /** The clauses that led to a choice or a contradiction. */
  private readonly used = new Set<Clause>();
  private choices = 0;
  private doubt: Doubt | null = null;

  /** @param mayBeList says whether an attribute may be a list */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly question: Question,
    mayBeList: (name: string) => boolean,
  ) {
    this.budget = vocabulary.budget;
    this.held = new Assignment(vocabulary, question.clauses, mayBeList);
  }

  run(): Verdict {
    const isOpen = this.question.all.every((literal) => this.held.assert(literal, NO_CHOICE));
    if (isOpen && this.extend()) return { is: "possible", ...this.somebody() };
    return this.doubt === null ? { is: "impossible", by: this.used } : { is: "unknown", because: this.doubt };
  }

  private somebody(): Somebody {
    const { solvers } = this.vocabulary;
    const { states } = this.held;
    const values = states.map(({ answer }, index) => [solvers[index]?.name ?? "", concrete(answer)] as const);
    const standIns = states.flatMap(({ answer, constraints }, index) => {
      const solver = solvers[index];
      if (solver === undefined || typeof answer !== "object") return [];
      const { isStandIn, ranges } = answer;
      return isStandIn || ranges.length > 0 ? [{ solver, constraints, isStandIn, ranges }] : [];
    });
    return { context: contextOf(values), standIns };
  }

  /**
   * Whether the current assertions can be completed to a context. When they cannot, and that is not proven, `doubt`
   * says why.
   */
  private extend(): boolean {
    for (;;) {
      if (this.budget.isSpent) {
        this.doubt = "budget";
        return false;
      }
      const failing = this.narrowest();
      if (failing === null) return this.isConcrete();
      this.used.add(this.held.clauses.at(failing.index));
      const { open } = failing;
      const because = this.held.whyClosed(failing.index, open);
      if (open.length > 1) return this.branch(open, because);
      const [only] = open;
      if (only === undefined) return this.held.fail(because);
      if (!this.held.assert(only, because)) return false;
    }
  }

  /** @param because the choices that leave no other options */
  private branch(options: readonly Literal[], because: Choices): boolean {
    const choice = 1n << BigInt(this.choices);
    let whole = because;
    this.choices += 1;
    for (const option of options) {
      const mark = this.held.mark;
      if (this.held.assert(option, choice) && this.extend()) return true;
      this.held.undo(mark);
      const { conflict } = this.held;
      // The choice did not contribute to the contradiction, so the other options lead to it as well.
      if (this.doubt === "budget" || (conflict & choice) === NO_CHOICE) break;
      // Every context in which the option holds has been tried, so from here on it must not hold.
      const others = conflict ^ choice;
      whole |= others;
      this.held.conflict = whole;
      if (!this.held.assert(negate(option), others)) break;
    }
    this.choices -= 1;
    return false;
  }

  /** The clause with the fewest open literals among those that do not hold; null when all hold. */
  private narrowest(): FailingClause | null {
    const { held } = this;
    let best: FailingClause | null = null;
    held.looks = held.clauses.length;
    for (let index = 0; index < held.clauses.length; index += 1) {
      if (held.clauses.isMet(index, held)) continue;
      const open = held.openIn(index, best?.open.length ?? Number.POSITIVE_INFINITY);
      if (open === null) continue;
      best = { index, open };
      if (open.length < 2) break;
    }
    this.budget.spend(COSTS.look * held.looks);
    return best;
  }

  private isConcrete(): boolean {
    if (this.held.states.every(({ answer }) => answer !== "unknown")) return true;
    // The steps may have run out while a value was sought; the attribute need not be opaque.
    this.doubt = this.budget.isSpent ? "budget" : "opaque";
    // Any other choice may lead to a value.
    return this.held.fail(ALL_CHOICES);
  }
}

function concrete(answer: Answer): unknown {
  return typeof answer === "object" ? answer.value : undefined;
}
