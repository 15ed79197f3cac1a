import { type Budget, COSTS } from "./budget";
import type { Answer, Constraints } from "./constraints";
import type { Clause, Question } from "./search";
import { type Entry, type Literal, negate, type Vocabulary } from "./vocabulary";

/** Choices that something rests on: a bit for each that is being tried, the first in the lowest. */
export type Choices = bigint;

export const NO_CHOICE: Choices = 0n;
/** Where it is not known on which. */
export const ALL_CHOICES: Choices = -1n;

interface AttributeState {
  readonly constraints: Constraints;
  readonly answer: Answer;
  /** Those that its constraints rest on. */
  readonly because: Choices;
}

/** What backtracking undoes: a literal with the state of its attribute before, a segment's literal, or a clause. */
type Assertion =
  | { readonly type: "attribute"; readonly entry: number; readonly solver: number; readonly before: AttributeState }
  | { readonly type: "any"; readonly entry: number }
  | { readonly type: "clause" };

type AttributeEntry = Extract<Entry, { type: "attribute" }>;

/**
 * What a search holds to be so: the literals that it asserted, a value for each attribute that meets them, and the
 * clauses that remain to be met.
 */
export class Assignment {
  /** Those of the question, the shortest first: they leave the fewest options. Behind them those that were asserted. */
  readonly clauses: Clause[];
  readonly states: AttributeState[];
  /** What the latest contradiction rests on. */
  conflict: Choices = NO_CHOICE;
  /** Literals that were looked at. */
  looks = 0;
  private readonly truths: Int8Array;
  /** What each asserted literal rests on. */
  private readonly reasons: Choices[] = [];
  /** What each of `clauses` rests on. */
  private readonly clauseReasons: Choices[];
  /** Everything that was asserted, in order: a SAT solver's trail. Backtracking undoes it from the end. */
  private readonly trail: Assertion[] = [];
  private readonly budget: Budget;

  constructor(
    private readonly vocabulary: Vocabulary,
    clauses: Question["clauses"],
    /** Whether an attribute may be a list. */
    private readonly mayBeList: (name: string) => boolean,
  ) {
    this.budget = vocabulary.budget;
    this.truths = new Int8Array(vocabulary.entries.length);
    this.states = vocabulary.solvers.map((solver) => ({
      constraints: solver.constraints.nothing,
      answer: solver.find(solver.constraints.nothing, mayBeList(solver.name)),
      because: NO_CHOICE,
    }));
    this.clauses = [...clauses].sort((one, other) => one.length - other.length);
    this.clauseReasons = this.clauses.map(() => NO_CHOICE);
    this.budget.spend(COSTS.look * (this.states.length + this.clauses.length));
  }

  /** Where `undo` leads back to. */
  get mark(): number {
    return this.trail.length;
  }

  isTrue(literal: Literal): boolean {
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
  isOpen(literal: Literal): boolean {
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

  /**
   * What makes a clause one that must be met, and its literals contradictions but for those that are open.
   * @param at its place among the clauses
   */
  whyClosed(at: number, open: readonly Literal[]): Choices {
    const because = this.clauseReasons[at] ?? NO_CHOICE;
    const closed = (this.clauses[at] ?? []).filter((literal) => !open.includes(literal));
    return closed.reduce((all, each) => all | this.whyNot(each), because);
  }

  /** Why a literal is not open. */
  private whyNot(literal: Literal): Choices {
    const index = literal >> 1;
    const entry = this.vocabulary.entries[index];
    if ((this.truths[index] ?? 0) !== 0) return this.reasons[index] ?? NO_CHOICE;
    if (entry?.type !== "any") return (entry && this.states[entry.solver.index]?.because) ?? NO_CHOICE;
    if ((literal & 1) === 0) return entry.members.reduce((all, each) => all | this.whyNot(each), NO_CHOICE);
    const closed = entry.members.find((member) => !this.isOpen(negate(member)));
    return closed === undefined ? ALL_CHOICES : this.whyNot(negate(closed));
  }

  /** False when it contradicts what was asserted before. */
  assert(literal: Literal, because: Choices): boolean {
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
    const constraints = solver.constraints.with(state.constraints, atom, (literal & 1) === 0);
    return { constraints, answer: solver.find(constraints, this.mayBeList(solver.name)) };
  }

  undo(mark: number): void {
    while (this.trail.length > mark) {
      const last = this.trail.pop();
      if (last?.type === "clause") {
        this.clauses.pop();
        this.clauseReasons.pop();
      } else if (last) this.truths[last.entry] = 0;
      if (last?.type === "attribute") this.states[last.solver] = last.before;
    }
  }

  /** Notes a contradiction. */
  fail(because: Choices): false {
    this.conflict = because;
    return false;
  }
}
