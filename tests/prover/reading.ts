import { conditionsIn, type JsonValue, type RuleConditionInput, type RuleInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { type Attribute, armFor, attributes, bucketOf, singleValues, truthsOf, type Value, valueOfArm } from "./domain";
import { listValues } from "./lists";
import { inRules, isMatch, type ReadRule, type ReadSplit, readRule, type Test } from "./read-rule";
import { requirementTests } from "./required";

/** Nobody's place: the default. */
const DEFAULT = -1;

/**
 * Everybody: a value of each attribute, in all combinations. Of values that no condition and no percentage of these
 * lists tells apart, one stands for all.
 */
export class People {
  readonly values: readonly (readonly Value[])[];
  readonly count: number;
  private readonly truths = new Map<string, readonly boolean[]>();

  constructor(lists: readonly RuleListInput[], salts: readonly string[]) {
    const rules = lists.flatMap((list) => [...list.rules, ...(list.required?.rules ?? [])]);
    const conditions = [
      ...rules.flatMap((rule) => conditionsIn(rule.conditions)),
      ...lists.flatMap(({ segments }) => segments.flatMap((segment) => conditionsIn(inRules(segment)))),
    ];
    this.values = attributes.map((name) => {
      const asked = eachOnce(conditions.filter(({ attribute }) => attribute === name));
      const bucketing = rules.filter((rule) => bucketBy(rule) === name);
      const all = [...singleValues(name, asked, salts), ...listValues(name, asked)];
      return oneOfEach(all, [
        all.map(({ isList }) => isList),
        ...asked.map((condition) => truthsOf(all, condition)),
        ...bucketing.flatMap((rule) => [insideOf(all, rule), armsFor(all, rule)]),
      ]);
    });
    this.count = this.values.reduce((count, { length }) => count * length, 1);
  }

  /** The index of somebody's value of each attribute. */
  of(person: number): readonly number[] {
    let rest = person;
    return this.values.map(({ length }) => {
      const index = rest % length;
      rest = Math.floor(rest / length);
      return index;
    });
  }

  /** Whether one of these attributes is a list. */
  hasList(person: number, names: readonly string[]): boolean {
    const indices = this.of(person);
    return names.some((name) => {
      const at = attributes.indexOf(name as Attribute);
      return this.values[at]?.[indices[at] ?? 0]?.isList === true;
    });
  }

  contextOf(person: number): Record<string, unknown> {
    const indices = this.of(person);
    const entries = attributes.map((name, at) => [name, this.values[at]?.[indices[at] ?? 0]?.value] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  test(condition: RuleConditionInput): Test {
    const key = JSON.stringify(condition);
    const attribute = attributes.indexOf(condition.attribute as Attribute);
    const truths = this.truths.get(key) ?? truthsOf(this.values[attribute] ?? [], condition);
    this.truths.set(key, truths);
    return { attribute, truths };
  }

  rollout(rule: RuleInput): Test | null {
    if ((rule.percentage ?? 100) >= 100) return null;
    const attribute = attributes.indexOf(bucketBy(rule));
    return { attribute, truths: insideOf(this.values[attribute] ?? [], rule) };
  }

  armsOf(rule: RuleInput): ReadSplit {
    const attribute = attributes.indexOf(bucketBy(rule));
    return { attribute, arms: armsFor(this.values[attribute] ?? [], rule) };
  }
}

const eachOnce = (conditions: readonly RuleConditionInput[]): RuleConditionInput[] => [
  ...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values(),
];

const bucketBy = ({ bucket_by: name }: RuleInput): Attribute => attributes.find((each) => each === name) ?? "user_id";

/** Whether a rule's percentage lets each value in. */
function insideOf(values: readonly Value[], { percentage, salt, id }: RuleInput): readonly boolean[] {
  const share = percentage ?? 100;
  return values.map((value) => {
    const bucket = bucketOf(value, salt ?? id);
    return share >= 100 || (bucket !== null && bucket < share);
  });
}

const armsFor = (values: readonly Value[], rule: RuleInput): ReadSplit["arms"] =>
  values.map((value) => armFor(rule, value));

/** The first of the values that are told apart; those that stand for others have their part, too. */
function oneOfEach(
  values: readonly Value[],
  told: readonly (readonly (boolean | number | null)[])[],
): readonly Value[] {
  const found = new Map<string, Value>();
  for (const [at, value] of values.entries()) {
    const key = `${value.buckets === null} ${value.buckets && value.value} ${told.map((truths) => truths[at]).join()}`;
    const first = found.get(key);
    if (first === undefined || value.buckets === null) found.set(key, first ?? value);
    else found.set(key, { ...first, share: first.share + value.share });
  }
  return [...found.values()];
}

/** A list as it reads to somebody who goes through it rule by rule. */
export class Reading {
  private readonly rules: readonly ReadRule[];
  private readonly ordered: readonly RuleInput[];
  readonly defaultValue: JsonValue;
  private known: Int8Array | null = null;

  constructor(
    readonly people: People,
    readonly list: RuleListInput,
  ) {
    this.ordered = [...list.rules].sort((a, b) => a.position - b.position);
    const needed = requirementTests(people, list);
    const read = this.ordered.map((rule) => readRule(people, rule, list.segments));
    this.rules = read.map((rule) => ({ ...rule, tests: [...rule.tests, ...needed] }));
    this.defaultValue = list.defaultValue;
  }

  matches(ruleId: string, person: number): boolean {
    const rule = this.rules.find(({ id }) => id === ruleId);
    return rule !== undefined && isMatch(rule, this.people.of(person));
  }

  /** By person: the place of the rule that serves them, or of the default. */
  get winners(): Int8Array {
    if (this.known !== null) return this.known;
    const winners = new Int8Array(this.people.count).fill(DEFAULT);
    const indices = this.people.values.map(() => 0);
    for (let person = 0; person < winners.length; person += 1) {
      winners[person] = this.rules.findIndex((rule) => isMatch(rule, indices));
      // The next one's values: as one counts.
      for (let at = 0; at < indices.length; at += 1) {
        const next = (indices[at] ?? 0) + 1;
        const isCarried = next === this.people.values[at]?.length;
        indices[at] = isCarried ? 0 : next;
        if (!isCarried) break;
      }
    }
    this.known = winners;
    return winners;
  }

  idOf(winner: number): string | null {
    return this.ordered[winner]?.id ?? null;
  }

  ruleOf(person: number): string | null {
    return this.idOf(this.winners[person] ?? DEFAULT);
  }

  /** Which arm of the split of the rule that serves them; null: none. */
  armOf(person: number): number | null {
    const split = this.rules[this.winners[person] ?? DEFAULT]?.split;
    return split?.arms[this.people.of(person)[split.attribute] ?? 0] ?? null;
  }

  valueFor(person: number): JsonValue {
    const rule = this.ordered[this.winners[person] ?? DEFAULT];
    return rule === undefined ? this.defaultValue : valueOfArm(rule, this.armOf(person));
  }

  /** Somebody for whom this holds; null when there is nobody. */
  find(isMeant: (person: number) => boolean): number | null {
    for (let person = 0; person < this.people.count; person += 1) if (isMeant(person)) return person;
    return null;
  }
}
