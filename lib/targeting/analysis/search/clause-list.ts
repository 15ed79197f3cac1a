import type { Clause } from "./search";
import type { Literal } from "./vocabulary";

/** Choices that something rests on: a bit for each that is being tried, the first in the lowest. */
export type Choices = bigint;

export const NO_CHOICE: Choices = 0n;
/** Where it is not known on which. */
export const ALL_CHOICES: Choices = -1n;

/**
 * The clauses that a search has to meet. Those of the question, the shortest first, for they leave the fewest options;
 * behind them those that were asserted.
 */
export class ClauseList {
  private readonly clauses: Clause[];
  private readonly reasons: Choices[];
  /** By clause, the place of the literal that met it last. It often meets it again, so it is asked first. */
  private readonly metBy: number[];

  constructor(clauses: readonly Clause[]) {
    this.clauses = shortestFirst(clauses);
    this.reasons = clauses.map(() => NO_CHOICE);
    this.metBy = clauses.map(() => 0);
  }

  get length(): number {
    return this.clauses.length;
  }

  /** The literals of the clause at a place. */
  at(index: number): Clause {
    return this.clauses[index] ?? [];
  }

  /** What makes it one that must be met. */
  reasonOf(index: number): Choices {
    return this.reasons[index] ?? NO_CHOICE;
  }

  push(clause: Clause, because: Choices): void {
    this.clauses.push(clause);
    this.reasons.push(because);
    this.metBy.push(0);
  }

  pop(): void {
    this.clauses.pop();
    this.reasons.pop();
    this.metBy.pop();
  }

  /** Whether any literal of the clause at a place holds. */
  isMet(index: number, held: { isTrue(literal: Literal): boolean }): boolean {
    const clause = this.at(index);
    const last = this.metBy[index] ?? 0;
    const known = clause[last];
    if (known !== undefined && held.isTrue(known)) return true;
    for (const [at, literal] of clause.entries()) {
      if (at === last || !held.isTrue(literal)) continue;
      this.metBy[index] = at;
      return true;
    }
    return false;
  }
}

/** Those of one length stay in their order. To sort by comparing would take as long as many a search. */
function shortestFirst(clauses: readonly Clause[]): Clause[] {
  const byLength = new Map<number, Clause[]>();
  for (const clause of clauses) {
    const alike = byLength.get(clause.length);
    if (alike === undefined) byLength.set(clause.length, [clause]);
    else alike.push(clause);
  }
  const lengths = [...byLength.keys()].sort((one, other) => one - other);
  const ordered: Clause[] = [];
  return ordered.concat(...lengths.map((length) => byLength.get(length) ?? []));
}
