import type { Arm, Rollout, Split } from "./bucket";
import { boundOf } from "./comparable";
import type { CompiledRuleset } from "./compile";
import type { SegmentLink, StoredElement, StoredGroup } from "./compile-element";
import type { Condition, StoredCondition } from "./condition";
import { type Attribute, MAX_LIST_ELEMENTS, nextEpoch, type Properties, propertiesOf, type Scalar } from "./context";
import type { GroupKind } from "./element";
import { MAX_SEARCHED_TEXT } from "./operators/search";
import type { Requirement } from "./requirement";
import type { Rule } from "./rule";
import type { Segment } from "./segment";
import type {
  ConditionTrace,
  Context,
  ElementTrace,
  Explanation,
  FlagEvaluation,
  GroupTrace,
  PercentageTrace,
  RequirementTrace,
  RuleOutcome,
  RuleTrace,
  SegmentTrace,
  SplitTrace,
} from "./types";
import { keyOf } from "./values";

/**
 * The same answer as `evaluate`, and what each rule, condition, segment and percentage contributed to it. It tests the
 * rules one after the other, without the index: evaluation must agree with this plain reading.
 * Undefined when there is no such flag. Never throws.
 */
export function explain(ruleset: CompiledRuleset, flagKey: string, context: Context): Explanation | undefined {
  const flag = ruleset.flags.get(flagKey);
  if (flag === undefined) return undefined;
  if (!flag.isEnabled || flag.isArchived) return { ...flag.fallback, trace: [] };
  const properties = propertiesOf(context);
  const epoch = nextEpoch();
  const requirements = flag.requirements.map((requirement) => {
    const required = ruleset.requirements.requiredBy(flagKey, requirement);
    if ("fault" in required) return explainRequirement(requirement, false, `cannot evaluate: ${required.fault}`);
    const answer = required.decideOnce(properties, epoch, ruleset.requirements);
    return explainRequirement(requirement, requirement.isMetBy(answer), given(answer, !required.isEnabled));
  });
  if (requirements.some(({ matches }) => !matches)) return { ...flag.unmet, trace: [], requirements };
  let answer = flag.fallback;
  let isDecided = false;
  const trace = flag.rules.map((rule) => {
    if (!rule.isEnabled) return untried(rule, "disabled");
    if (isDecided) return untried(rule, "not_reached");
    const tried = explainRule(rule, properties, epoch);
    if (tried.outcome !== "match") return tried;
    isDecided = true;
    answer = rule.split === null ? rule.answer : rule.split.answerFor(properties, epoch);
    return rule.split === null ? tried : { ...tried, split: explainSplit(rule.split, properties, epoch) };
  });
  return { ...answer, trace, ...(requirements.length > 0 && { requirements }) };
}

function explainRequirement({ stored }: Requirement, matches: boolean, detail: string): RequirementTrace {
  const { flag, variant, value } = stored;
  return { flag, ...(variant !== undefined && { variant }), ...(value !== undefined && { value }), matches, detail };
}

/** What a flag gives, behind its name: `gives false (off)`, `is off and leaves its value to the code`. */
export function given({ value, variant, reason, isCodeDefault }: FlagEvaluation, isOff: boolean): string {
  const why = isOff ? "is off and " : reason === "DISABLED" ? "does not get what it requires itself and " : "";
  if (isCodeDefault) return `${why}leaves its value to the code`;
  const text = keyOf(value) ?? "a value that is nested too deeply";
  return `${why}gives ${shortened(text)}${typeof variant === "string" ? ` (${variant})` : ""}`;
}

function untried(rule: Rule, outcome: RuleOutcome): RuleTrace {
  return { ...identify(rule), outcome, conditions: [], segment: null, percentage: null };
}

function identify({ id, position, fault }: Rule): Pick<RuleTrace, "ruleId" | "position" | "fault"> {
  return { ruleId: id, position: Number.isFinite(position) ? position : null, fault };
}

function explainRule(rule: Rule, context: Properties, epoch: number): RuleTrace {
  const { elements, link, rollout, fault } = rule;
  const explainer = new ElementExplainer(context, epoch);
  const conditions = explainer.all(elements);
  const segment = link && explainer.segment(link);
  const percentage = rollout && explainRollout(rollout, context, epoch);
  const parts = [...conditions, ...(segment ? [segment] : []), ...(percentage ? [percentage] : [])];
  const isMatch = fault === null && parts.every((part) => part.matches);
  return { ...identify(rule), outcome: isMatch ? "match" : "no_match", conditions, segment, percentage };
}

/**
 * Explains the elements of one rule. The conditions of a segment are listed once, however often the rule leads to it.
 */
class ElementExplainer {
  private readonly told = new Set<Segment>();

  constructor(
    private readonly context: Properties,
    private readonly epoch: number,
  ) {}

  all(elements: readonly StoredElement[]): ElementTrace[] {
    return elements.map((element) => this.element(element));
  }

  segment({ id, segment }: SegmentLink): SegmentTrace {
    if (segment === null) {
      return { segmentId: id, matchType: null, matches: false, fault: "the segment is gone", conditions: [] };
    }
    const { matchType, fault, elements } = segment;
    const isTold = this.told.has(segment);
    this.told.add(segment);
    const conditions = isTold ? [] : this.all(elements);
    return { segmentId: id, matchType, matches: segment.matches(this.context, this.epoch), fault, conditions };
  }

  private element(element: StoredElement): ElementTrace {
    if ("compiled" in element) return explainCondition(element, this.context, this.epoch);
    return "segment" in element ? this.segment(element) : this.group(element);
  }

  /**
   * Decides by the outcomes of its elements and not by the compiled group, because evaluation must agree with this
   * plain reading.
   */
  private group({ kind, elements }: StoredGroup): GroupTrace {
    const conditions = this.all(elements);
    const count = conditions.filter(({ matches }) => matches).length;
    const isEmpty = conditions.length === 0;
    const detail = isEmpty ? "cannot evaluate: the group is empty" : `${count} of ${conditions.length} hold`;
    return { group: kind, matches: !isEmpty && holds[kind](count, conditions.length), detail, conditions };
  }
}

const holds: Readonly<Record<GroupKind, (count: number, of: number) => boolean>> = {
  all: (count, of) => count === of,
  any: (count) => count > 0,
  none: (count) => count === 0,
};

function explainRollout(rollout: Rollout, context: Properties, epoch: number): PercentageTrace {
  const { percentage, attribute } = rollout;
  const bucket = rollout.bucket(context, epoch);
  const detail =
    bucket === null
      ? `${percentage >= 100 ? "everyone" : "cannot evaluate"}: ${describeNoId(attribute.read(context, epoch))}`
      : `bucket ${bucket.toFixed(3)} of 100, ${percentage} % let in`;
  return { percentage, attribute: attribute.name, bucket, matches: rollout.matches(context, epoch), detail };
}

function explainSplit(split: Split, context: Properties, epoch: number): SplitTrace {
  const { attribute, arms } = split;
  const bucket = split.bucket(context, epoch);
  const arm = bucket === null ? undefined : split.armOf(bucket);
  const place = arm === undefined ? null : arms.indexOf(arm);
  const detail =
    bucket === null
      ? `the rule's value: ${describeNoId(attribute.read(context, epoch))}`
      : `bucket ${bucket.toFixed(3)} of 100: ${describeArm(arm, arms)}`;
  return { attribute: attribute.name, bucket, arm: place, detail };
}

const describeArm = (arm: Arm | undefined, arms: readonly Arm[]): string =>
  arm === undefined
    ? "left over, the rule's value"
    : `arm ${arms.indexOf(arm) + 1} of ${arms.length}, from ${arm.from / 1000} % to ${arm.to / 1000} %`;

/** Whether a condition holds, and what it found. */
function explainCondition(stored: StoredCondition, context: Properties, epoch: number): ConditionTrace {
  const { name: attribute, written, compiled } = stored;
  const told = { attribute, operator: written.operator, value: written.value, ...optionsOf(written) };
  if ("fault" in compiled) return { ...told, matches: false, detail: `cannot evaluate: ${compiled.fault}` };
  return { ...told, matches: compiled.matches(context, epoch), detail: detailOf(compiled, context, epoch) };
}

/** The options of a condition besides its three fields; absent unless set. */
function optionsOf({ negate, ignore_case, as }: StoredCondition["written"]): Partial<ConditionTrace> {
  return {
    ...(negate === undefined ? {} : { negate }),
    ...(ignore_case === undefined ? {} : { ignore_case }),
    ...(as === undefined ? {} : { as }),
  };
}

function detailOf(condition: Condition, context: Properties, epoch: number): string {
  const attribute = condition.attribute.read(context, epoch);
  const found = describeAttribute(attribute);
  if (condition.presence !== null) return found;
  if (attribute.kind === "scalar") {
    return condition.judges(attribute) ? found : `cannot evaluate: ${found}, ${doubtOf(condition, attribute)}`;
  }
  if (attribute.kind !== "list") return `cannot evaluate: ${found}`;
  const doubtful = attribute.elements.find((element) => !condition.judgesElement(element));
  if (doubtful === undefined || condition.matches(context, epoch)) return found;
  return `cannot evaluate: ${found}, of which ${quote(doubtful.text)} is ${doubtOf(condition, doubtful)}`;
}

const NOUNS = { number: "a number", instant: "a date", version: "a version" } as const;

/** Why a condition cannot judge a scalar. */
function doubtOf({ bound }: Condition, { text }: Scalar): string {
  if (bound === undefined) {
    return text.length > MAX_SEARCHED_TEXT
      ? `a text of ${text.length} characters; more than ${MAX_SEARCHED_TEXT} are not searched`
      : `not ${NOUNS.version}`;
  }
  const isVersion = bound.domain === "number" && boundOf(text, null)?.domain === "version";
  return `not ${NOUNS[bound.domain]}${isVersion ? '; with "as": "version" the two are compared as versions' : ""}`;
}

/** Longest text of a context or a value that a trace repeats, in UTF-16 units. */
const LONGEST = 100;
/** Elements of a list that a trace repeats. */
const MOST_ELEMENTS = 10;

/** Describes an attribute in words: `no "country"`, `"country" is "US"`. The attribute must have been read. */
function describeAttribute(attribute: Attribute): string {
  const name = quote(attribute.name);
  switch (attribute.kind) {
    case "missing":
      return `no ${name}`;
    case "scalar":
      return `${name} is ${quote(attribute.text)}`;
    case "list":
      return `${name} is ${describeList(attribute)}`;
    case "object":
      return `${name} is an object`;
    case "inexact":
      return `${name} is a number beyond ±${Number.MAX_SAFE_INTEGER}, which is not known exactly: send it as text`;
    case "long_list":
      return `${name} is a list of more than ${MAX_LIST_ELEMENTS} elements, which are not looked at`;
  }
}

function describeList({ elements, length }: Attribute): string {
  if (length === 0) return "an empty list";
  if (elements.length === 0) return "a list without a text, a boolean or an exact number";
  const told = elements.slice(0, MOST_ELEMENTS).map((element) => quote(element.text));
  const more = elements.length - told.length;
  return `a list of ${told}${more > 0 ? ` and ${more} more` : ""}`;
}

const quote = (text: string): string => JSON.stringify(shortened(text));

/** The beginning of a long text. */
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Describes an attribute that cannot be an id for bucketing. */
function describeNoId(attribute: Attribute): string {
  const found = describeAttribute(attribute);
  return attribute.kind === "scalar" ? `${found}, and an empty text is no id` : found;
}
