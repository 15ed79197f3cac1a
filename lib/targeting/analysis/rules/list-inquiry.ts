import { Budget, COSTS } from "../budget";
import { decidedIn, type Forms, RuleList, type RuleListInput, type Winner } from "../rule-list";
import { Inquiry, MOST_STEPS, type Outcome } from "../search/inquiry";
import type { Question, Somebody, Verdict } from "../search/search";
import { type Literal, negate, Vocabulary } from "../search/vocabulary";
import { LiteralWords } from "../sentences/literal-words";
import { type Witness, witnessOf } from "../somebody";
import type { RuleForm } from "./rule-form";

/** Whether some people would get another value. */
type Difference = { readonly is: "possible" | "impossible" } | Extract<Outcome, { is: "unknown" }>;

/** Asks questions about one rule list. */
export class ListInquiry {
  readonly list: RuleList;
  readonly vocabulary: Vocabulary;
  readonly words: LiteralWords;
  private readonly inquiry: Inquiry;
  private readonly reached = new Map<Winner, Outcome>();
  private readonly below = new Map<RuleForm, readonly Below[]>();

  constructor(input: RuleListInput, steps: number | Budget = MOST_STEPS) {
    const vocabulary = new Vocabulary(Budget.of(steps));
    this.vocabulary = vocabulary;
    this.list = new RuleList(input, vocabulary);
    this.words = new LiteralWords(vocabulary);
    this.inquiry = new Inquiry(vocabulary);
  }

  ask(question: Question): Outcome {
    return this.inquiry.ask(question);
  }

  /** Whether a context satisfies the question in which none of these attributes is a list. */
  askWithout(lists: readonly string[], question: Question): Verdict {
    return this.inquiry.askWithout(lists, question);
  }

  /** Whether the budget is used up. */
  get isSpent(): boolean {
    return this.vocabulary.budget.isSpent;
  }

  /** Whether the rule at this index serves anybody. */
  reaches(index: Winner): Outcome {
    const known = this.reached.get(index);
    if (known) return known;
    const outcome = this.ask(this.list.decidedBy(index));
    const isBorneOut = outcome.is !== "possible" || this.list.evaluateFor(outcome).ruleId === this.idOf(index);
    // A witness counts only when the engine confirms it.
    const reached: Outcome = isBorneOut ? outcome : { is: "unknown", because: "opaque" };
    this.reached.set(index, reached);
    // A finding shows its witness, which is the longest part of the answer.
    if (reached.is === "possible") this.spendOnWords(JSON.stringify(reached.context).length);
    return reached;
  }

  /** A witness like `somebody` whom the rule at `index` serves; null where none was found. */
  servedBy(index: Winner, somebody: Somebody): Witness | null {
    return witnessOf(somebody, (context) => this.list.evaluate(context).ruleId === this.idOf(index));
  }

  /**
   * Whether the rules below the rule at `index` would give some of `people` another value than that rule. All of
   * `people` reach it.
   * @param forms the list, or what is left of it
   */
  differsBelow(forms: Forms, index: Winner, people: Question): Difference {
    const below = this.belowIn(forms, index);
    let outcome: Difference = { is: "impossible" };
    for (const { arm } of this.list.servingsOf(index)) {
      const inArm = { all: [...people.all, ...arm.literals], clauses: people.clauses };
      const answer = this.differsFrom(arm.valueId, below, inArm);
      if (answer.is !== "impossible") outcome = answer;
      if (answer.is === "possible") break;
    }
    return outcome;
  }

  /** What the rules below an index serve. */
  private belowIn(forms: Forms, index: Winner): readonly Below[] {
    return forms.slice(index + 1).flatMap((form) => {
      if (form === null) return [];
      const known = this.below.get(form) ?? belowOf(form);
      this.below.set(form, known);
      return known;
    });
  }

  /** Whether these rules, or the default, would give some of `people` another value than this one. */
  private differsFrom(valueId: number, below: readonly Below[], people: Question): Difference {
    let outcome: Difference = { is: "impossible" };
    const isFound = (passed: readonly Below[], all: readonly Literal[]) => {
      // Building a question takes time in proportion to the list.
      if (this.isSpent) {
        outcome = { is: "unknown", because: "budget" };
        return true;
      }
      const clauses = [...people.clauses, ...passed.map(({ misses }) => misses)];
      const answer = this.ask({ all: [...people.all, ...all], clauses });
      if (answer.is !== "impossible") outcome = answer;
      return answer.is === "possible";
    };
    const same = below.filter((each) => each.valueId === valueId);
    // The default is asked first: it differs from most rules, and then one question suffices.
    if (this.list.defaultId !== valueId && isFound(same, [])) return outcome;
    const passed: Below[] = [];
    for (const each of below) {
      if (each.valueId === valueId) passed.push(each);
      else if (isFound(passed, each.literals)) return outcome;
    }
    return outcome;
  }

  /**
   * The rules below, and the default, that would serve some of the people of the rule at `index` if it were removed.
   * Null where that is not known for one of them.
   */
  heirsOf(index: Winner): readonly Winner[] | null {
    const { forms, otherwise } = this.list;
    const people = decidedIn(forms, index);
    const heirs: Winner[] = [];
    const clauses = [...people.clauses];
    for (let below = index + 1; below <= otherwise; below += 1) {
      const form = forms[below];
      const { is } = this.ask({ all: [...people.all, ...(form?.literals ?? [])], clauses });
      if (is === "unknown") return null;
      if (is === "possible") heirs.push(below);
      if (form) clauses.push(form.misses);
    }
    return heirs;
  }

  /** Pays for the characters of a finding. */
  spendOnWords(characters: number): void {
    this.vocabulary.budget.spend(COSTS.writtenCharacter * characters);
  }

  private idOf(index: Winner): string | null {
    return this.list.forms[index]?.id ?? null;
  }
}

/** One value that a rule further down serves, and whom it serves with it. */
type Below = Pick<RuleForm, "literals" | "misses"> & { readonly valueId: number };

function belowOf(form: RuleForm): readonly Below[] {
  return form.arms.map(({ valueId, literals }) => ({
    valueId,
    literals: [...form.literals, ...literals],
    misses: [...form.misses, ...literals.map(negate)],
  }));
}
