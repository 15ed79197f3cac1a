import type { Evaluation, JsonValue, RuleInput, SegmentInput } from "../types";
import { truthIn } from "./buckets";
import { countedEngine } from "./counted-engine";
import { knownSegments, nameOf } from "./element-literals";
import type { Question, Somebody } from "./search";
import type { Witness } from "./somebody";
import type { Literal, RuleForm, Vocabulary } from "./vocabulary";

/** The rules of one flag in one environment, with the segments that they may link to. */
export interface RuleListInput {
  readonly defaultValue: JsonValue;
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/** What decides a context's value: the rule with this index in `forms`; one past the last is the default. */
export type Winner = number;

/** A rule list as if its flag were on, and questions for the contexts that one of its rules decides. */
export class RuleList {
  /** The rules that are on and can match, in order. */
  readonly forms: readonly RuleForm[];
  /** Rules that are on and can never match, by themselves. */
  readonly impossible: readonly RuleForm[];
  readonly segmentNames: ReadonlyMap<string, string>;
  private readonly misses: readonly (readonly Literal[])[];
  private readonly valueIds: readonly number[];
  private readonly defaultId: number;
  /** What the engine itself gives; the rule's id is null for the default. */
  readonly evaluate: (context: Witness) => Evaluation;

  constructor(
    readonly input: RuleListInput,
    private readonly vocabulary: Vocabulary,
  ) {
    const rules = input.rules.filter(({ enabled: isEnabled }) => isEnabled === true);
    const enabled = vocabulary.formsOf(rules, knownSegments(input.segments)).sort((a, b) => placeOf(a) - placeOf(b));
    this.segmentNames = new Map(input.segments.map((segment) => [segment.id, nameOf(segment) ?? "a segment"]));
    this.forms = enabled.filter(({ flaw }) => flaw === null);
    this.impossible = enabled.filter(({ flaw }) => flaw !== null);
    this.misses = this.forms.map(({ misses }) => misses);
    this.valueIds = this.forms.map(({ value }) => vocabulary.values.idOf(value));
    this.defaultId = vocabulary.values.idOf(input.defaultValue);
    this.evaluate = countedEngine(input, vocabulary.budget);
  }

  /** The place of the default among the winners. */
  get otherwise(): Winner {
    return this.forms.length;
  }

  valueOf(winner: Winner): JsonValue {
    const form = this.forms[winner];
    return form ? form.value : this.input.defaultValue;
  }

  /** A number that stands for the value: the same for the same JSON, in every list of one vocabulary. */
  valueIdOf(winner: Winner): number {
    return this.valueIds[winner] ?? this.defaultId;
  }

  /** Asks for a context that `winner` decides and that also meets `all` and `clauses`. */
  decidedBy(winner: Winner, { all, clauses }: Question = EVERYONE): Question {
    return {
      all: [...(this.forms[winner]?.literals ?? []), ...all],
      clauses: [...this.misses.slice(0, winner), ...clauses],
    };
  }

  /** The rule that serves somebody, by the engine's word; null for the default. */
  ruleServing({ context, standIns }: Somebody): string | null {
    if (standIns.length === 0) return this.evaluate(context).ruleId;
    // A stand-in has other buckets. So the rules say instead whether its rollouts let this person in.
    const rules = this.forms.map(({ stored, rollout }) => {
      const standIn = standIns.find(({ solver }) => solver.name === rollout?.attribute);
      if (rollout === null || standIn === undefined) return stored;
      return { ...stored, percentage: truthIn(standIn.ranges, rollout) === 1 ? null : 0 };
    });
    return countedEngine({ ...this.input, rules }, this.vocabulary.budget)(context).ruleId;
  }
}

/** Rules in the places of a list; null where one was taken out. */
export type Forms = readonly (RuleForm | null)[];

/** Asks for a context that the rule at a place decides; past the last place, that no rule decides. */
export function decidedIn(forms: Forms, place: Winner): Question {
  const earlier = forms.slice(0, place).flatMap((form) => (form === null ? [] : [form.misses]));
  return { all: forms[place]?.literals ?? [], clauses: earlier };
}

const EVERYONE: Question = { all: [], clauses: [] };

/** As the engine has it: a rule without a proper position goes last. */
function placeOf({ stored: { position } }: RuleForm): number {
  return Number.isFinite(position) ? position : Number.MAX_VALUE;
}
