import type { Evaluation, FlagInput, JsonValue, RuleInput, SegmentInput } from "../types";
import type { Served } from "./rules/as-if-on";
import { countedEngine } from "./rules/counted-engine";
import { knownSegments, nameOf } from "./rules/element-literals";
import { orderedForms } from "./rules/ordered-forms";
import { type RequiredFlags, RequiredLiterals } from "./rules/required";
import type { ArmForm, RuleForm } from "./rules/rule-form";
import { sameJson } from "./same-json";
import { type BucketRange, truthIn } from "./search/buckets";
import type { Question, Somebody } from "./search/search";
import { type Literal, negate, type Vocabulary } from "./search/vocabulary";
import type { Witness } from "./somebody";

/** The rules of one flag in one environment, with the segments that they may link to. */
export interface RuleListInput {
  readonly defaultValue: JsonValue;
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
  /** The names of the flag's values, for sentences. */
  readonly variants?: FlagInput["variants"];
  /** What the flag requires of others. Absent: nothing. */
  readonly required?: RequiredFlags | undefined;
}

/** What decides a context's value: the rule with this index in `forms`; one past the last is the default. */
export type Winner = number;

/** A value, and the rule that gives it to some of its people; `form` is null for the default. */
export interface Serving {
  readonly index: Winner;
  readonly form: RuleForm | null;
  readonly arm: ArmForm;
}

/**
 * A rule list as if its flag were on, and questions for the contexts that one of its rules decides. A rule asks for what
 * the flag requires, too: where that is not met the default is served, as where no rule matches.
 */
export class RuleList {
  /** The rules that are on and can match, in order. */
  readonly forms: readonly RuleForm[];
  /** Rules that are on and can never match, by themselves. */
  readonly impossible: readonly RuleForm[];
  readonly segmentNames: ReadonlyMap<string, string>;
  private readonly misses: readonly (readonly Literal[])[];
  /** Of the flags that are required. */
  private readonly requiredForms: readonly RuleForm[];
  private readonly default: Serving;
  /** What the engine itself gives; the rule's id is null for the default. */
  readonly evaluate: (context: Witness) => Served;

  constructor(
    readonly input: RuleListInput,
    private readonly vocabulary: Vocabulary,
  ) {
    const segments = knownSegments(input.segments);
    const required = input.required && new RequiredLiterals(input.required, vocabulary, segments);
    this.requiredForms = required?.forms ?? [];
    const needed = required?.literals ?? [];
    const enabled = orderedForms(vocabulary, input.rules, segments).map((form) => asking(form, needed));
    this.segmentNames = new Map(input.segments.map((segment) => [segment.id, nameOf(segment) ?? "a segment"]));
    this.forms = enabled.filter(({ flaw }) => flaw === null);
    this.impossible = enabled.filter(({ flaw }) => flaw !== null);
    this.misses = this.forms.map(({ misses }) => misses);
    const { defaultValue: value } = input;
    const valueId = vocabulary.values.idOf(value);
    const arm = { index: null, value, valueId, literals: [], end: null, beginning: null };
    this.default = { index: this.otherwise, form: null, arm };
    this.evaluate = countedEngine(input, vocabulary.budget);
  }

  /** The place of the default among the winners. */
  get otherwise(): Winner {
    return this.forms.length;
  }

  /** What a winner serves: of a rule with a split several values, each to other people. */
  servingsOf(winner: Winner): readonly Serving[] {
    const form = this.forms[winner];
    return form ? form.arms.map((arm) => ({ index: winner, form, arm })) : [this.default];
  }

  /** A number that stands for the default: the same for the same JSON, in every list of one vocabulary. */
  get defaultId(): number {
    return this.default.arm.valueId;
  }

  /** Asks for a context that gets this from this rule and that also meets `question`. */
  servedBy({ index, arm }: Serving, question: Question = EVERYONE): Question {
    const { all, clauses } = this.decidedBy(index, question);
    return { all: [...all, ...arm.literals], clauses };
  }

  /** Asks for a context that `winner` decides and that also meets `all` and `clauses`. */
  decidedBy(winner: Winner, { all, clauses }: Question = EVERYONE): Question {
    return {
      all: [...(this.forms[winner]?.literals ?? []), ...all],
      clauses: [...this.misses.slice(0, winner), ...clauses],
    };
  }

  /** Whether somebody gets this from this rule, by the engine's word. */
  gives(somebody: Somebody, { form, arm }: Serving): boolean {
    const { ruleId, value } = this.evaluateFor(somebody);
    return ruleId === (form?.id ?? null) && sameJson(value, arm.value);
  }

  /** What somebody gets, by the engine's word. */
  evaluateFor({ context, standIns }: Somebody): Evaluation {
    if (standIns.length === 0) return this.evaluate(context);
    // A stand-in has other buckets. So the rules say instead what their draws make of this person.
    const drawn = (form: RuleForm): RuleInput => {
      const standIn = standIns.find(({ solver }) => solver.name === drawnBy(form));
      return standIn === undefined ? form.stored : asDrawn(form, standIn.ranges);
    };
    const { required } = this.input;
    const list: RuleListInput = {
      ...this.input,
      rules: this.forms.map(drawn),
      required: required && { ...required, rules: this.requiredForms.map(drawn) },
    };
    return countedEngine(list, this.vocabulary.budget)(context);
  }
}

/** The attribute by which a rule draws; undefined when it does not. */
const drawnBy = ({ rollout, arms }: RuleForm): string | undefined =>
  rollout?.attribute ?? arms.at(-1)?.beginning?.attribute;

/** A rule as it is for somebody whose buckets are known: it lets them in or not, and gives one value. */
function asDrawn({ stored, rollout, arms }: RuleForm, ranges: readonly BucketRange[]): RuleInput {
  const percentage = rollout === null || truthIn(ranges, rollout) === 1 ? null : 0;
  // Where the buckets do not tell, the rule does not serve them.
  const arm = arms.find(
    ({ end, beginning }) =>
      (end === null || truthIn(ranges, end) === 1) && (beginning === null || truthIn(ranges, beginning) === -1),
  );
  return { ...stored, percentage, split: null, value: arm === undefined ? stored.value : arm.value };
}

/** Rules in the places of a list; null where one was taken out. */
export type Forms = readonly (RuleForm | null)[];

/** Asks for a context that the rule at a place decides; past the last place, that no rule decides. */
export function decidedIn(forms: Forms, index: Winner): Question {
  const earlier = forms.slice(0, index).flatMap((form) => (form === null ? [] : [form.misses]));
  return { all: forms[index]?.literals ?? [], clauses: earlier };
}

const EVERYONE: Question = { all: [], clauses: [] };

/** A rule that matches only where some literals hold besides. */
const asking = (form: RuleForm, needed: readonly Literal[]): RuleForm =>
  needed.length === 0 || form.flaw !== null
    ? form
    : { ...form, literals: [...form.literals, ...needed], misses: [...form.misses, ...needed.map(negate)] };
