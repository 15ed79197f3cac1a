import { type Budget, COSTS } from "../budget";
import { Assignment } from "./assignment";
import { type AttributeSolver, contextOf } from "./attribute-solver";
import type { BucketRange } from "./buckets";
import { ALL_CHOICES, type Choices, NO_CHOICE } from "./clause-list";
import type { Answer, Constraints } from "./constraints";
import { type Literal, negate, type Vocabulary } from "./vocabulary";

/** Asks for a context where every literal of `all` holds, and at least one literal of each clause. */
export interface Question {
  readonly all: readonly Literal[];
  readonly clauses: readonly (readonly Literal[])[];
}

/** Somebody as the search found them. */
export interface Somebody {
  readonly context: Readonly<Record<string, unknown>>;
  /**
   * Attributes for which `context` holds a stand-in: a value that meets the conditions but lies in other buckets. A
   * value in the right buckets exists, because buckets are independent; it may be one in many thousands, so the search
   * did not look for it.
   */
  readonly standIns: readonly StandIn[];
}

interface StandIn {
  readonly solver: AttributeSolver;
  readonly constraints: Constraints;
  readonly ranges: readonly BucketRange[];
}

export type Clause = Question["clauses"][number];

/** `impossible` is proven, and by these clauses alone; `possible` comes with someone. */
export type Verdict =
  | ({ readonly is: "possible" } & Somebody)
  | { readonly is: "impossible"; readonly by: ReadonlySet<Clause> }
  | { readonly is: "unknown"; readonly because: Doubt };

/** `opaque`: a pattern, or a mixture of operators, that cannot be reasoned about. `budget`: too long a search. */
export type Doubt = "opaque" | "budget";

/** A clause that fails for the values held. */
interface FailingClause {
  /** Its place among the clauses. */
  readonly index: number;
  /** Its literals that contradict nothing by themselves. */
  readonly open: readonly Literal[];
}

/**
 * Looks for a context by backtracking, as a SAT solver does. It holds one concrete value for each attribute. A clause
 * that fails for these values makes it choose a literal; a choice that leaves an attribute without a value is undone,
 * together with the later choices that have no part in that. It ends with a context, or with the proof that there is
 * none. The same question takes the same steps everywhere.
 */
export class Search {
  private readonly held: Assignment;
  private readonly budget: Budget;
  /** The clauses that made it choose or give up. */
  private readonly used = new Set<Clause>();
  private choices = 0;
  private doubt: Doubt | null = null;

  /** @param mayBeList whether an attribute may be a list */
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
      const ranges = typeof answer === "object" ? answer.ranges : null;
      return solver && ranges !== null ? [{ solver, constraints, ranges }] : [];
    });
    return { context: contextOf(values), standIns };
  }

  /** Whether the literals asserted so far can be completed. If not, and not proven so, `doubt` says why. */
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

  /** @param because what leaves no other options */
  private branch(options: readonly Literal[], because: Choices): boolean {
    const choice = 1n << BigInt(this.choices);
    let whole = because;
    this.choices += 1;
    for (const option of options) {
      const mark = this.held.mark;
      if (this.held.assert(option, choice) && this.extend()) return true;
      this.held.undo(mark);
      const { conflict } = this.held;
      // Where the choice has no part in the contradiction, the other options meet it as well.
      if (this.doubt === "budget" || (conflict & choice) === NO_CHOICE) break;
      // Every context where it holds has been tried: from here on it must not hold.
      const others = conflict ^ choice;
      whole |= others;
      this.held.conflict = whole;
      if (!this.held.assert(negate(option), others)) break;
    }
    this.choices -= 1;
    return false;
  }

  /** Of the clauses that fail for the values held the one with the fewest open literals; null when none fails. */
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
    // An attribute that was given up for want of steps need not be opaque.
    this.doubt = this.budget.isSpent ? "budget" : "opaque";
    // Any other choice may lead to a value.
    return this.held.fail(ALL_CHOICES);
  }
}

function concrete(answer: Answer): unknown {
  return typeof answer === "object" ? answer.value : undefined;
}
