import { type Budget, COSTS } from "../budget";
import type { AttributeSolver } from "./attribute-solver";
import { ALL_CHOICES, type Choices, ClauseList, NO_CHOICE } from "./clause-list";
import type { Answer, Constraints } from "./constraints";
import type { Question } from "./search";
import { type Entry, type Literal, negate, type Vocabulary } from "./vocabulary";

interface AttributeState {
  readonly constraints: Constraints;
  readonly answer: Answer;
  /** The choices that led to these constraints. */
  readonly because: Choices;
}

/**
 * One entry of the trail, as backtracking undoes it: a literal about an attribute, with the attribute's state before; a
 * literal of an `any` entry; or a clause.
 */
type Assertion =
  | { readonly type: "attribute"; readonly entry: number; readonly solver: number; readonly before: AttributeState }
  | { readonly type: "any"; readonly entry: number }
  | { readonly type: "clause" };

type AttributeEntry = Extract<Entry, { type: "attribute" }>;

/**
 * What a search assumes at one moment: the literals that it asserted, for each attribute a value that satisfies them,
 * and the clauses that must still be satisfied.
 */
export class Assignment {
  readonly clauses: ClauseList;
  readonly states: AttributeState[];
  /** The choices that led to the latest contradiction. */
  conflict: Choices = NO_CHOICE;
  /** How many literals were examined; each costs a part of a step. */
  looks = 0;
  private readonly truths: Int8Array;
  /** By entry: the choices that led to its assertion. */
  private readonly reasons: Choices[] = [];
  /** All assertions in order, as the trail of a SAT solver. Backtracking undoes them from the end. */
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
      answer: this.answerWith(solver, solver.constraints.nothing),
      because: NO_CHOICE,
    }));
    this.clauses = new ClauseList(clauses);
    this.budget.spend(COSTS.look * (this.states.length + this.clauses.length));
  }

  /** The point in the trail to which `undo` returns. */
  get mark(): number {
    return this.trail.length;
  }

  /** The open literals of a clause; null when there are `most` of them or more. */
  openIn(index: number, most: number): readonly Literal[] | null {
    const open: Literal[] = [];
    for (const literal of this.clauses.at(index)) {
      if (!this.isOpen(literal)) continue;
      open.push(literal);
      if (open.length === most) return null;
    }
    return open;
  }

  isTrue(literal: Literal): boolean {
    return this.truthOf(literal) === 1;
  }

  /** 1: it holds; -1: it does not; 0: the current values do not decide it. */
  private truthOf(literal: Literal): number {
    this.looks += 1;
    const truth = this.truthOfEntry(literal >> 1);
    return (literal & 1) === 0 ? truth : -truth;
  }

  private truthOfEntry(index: number): number {
    const asserted = this.truths[index] ?? 0;
    if (asserted !== 0) return asserted;
    const entry = this.vocabulary.entries[index];
    if (entry === undefined) return 0;
    if (entry.type === "any") return this.truthOfAny(entry.members);
    const answer = this.states[entry.solver.index]?.answer;
    return typeof answer === "object" ? entry.solver.truth(answer, entry.atom) : 0;
  }

  private truthOfAny(members: readonly Literal[]): number {
    let best = -1;
    for (const member of members) {
      best = Math.max(best, this.truthOf(member));
      if (best === 1) break;
    }
    return best;
  }

  /** Whether asserting this literal alone would contradict nothing. */
  isOpen(literal: Literal): boolean {
    const asserted = this.truths[literal >> 1] ?? 0;
    if (asserted !== 0) return asserted === ((literal & 1) === 0 ? 1 : -1);
    const entry = this.vocabulary.entries[literal >> 1];
    if (entry?.type === "any") {
      return (literal & 1) === 0 ? this.isAnyOpen(entry.members) : this.mayAllFail(entry.members);
    }
    return entry !== undefined && this.answerWith(entry.solver, this.constraintsWith(entry, literal)) !== "none";
  }

  private isAnyOpen(literals: readonly Literal[]): boolean {
    for (const literal of literals) if (this.isOpen(literal)) return true;
    return false;
  }

  private mayAllFail(literals: readonly Literal[]): boolean {
    for (const literal of literals) if (!this.isOpen(negate(literal))) return false;
    return true;
  }

  /**
   * The choices that explain why a clause must be satisfied, and why each of its literals that is not open contradicts
   * what was asserted.
   * @param index the clause's index
   */
  whyClosed(index: number, open: readonly Literal[]): Choices {
    let because = this.clauses.reasonOf(index);
    for (const literal of this.clauses.at(index)) if (!open.includes(literal)) because |= this.whyNot(literal);
    return because;
  }

  /** The choices that explain why a literal is not open. */
  private whyNot(literal: Literal): Choices {
    const index = literal >> 1;
    const entry = this.vocabulary.entries[index];
    if ((this.truths[index] ?? 0) !== 0) return this.reasons[index] ?? NO_CHOICE;
    if (entry?.type !== "any") return (entry && this.states[entry.solver.index]?.because) ?? NO_CHOICE;
    if ((literal & 1) === 0) return entry.members.reduce((all, each) => all | this.whyNot(each), NO_CHOICE);
    const closed = entry.members.find((member) => !this.isOpen(negate(member)));
    return closed === undefined ? ALL_CHOICES : this.whyNot(negate(closed));
  }

  /** Asserts a literal. Returns false when it contradicts an earlier assertion. */
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
    this.clauses.push(entry.members, because);
    this.trail.push({ type: "clause" });
    return true;
  }

  private assertOn(entry: AttributeEntry, literal: Literal, because: Choices): boolean {
    const { solver } = entry;
    const before = this.states[solver.index];
    if (before === undefined) return false;
    const constraints = this.constraintsWith(entry, literal);
    const after = { constraints, answer: this.answerWith(solver, constraints), because: before.because | because };
    this.trail.push({ type: "attribute", entry: literal >> 1, solver: solver.index, before });
    this.states[solver.index] = after;
    return after.answer !== "none" || this.fail(after.because);
  }

  /** The constraints of the literal's attribute, with this literal added. */
  private constraintsWith({ solver, atom }: AttributeEntry, literal: Literal): Constraints {
    this.budget.spend(COSTS.state);
    const held = this.states[solver.index]?.constraints ?? solver.constraints.nothing;
    return solver.constraints.with(held, atom, (literal & 1) === 0);
  }

  private answerWith(solver: AttributeSolver, constraints: Constraints): Answer {
    return solver.find(constraints, this.mayBeList(solver.name));
  }

  undo(mark: number): void {
    while (this.trail.length > mark) {
      const last = this.trail.pop();
      if (last?.type === "clause") this.clauses.pop();
      else if (last) this.truths[last.entry] = 0;
      if (last?.type === "attribute") this.states[last.solver] = last.before;
    }
  }

  /** Records a contradiction. */
  fail(because: Choices): false {
    this.conflict = because;
    return false;
  }
}
