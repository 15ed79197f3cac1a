import { Inquiry, type Outcome } from "./inquiry";
import { RegionWords } from "./region-words";
import { RuleList, type RuleListInput, type Winner } from "./rule-list";
import { sameJson } from "./same-json";
import type { Question } from "./search";
import { type RuleForm, Vocabulary } from "./vocabulary";

/** Questions about one list. */
export class ListInquiry {
  readonly list: RuleList;
  readonly words: RegionWords;
  private readonly inquiry: Inquiry;
  private readonly reached = new Map<Winner, Outcome>();

  constructor(input: RuleListInput, steps?: number) {
    const vocabulary = new Vocabulary();
    this.list = new RuleList(input, vocabulary);
    this.words = new RegionWords(vocabulary);
    this.inquiry = new Inquiry(vocabulary, steps);
  }

  ask(question: Question): Outcome {
    return this.inquiry.ask(question);
  }

  /** Whether the rule at this place serves anybody. */
  reaches(place: Winner): Outcome {
    const known = this.reached.get(place);
    if (known) return known;
    const outcome = this.confirmed(this.ask(this.list.decidedBy(place)), place);
    this.reached.set(place, outcome);
    return outcome;
  }

  /**
   * Whether somebody of `people` would get another value than that of the rule at `place`, if it were not for this rule
   * and those in `without`. All of them get as far as this rule.
   */
  differsBelow(place: Winner, people: Question, without: ReadonlySet<RuleForm> = new Set()): Outcome {
    const { forms, otherwise } = this.list;
    const value = this.list.valueOf(place);
    let outcome: Outcome = { is: "impossible" };
    // The default first: most rules differ from it, and then one question is enough.
    for (const below of [otherwise, ...range(place + 1, otherwise)]) {
      const form = forms[below];
      if (sameJson(this.list.valueOf(below), value) || (form && without.has(form))) continue;
      const between = forms
        .slice(place + 1, below)
        .filter((other) => !without.has(other) && sameJson(other.value, value));
      const clauses = [...people.clauses, ...between.map(({ misses }) => misses)];
      const answer = this.ask({ all: [...people.all, ...(form?.literals ?? [])], clauses });
      if (answer.is === "possible") return answer;
      if (answer.is === "unknown") outcome = answer;
    }
    return outcome;
  }

  /** A witness counts when the engine bears it out. */
  private confirmed(outcome: Outcome, place: Winner): Outcome {
    if (outcome.is !== "possible") return outcome;
    const isServed = this.list.evaluate(outcome.context).ruleId === (this.list.forms[place]?.id ?? null);
    return isServed ? outcome : { is: "unknown", because: "opaque" };
  }
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
