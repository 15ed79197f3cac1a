/** What pieces of work cost, in steps; a step is a microsecond or two. */
export const COSTS = {
  /** Asking one condition about one value, and for each character of it. */
  test: 0.1,
  character: 1 / 512,
  /** A pattern is followed through the text, character by character. */
  patternCharacter: 1 / 8,
  /** Asking a percentage about one short id. */
  bucket: 1 / 32,
  /** Writing a character of an answer, or looking for those that no condition has. */
  writtenCharacter: 1 / 64,
  /** Looking at one literal of a clause, or at the value of one attribute. */
  look: 1 / 64,
  /** Looking up what is known of an attribute when one thing more is asked of it. */
  state: 1 / 8,
  /** Finding out what of an ordered domain lies in a range. */
  range: 1 / 16,
  /** Finding the days of the calendar that lie in it. */
  rangeOfDays: 8,
  /** Comparing two rules. */
  pair: 1 / 64,
  /** Evaluating a whole list for one context, and for each of its rules. */
  evaluation: 0.5,
  ruleOfEvaluation: 1 / 32,
} as const;

/** Steps between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 50;

/**
 * The work that one analysis may do. It counts what the work costs, so the same question ends at the same place on
 * every machine, unless it is overdue before.
 */
export class Budget {
  private left: number;
  private leftOfOne = Number.POSITIVE_INFINITY;
  private untilLook = 0;

  /** @param isOverdue whether the analysis must end now; the caller's clock, because the engine has none */
  constructor(
    steps: number,
    private readonly isOverdue: () => boolean = () => false,
  ) {
    this.left = steps;
  }

  static of(given: number | Budget): Budget {
    return typeof given === "number" ? new Budget(given) : given;
  }

  /** Whether the steps of the analysis, or those of the current question, are used up. */
  get isSpent(): boolean {
    return this.left <= 0 || this.leftOfOne <= 0;
  }

  spend(steps: number): void {
    this.left -= steps;
    this.leftOfOne -= steps;
    this.untilLook -= steps;
    if (this.untilLook > 0) return;
    this.untilLook = STEPS_BETWEEN_LOOKS;
    if (this.isOverdue()) this.left = 0;
  }

  /** An equal part of what is left, for one of `parts` questions. */
  portion(parts: number): Budget {
    return new Budget(this.partOf(parts), this.isOverdue);
  }

  /** The steps of such a part. */
  partOf(parts: number): number {
    return this.left / parts;
  }

  /** Does a piece of work on a budget of its own of at most `most` steps. What it does not use stays here. */
  lend<T>(most: number, work: (own: Budget) => T): T {
    const lent = Math.max(0, Math.min(most, this.left));
    const own = new Budget(lent, this.isOverdue);
    const result = work(own);
    this.spend(lent - Math.max(0, own.left));
    return result;
  }

  /** Does a piece of work that may take at most `most` steps. */
  forOne<T>(most: number, work: () => T): T {
    this.leftOfOne = most;
    try {
      return work();
    } finally {
      this.leftOfOne = Number.POSITIVE_INFINITY;
    }
  }
}
