/** What each kind of work costs, in steps. One step takes one or two microseconds. */
export const COSTS = {
  /** To ask one condition about one value, and for each character of it. */
  test: 0.1,
  character: 1 / 512,
  /** To match a pattern, for each character of the text. */
  patternCharacter: 1 / 8,
  /** To compute the bucket of one short id. */
  bucket: 1 / 32,
  /** To write one character of an answer, or to look for a character that no condition uses. */
  writtenCharacter: 1 / 64,
  /** To examine one literal of a clause, or the value of one attribute. */
  look: 1 / 64,
  /** To look up the constraints of an attribute with one more added. */
  state: 1 / 8,
  /** To intersect one range of an ordered domain. */
  range: 1 / 16,
  /** To find the calendar days within a range. */
  rangeOfDays: 8,
  /** To compare two rules. */
  pair: 1 / 64,
  /** To evaluate a whole list for one context, and in addition for each of its rules. */
  evaluation: 0.5,
  ruleOfEvaluation: 1 / 32,
} as const;

/** Steps between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 50;

/**
 * The work that one analysis may do. It counts steps and not time, so that the same question ends with the same answer
 * on every machine, unless a clock ends it earlier.
 */
export class Budget {
  private left: number;
  private leftOfOne = Number.POSITIVE_INFINITY;
  private untilLook = 0;

  /**
   * @param isOverdue says whether the analysis must end now; the caller brings the clock, because the engine has none
   */
  constructor(
    steps: number,
    private readonly isOverdue: () => boolean = () => false,
  ) {
    this.left = steps;
  }

  static of(given: number | Budget): Budget {
    return typeof given === "number" ? new Budget(given) : given;
  }

  /** Whether the steps of the analysis, or of the current question, are used up. */
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

  /** A budget of its own for one of `parts` questions: an equal part of the steps that are left. */
  portion(parts: number): Budget {
    return new Budget(this.partOf(parts), this.isOverdue);
  }

  /** How many steps such a part has. */
  partOf(parts: number): number {
    return this.left / parts;
  }

  /** Runs work on a budget of its own with at most `most` steps. Steps that it leaves are returned to this budget. */
  lend<T>(most: number, work: (own: Budget) => T): T {
    const lent = Math.max(0, Math.min(most, this.left));
    const own = new Budget(lent, this.isOverdue);
    const result = work(own);
    this.spend(lent - Math.max(0, own.left));
    return result;
  }

  /** Runs work that may take at most `most` steps of this budget. */
  forOne<T>(most: number, work: () => T): T {
    this.leftOfOne = most;
    try {
      return work();
    } finally {
      this.leftOfOne = Number.POSITIVE_INFINITY;
    }
  }
}
