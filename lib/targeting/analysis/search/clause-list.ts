import type { Clause } from "./search";
import type { Literal } from "./vocabulary";

/** A set of choices: one bit for each choice that is open, the first in the lowest bit. */
export type Choices = bigint;

export const NO_CHOICE: Choices = 0n;
/** Stands for an unknown set of choices. */
export const ALL_CHOICES: Choices = -1n;

/**
 * The clauses that a search must satisfy: first those of the question, sorted by length, because a short clause leaves
 * the fewest options; then those that were asserted.
 */
export class ClauseList {
  private readonly clauses: Clause[];
  private readonly reasons: Choices[];
  /** By clause: the index of the literal that satisfied it last. It is tested first, because it often does so again. */
  private readonly metBy: number[];

  constructor(clauses: readonly Clause[]) {
    this.clauses = shortestFirst(clauses);
    this.reasons = clauses.map(() => NO_CHOICE);
    this.metBy = clauses.map(() => 0);
  }

  get length(): number {
    return this.clauses.length;
  }

  /** The literals of the clause at an index. */
  at(index: number): Clause {
    return this.clauses[index] ?? [];
  }

  /** The choices because of which the clause must be satisfied. */
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

  /** Whether any literal of the clause at an index holds. */
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

/**
 * Sorts clauses by length in linear time; clauses of one length keep their order. A sort by comparison takes as long as
 * many a search.
 */
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
