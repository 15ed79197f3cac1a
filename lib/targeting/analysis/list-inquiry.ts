import { Inquiry, type Outcome } from "./inquiry";
import { RegionWords } from "./region-words";
import { RuleList, type RuleListInput, type Winner } from "./rule-list";
import { sameJson } from "./same-json";
import type { Question } from "./search";
import { type Literal, type RuleForm, Vocabulary } from "./vocabulary";

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
    const { list } = this;
    const value = list.valueOf(place);
    let outcome: Outcome = { is: "impossible" };
    const isFound = (passed: readonly RuleForm[], all: readonly Literal[]) => {
      const clauses = [...people.clauses, ...passed.map(({ misses }) => misses)];
      const answer = this.ask({ all: [...people.all, ...all], clauses });
      if (answer.is !== "impossible") outcome = answer;
      return answer.is === "possible";
    };
    const below = list.forms.slice(place + 1).filter((form) => !without.has(form));
    const same = below.filter((form) => sameJson(form.value, value));
    // The default first: most rules differ from it, and then one question is enough.
    if (!sameJson(list.valueOf(list.otherwise), value) && isFound(same, [])) return outcome;
    const passed: RuleForm[] = [];
    for (const form of below) {
      if (sameJson(form.value, value)) passed.push(form);
      else if (isFound(passed, form.literals)) return outcome;
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
