import { type Answer, type AttributeSolver, type Constraints, contextOf } from "./attribute-solver";
import type { BucketRange } from "./buckets";
import { type Budget, COSTS } from "./budget";
import { type Entry, type Literal, negate, type Vocabulary } from "./vocabulary";

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

const NO_CHOICE = 0n;

/** Choices that something rests on: a bit for each that is being tried, the first in the lowest. */
type Choices = bigint;

interface AttributeState {
  readonly constraints: Constraints;
  readonly answer: Answer;
  /** Those that its constraints rest on. */
  readonly because: Choices;
}

/** A clause that fails for the values held. */
interface FailingClause {
  readonly clause: Clause;
  /** Its place among the clauses. */
  readonly at: number;
  /** Its literals that contradict nothing by themselves. */
  readonly open: readonly Literal[];
}

/** What backtracking undoes: a literal with the state of its attribute before, a segment's literal, or a clause. */
type Assignment =
  | { readonly type: "attribute"; readonly entry: number; readonly solver: number; readonly before: AttributeState }
  | { readonly type: "any"; readonly entry: number }
  | { readonly type: "clause" };

/**
 * Looks for a context by backtracking, as a SAT solver does. It holds one concrete value for each attribute. A clause
 * that fails for these values makes it choose a literal; a choice that leaves an attribute without a value is undone,
 * together with the later choices that have no part in that. It ends with a context, or with the proof that there is
 * none. The same question takes the same steps everywhere.
 */
export class Search {
  private readonly truths: Int8Array;
  /** What each asserted literal rests on. */
  private readonly reasons: Choices[] = [];
  private readonly states: AttributeState[];
  /** Those of the question, the shortest first: they leave the fewest options. Behind them those that were asserted. */
  private readonly clauses: Clause[];
  /** What each of `clauses` rests on. */
  private readonly clauseReasons: Choices[];
  /** The clauses that made it choose or give up. */
  private readonly used = new Set<Clause>();
  /** Everything that was asserted, in order: a SAT solver's trail. Backtracking undoes it from the end. */
  private readonly trail: Assignment[] = [];
  private readonly budget: Budget;
  private looks = 0;
  private choices = 0;
  /** What the latest contradiction rests on. */
  private conflict: Choices = NO_CHOICE;
  private doubt: Doubt | null = null;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly question: Question,
    /** Whether an attribute may be a list. */
    private readonly mayBeList: (name: string) => boolean,
  ) {
    this.budget = vocabulary.budget;
    this.truths = new Int8Array(vocabulary.entries.length);
    this.states = vocabulary.solvers.map((solver) => ({
      constraints: solver.nothing,
      answer: solver.find(solver.nothing, mayBeList(solver.name)),
      because: NO_CHOICE,
    }));
    this.clauses = [...question.clauses].sort((one, other) => one.length - other.length);
    this.clauseReasons = this.clauses.map(() => NO_CHOICE);
    this.budget.spend(COSTS.look * (this.states.length + this.clauses.length));
  }

  run(): Verdict {
    const isOpen = this.question.all.every((literal) => this.assert(literal, NO_CHOICE));
    if (isOpen && this.extend()) {
      const { solvers } = this.vocabulary;
      const values = this.states.map(({ answer }, index) => [solvers[index]?.name ?? "", concrete(answer)] as const);
      const standIns = this.states.flatMap(({ answer, constraints }, index) => {
        const solver = solvers[index];
        const ranges = typeof answer === "object" ? answer.ranges : null;
        return solver && ranges !== null ? [{ solver, constraints, ranges }] : [];
      });
      return { is: "possible", context: contextOf(values), standIns };
    }
    return this.doubt === null ? { is: "impossible", by: this.used } : { is: "unknown", because: this.doubt };
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
      this.used.add(failing.clause);
      const { open } = failing;
      const because = this.whyClosed(failing);
      if (open.length > 1) return this.branch(open, because);
      const [only] = open;
      if (only === undefined) return this.fail(because);
      if (!this.assert(only, because)) return false;
    }
  }

  /** @param because what leaves no other options */
  private branch(options: readonly Literal[], because: Choices): boolean {
    const choice = 1n << BigInt(this.choices);
    let whole = because;
    this.choices += 1;
    for (const option of options) {
      const mark = this.trail.length;
      if (this.assert(option, choice) && this.extend()) return true;
      this.undo(mark);
      const { conflict } = this;
      // Where the choice has no part in the contradiction, the other options meet it as well.
      if (this.doubt === "budget" || (conflict & choice) === NO_CHOICE) break;
      // Every context where it holds has been tried: from here on it must not hold.
      const others = conflict ^ choice;
      whole |= others;
      this.conflict = whole;
      if (!this.assert(negate(option), others)) break;
    }
    this.choices -= 1;
    return false;
  }

  private fail(because: Choices): false {
    this.conflict = because;
    return false;
  }

  /** Of the clauses that fail for the values held the one with the fewest open literals; null when none fails. */
  private narrowest(): FailingClause | null {
    let best: FailingClause | null = null;
    this.looks = this.clauses.length;
    for (const [at, clause] of this.clauses.entries()) {
      if (clause.some((literal) => this.isTrue(literal))) continue;
      const open = clause.filter((literal) => this.isOpen(literal));
      if (best === null || open.length < best.open.length) best = { clause, at, open };
      if (best.open.length < 2) break;
    }
    this.budget.spend(COSTS.look * this.looks);
    return best;
  }

  /** What makes a clause one that must be met, and its other literals contradictions. */
  private whyClosed({ clause, at, open }: FailingClause): Choices {
    const because = this.clauseReasons[at] ?? NO_CHOICE;
    return clause.reduce((all, each) => (open.includes(each) ? all : all | this.whyNot(each)), because);
  }

  /** Why a literal is not open. */
  private whyNot(literal: Literal): Choices {
    const index = literal >> 1;
    const entry = this.vocabulary.entries[index];
    if ((this.truths[index] ?? 0) !== 0) return this.reasons[index] ?? NO_CHOICE;
    if (entry?.type !== "any") return (entry && this.states[entry.solver.index]?.because) ?? NO_CHOICE;
    if ((literal & 1) === 0) return entry.members.reduce((all, each) => all | this.whyNot(each), NO_CHOICE);
    const closed = entry.members.find((member) => !this.isOpen(negate(member)));
    return closed === undefined ? NO_CHOICE : this.whyNot(negate(closed));
  }

  private isConcrete(): boolean {
    if (this.states.every(({ answer }) => answer !== "unknown")) return true;
    // An attribute that was given up for want of steps need not be opaque.
    this.doubt = this.budget.isSpent ? "budget" : "opaque";
    // Any other choice may lead to a value.
    return this.fail((1n << BigInt(this.choices)) - 1n);
  }

  private isTrue(literal: Literal): boolean {
    this.looks += 1;
    return this.truthOf(literal >> 1) === ((literal & 1) === 0 ? 1 : -1);
  }

  /** 1 when it holds, -1 when it does not, 0 when the values held do not tell. */
  private truthOf(index: number): number {
    const asserted = this.truths[index] ?? 0;
    if (asserted !== 0) return asserted;
    const entry = this.vocabulary.entries[index];
    if (entry?.type === "any") {
      if (entry.members.some((member) => this.isTrue(member))) return 1;
      return entry.members.every((member) => this.isTrue(negate(member))) ? -1 : 0;
    }
    const answer = entry && this.states[entry.solver.index]?.answer;
    if (!entry || typeof answer !== "object") return 0;
    return entry.solver.truth(answer, entry.atom);
  }

  /** Whether the literal by itself contradicts nothing that was asserted. */
  private isOpen(literal: Literal): boolean {
    const asserted = this.truths[literal >> 1] ?? 0;
    if (asserted !== 0) return asserted === ((literal & 1) === 0 ? 1 : -1);
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry?.type === "any") {
      return (literal & 1) === 0
        ? entry.members.some((member) => this.isOpen(member))
        : entry.members.every((member) => this.isOpen(negate(member)));
    }
    return entry !== undefined && this.stateWith(entry, literal)?.answer !== "none";
  }

  private assert(literal: Literal, because: Choices): boolean {
    const index = literal >> 1;
    const wanted = (literal & 1) === 0 ? 1 : -1;
    const asserted = this.truths[index] ?? 0;
    if (asserted !== 0) return asserted === wanted || this.fail(because | (this.reasons[index] ?? NO_CHOICE));
    const entry = this.vocabulary.entries[index];
    if (entry === undefined) return false;
    this.truths[index] = wanted;
    this.reasons[index] = because;
    if (entry.type === "attribute") return this.assertOn(entry, literal, because);
    this.trail.push({ type: "any", entry: index });
    if (wanted === -1) return entry.members.every((member) => this.assert(negate(member), because));
    this.clauses.push(entry.members);
    this.clauseReasons.push(because);
    this.trail.push({ type: "clause" });
    return true;
  }

  private assertOn(entry: AttributeEntry, literal: Literal, because: Choices): boolean {
    const { index } = entry.solver;
    const before = this.states[index];
    const after = this.stateWith(entry, literal);
    if (before === undefined || after === undefined) return false;
    this.trail.push({ type: "attribute", entry: literal >> 1, solver: index, before });
    this.states[index] = { ...after, because: before.because | because };
    return after.answer !== "none" || this.fail(before.because | because);
  }

  private stateWith({ solver, atom }: AttributeEntry, literal: Literal): Omit<AttributeState, "because"> | undefined {
    this.budget.spend(COSTS.state);
    const state = this.states[solver.index];
    if (state === undefined) return undefined;
    const constraints = solver.constrain(state.constraints, atom, (literal & 1) === 0);
    return { constraints, answer: solver.find(constraints, this.mayBeList(solver.name)) };
  }

  private undo(mark: number): void {
    while (this.trail.length > mark) {
      const last = this.trail.pop();
      if (last?.type === "clause") {
        this.clauses.pop();
        this.clauseReasons.pop();
      } else if (last) this.truths[last.entry] = 0;
      if (last?.type === "attribute") this.states[last.solver] = last.before;
    }
  }
}

type AttributeEntry = Extract<Entry, { type: "attribute" }>;

function concrete(answer: Answer): unknown {
  return typeof answer === "object" ? answer.value : undefined;
}
