import type { Evaluation, FlagInput, JsonValue, RuleInput, SegmentInput } from "../types";
import type { Served } from "./rules/as-if-on";
import { countedEngine } from "./rules/counted-engine";
import { knownSegments, nameOf } from "./rules/element-literals";
import { orderedForms } from "./rules/ordered-forms";
import { type RequiredFlags, RequiredLiterals } from "./rules/required";
import type { ArmForm, RuleForm } from "./rules/rule-form";
import { sameJson } from "./same-json";
import { type BucketRange, type RolloutFacts, truthIn } from "./search/buckets";
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
  /** What the flag requires of other flags. Absent: nothing. */
  readonly required?: RequiredFlags | undefined;
  /** The flag is off, and the list has no rules. Absent: it is on, or taken to be. */
  readonly isOff?: true;
  /** Rules that do not exist yet: their buckets are unknown. Absent: none. */
  readonly newRuleIds?: ReadonlySet<string>;
}

/** What decides a context's value: the index of a rule in `forms`, or the number of rules for the default. */
export type Winner = number;

/** A value, and the rule that gives it to some of its people; `form` is null for the default. */
export interface Serving {
  readonly index: Winner;
  readonly form: RuleForm | null;
  readonly arm: ArmForm;
}

/**
 * A rule list as if its flag were on, and questions for the contexts that one of its rules decides. Each rule also asks
 * for what the flag requires: where that is not met, the default is served, just as where no rule matches.
 */
export class RuleList {
  /** The enabled rules that can match, in order. */
  readonly forms: readonly RuleForm[];
  /** The enabled rules that can never match, whatever the rest of the list is. */
  readonly impossible: readonly RuleForm[];
  readonly segmentNames: ReadonlyMap<string, string>;
  private readonly misses: readonly (readonly Literal[])[];
  /** The rules of the required flags. */
  private readonly requiredForms: readonly RuleForm[];
  private readonly default: Serving;
  /** Evaluates by the engine itself; the rule's id is null for the default. */
  readonly evaluate: (context: Witness) => Served;

  constructor(
    readonly input: RuleListInput,
    private readonly vocabulary: Vocabulary,
  ) {
    const segments = knownSegments(input.segments);
    const required = input.required && new RequiredLiterals(input.required, vocabulary, segments);
    this.requiredForms = required?.forms ?? [];
    const needed = required?.literals ?? [];
    const enabled = orderedForms(vocabulary, input.rules, segments, input.newRuleIds).map((form) =>
      asking(form, needed),
    );
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

  /** The index that stands for the default. */
  get otherwise(): Winner {
    return this.forms.length;
  }

  /** What a winner serves. A rule with a split serves several values, each to other people. */
  servingsOf(winner: Winner): readonly Serving[] {
    const form = this.forms[winner];
    return form ? form.arms.map((arm) => ({ index: winner, form, arm })) : [this.default];
  }

  /** A number that stands for the default: equal JSON has the same number in every list of one vocabulary. */
  get defaultId(): number {
    return this.default.arm.valueId;
  }

  /** A question for a context that gets this value from this rule and that also satisfies `question`. */
  servedBy({ index, arm }: Serving, question: Question = EVERYONE): Question {
    const { all, clauses } = this.decidedBy(index, question);
    return { all: [...all, ...arm.literals], clauses };
  }

  /** A question for a context that `winner` decides and that also satisfies `all` and `clauses`. */
  decidedBy(winner: Winner, { all, clauses }: Question = EVERYONE): Question {
    return {
      all: [...(this.forms[winner]?.literals ?? []), ...all],
      clauses: [...this.misses.slice(0, winner), ...clauses],
    };
  }

  /** Whether the engine gives somebody this value by this rule. */
  gives(somebody: Somebody, { form, arm }: Serving): boolean {
    const { ruleId, value } = this.evaluateFor(somebody);
    return ruleId === (form?.id ?? null) && sameJson(value, arm.value);
  }

  /** What the engine gives somebody. */
  evaluateFor({ context, standIns }: Somebody): Evaluation {
    if (standIns.length === 0) return this.evaluate(context);
    // A stand-in has other buckets than those required, so each rule is replaced by what it does for the required
    // buckets.
    const withBuckets = (form: RuleForm): RuleInput => {
      const border = borderOf(form);
      const standIn = standIns.find(({ solver }) => solver.name === border?.attribute);
      const hasOwnBuckets = standIn === undefined || !(standIn.isStandIn || border?.isOpen);
      return hasOwnBuckets ? form.stored : forBuckets(form, standIn.ranges);
    };
    const { required } = this.input;
    const list: RuleListInput = {
      ...this.input,
      rules: this.forms.map(withBuckets),
      required: required && { ...required, rules: this.requiredForms.map(withBuckets) },
    };
    return countedEngine(list, this.vocabulary.budget)(context);
  }
}

/** A border of the rule's rollout or split, which all have one attribute. Undefined or null when it has none. */
const borderOf = ({ rollout, arms }: RuleForm): RolloutFacts | null | undefined => rollout ?? arms.at(-1)?.beginning;

/** A rule for somebody whose buckets are known: it lets them in or not, and serves one value. */
function forBuckets({ stored, rollout, arms }: RuleForm, ranges: readonly BucketRange[]): RuleInput {
  const percentage = rollout === null || truthIn(ranges, rollout) === 1 ? null : 0;
  // Where the buckets do not determine an arm, the rule's own value stands.
  const arm = arms.find(
    ({ end, beginning }) =>
      (end === null || truthIn(ranges, end) === 1) && (beginning === null || truthIn(ranges, beginning) === -1),
  );
  return { ...stored, percentage, split: null, value: arm === undefined ? stored.value : arm.value };
}

/** The rules of a list by index; null where one was taken out. */
export type Forms = readonly (RuleForm | null)[];

/**
 * A question for a context that the rule at an index decides; with an index past the end, for one that no rule decides.
 */
export function decidedIn(forms: Forms, index: Winner): Question {
  const earlier = forms.slice(0, index).flatMap((form) => (form === null ? [] : [form.misses]));
  return { all: forms[index]?.literals ?? [], clauses: earlier };
}

const EVERYONE: Question = { all: [], clauses: [] };

/** The same rule with more literals that must hold. */
const asking = (form: RuleForm, needed: readonly Literal[]): RuleForm =>
  needed.length === 0 || form.flaw !== null
    ? form
    : { ...form, literals: [...form.literals, ...needed], misses: [...form.misses, ...needed.map(negate)] };
