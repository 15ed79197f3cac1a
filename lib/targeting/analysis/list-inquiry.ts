import { Budget, COSTS } from "./budget";
import { Inquiry, MOST_STEPS, type Outcome } from "./inquiry";
import { RegionWords } from "./region-words";
import { RuleList, type RuleListInput, type Winner } from "./rule-list";
import type { Question } from "./search";
import { type Literal, type RuleForm, Vocabulary } from "./vocabulary";

/** Questions about one list. */
export class ListInquiry {
  readonly list: RuleList;
  readonly words: RegionWords;
  private readonly inquiry: Inquiry;
  private readonly reached = new Map<Winner, Outcome>();

  constructor(input: RuleListInput, steps: number | Budget = MOST_STEPS) {
    const vocabulary = new Vocabulary(Budget.of(steps));
    this.list = new RuleList(input, vocabulary);
    this.words = new RegionWords(vocabulary);
    this.inquiry = new Inquiry(vocabulary);
  }

  ask(question: Question): Outcome {
    return this.inquiry.ask(question);
  }

  /** Whether nothing more can be found out. */
  get isSpent(): boolean {
    return this.vocabulary.budget.isSpent;
  }

  get vocabulary(): Vocabulary {
    return this.words.vocabulary;
  }

  /** Whether the rule at this place serves anybody. */
  reaches(place: Winner): Outcome {
    const known = this.reached.get(place);
    if (known) return known;
    const outcome = this.confirmed(this.ask(this.list.decidedBy(place)), place);
    this.reached.set(place, outcome);
    // A finding shows its witness: an answer is as long as those are.
    if (outcome.is === "possible") this.spendOnWords(JSON.stringify(outcome.context).length);
    return outcome;
  }

  /**
   * Whether somebody of `people` would get another value than that of the rule at `place`, if it were not for this rule
   * and those in `without`. All of them get as far as this rule.
   */
  differsBelow(place: Winner, people: Question, without: ReadonlySet<RuleForm> = new Set()): Outcome {
    const { list } = this;
    let outcome: Outcome = { is: "impossible" };
    const isFound = (passed: readonly RuleForm[], all: readonly Literal[]) => {
      // Writing down a question takes as long as the list is.
      if (this.isSpent) {
        outcome = { is: "unknown", because: "budget" };
        return true;
      }
      const clauses = [...people.clauses, ...passed.map(({ misses }) => misses)];
      const answer = this.ask({ all: [...people.all, ...all], clauses });
      if (answer.is !== "impossible") outcome = answer;
      return answer.is === "possible";
    };
    const isSame = (other: Winner) => list.valueIdOf(other) === list.valueIdOf(place);
    const below = [...list.forms.entries()].filter(([other, form]) => other > place && !without.has(form));
    const same = below.flatMap(([other, form]) => (isSame(other) ? [form] : []));
    // The default first: most rules differ from it, and then one question is enough.
    if (!isSame(list.otherwise) && isFound(same, [])) return outcome;
    const passed: RuleForm[] = [];
    for (const [other, form] of below) {
      if (isSame(other)) passed.push(form);
      else if (isFound(passed, form.literals)) return outcome;
    }
    return outcome;
  }

  /** Counts the characters of what a finding says. */
  spendOnWords(characters: number): void {
    this.vocabulary.budget.spend(COSTS.writtenCharacter * characters);
  }

  /** A witness counts when the engine bears it out. */
  private confirmed(outcome: Outcome, place: Winner): Outcome {
    if (outcome.is !== "possible") return outcome;
    const isServed = this.list.evaluate(outcome.context).ruleId === (this.list.forms[place]?.id ?? null);
    return isServed ? outcome : { is: "unknown", because: "opaque" };
  }
}
