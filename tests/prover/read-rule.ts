import {
  type ElementInput,
  mapConditions,
  type RuleConditionInput,
  type RuleInput,
  type SegmentInput,
} from "@/lib/targeting";
import type { People } from "./reading";

export interface Test {
  readonly attribute: number;
  /** By the value's index. */
  readonly truths: readonly boolean[];
}

/** Whether somebody with these values fulfils an element. */
export type Holds = (indices: readonly number[]) => boolean;

export interface ReadRule {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly tests: readonly Holds[];
  readonly split: ReadSplit;
}

/** Which arm of a rule's split, by the index of an attribute's value. */
export interface ReadSplit {
  readonly attribute: number;
  readonly arms: readonly (number | null)[];
}

export const readRule = (people: People, rule: RuleInput, segments: readonly SegmentInput[]): ReadRule => {
  const rollout = people.rollout(rule);
  const elements = [...rule.conditions, ...(rule.segment_id ? [{ segment: rule.segment_id }] : [])];
  const tests = elements.map((element) => readElement(people, element, segments));
  return {
    ...{ id: rule.id, isEnabled: rule.enabled, split: people.armsOf(rule) },
    tests: rollout === null ? tests : [...tests, asked(rollout)],
  };
};

const asked =
  ({ attribute, truths }: Test): Holds =>
  (indices) =>
    truths[indices[attribute] ?? 0] === true;

/** Of segments that are in no circle. */
function readElement(
  people: People,
  element: ElementInput<RuleConditionInput>,
  segments: readonly SegmentInput[],
): Holds {
  if ("operator" in element) return asked(people.test(element));
  const segment = "segment" in element ? segments.find(({ id }) => id === element.segment) : undefined;
  const group = "segment" in element ? { [segment?.match_type ?? "all"]: segment ? inRules(segment) : [] } : element;
  const [kind = "", elements = []] = Object.entries(group)[0] ?? [];
  const tests = elements.map((each) => readElement(people, each, segments));
  if (tests.length === 0) return () => false;
  if (kind === "all") return (indices) => tests.every((holds) => holds(indices));
  return (indices) => tests.some((holds) => holds(indices)) === (kind === "any");
}

export const isMatch = ({ isEnabled, tests }: ReadRule, indices: readonly number[]): boolean =>
  isEnabled && tests.every((holds) => holds(indices));

export const inRules = ({ rules }: SegmentInput) =>
  mapConditions(rules, ({ key, ...rest }) => ({ attribute: key, ...rest }));
