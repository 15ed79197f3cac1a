import { boundOf, comparisonKinds } from "../comparable";
import type { WrittenCondition } from "../condition";
import type { Operator } from "../operators/operator";
import { isScalar, scalarText } from "../scalar";
import { splitList } from "../written-list";
import { COSTS } from "./budget";
import { patternAlternatives, type SimpleShape } from "./pattern-alternatives";
import { patternSamples } from "./pattern-samples";
import { Probe } from "./probe";
import type { VersionShape } from "./version-range";

/** What a test says of a string, in a form that strings can be built from. */
export type Shape =
  | { readonly type: "one_of"; readonly texts: readonly string[] }
  | { readonly type: "prefix" | "suffix" | "part"; readonly text: string }
  | { readonly type: "above" | "below"; readonly domain: "number" | "instant"; readonly at: number }
  | VersionShape
  /** Holds when any of them does. */
  | { readonly type: "either"; readonly of: readonly Fact[] }
  /** Nothing is known of it but how to ask; `samples` are strings that may pass. */
  | { readonly type: "opaque"; readonly samples: readonly string[] };

/** A test on one string, with what is known of the strings that pass it. */
export interface Fact {
  readonly shape: Shape;
  /** Numbers are asked about as such, too: only as numbers are they the milliseconds of a date. */
  readonly holds: (value: string | number) => boolean;
  /** What asking costs for each character of the text, in steps. */
  readonly effort: number;
}

/** A condition as it is stored, in a rule or a segment. */
export interface AnyCondition extends WrittenCondition {
  readonly name: string;
  readonly operator: string;
}

/** What a condition asks of its attribute. */
export interface ConditionFacts {
  /** Whether a test must pass or must not, or the attribute must only be there or not. */
  readonly matchesWhen: Operator["matchesWhen"];
  /** The test on a scalar, and the one on the elements of a list. They mean nothing for presence. */
  readonly scalar: Fact;
  readonly element: Fact;
  /** The condition itself, asked of the engine. */
  readonly probe: Probe;
}

/**
 * What a condition asks; null for one that is damaged and so never matches. An operator that is not known here is
 * opaque: nothing false is ever concluded from it.
 */
export function factsOf(condition: AnyCondition): ConditionFacts | null {
  const probe = Probe.ofCondition(condition);
  if (probe === null) return null;
  const { matchesWhen } = probe;
  const passes = matchesWhen !== "none";
  const shape = isKnownForm(condition) ? shapeOf(condition) : opaque(textsOf(condition.value).flatMap(inEveryCase));
  const effort = condition.operator === "regex" ? COSTS.patternCharacter : COSTS.character;
  return {
    matchesWhen,
    probe,
    scalar: { shape, effort, holds: (value) => probe.holds(value) === passes },
    element: { shape: elementShape(shape, condition), effort, holds: (value) => probe.holds([value]) === passes },
  };
}

/** The samples may pass, and may not. */
const opaque = (samples: readonly string[]): Shape => ({ type: "opaque", samples });

const inEveryCase = (text: string): string[] => [...new Set([text, text.toLowerCase(), text.toUpperCase()])];

/** What a condition names, each as a text. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter(isScalar).map(scalarText);
  return isScalar(value) ? [scalarText(value)] : [];
}

/** Each scalar, and each element of a list, passes their test or fails it, so that they can be negated. */
const DECIDED: ReadonlySet<string> = new Set([
  ...["equals", "not_equals", "in", "not_in", "contains", "not_contains", "is_true", "is_false"],
]);

/**
 * Whether the shapes below say all that the condition does. What is not known to be so stays opaque, and what is asked of
 * it is not analysed: what ignores case, equality of versions, and negations of what cannot judge every value.
 */
export function isKnownForm(condition: AnyCondition): boolean {
  const { operator, negate, ignore_case: ignoresCase, as } = condition;
  if (ignoresCase === true || (negate === true && !DECIDED.has(String(operator)))) return false;
  if (operator === "greater_than" || operator === "less_than") return boundIn(condition) !== null;
  return (as ?? null) === null;
}

const boundIn = ({ value, as }: AnyCondition) => boundOf(value, comparisonKinds.find((kind) => kind === as) ?? null);

function shapeOf(condition: AnyCondition): Shape {
  const { operator, value } = condition;
  const text = isScalar(value) ? scalarText(value) : "";
  switch (operator) {
    case "equals":
    case "not_equals":
      return { type: "one_of", texts: [text] };
    case "in":
    case "not_in":
      return { type: "one_of", texts: Array.isArray(value) ? textsOf(value) : splitList(text) };
    case "is_true":
      return { type: "one_of", texts: ["true"] };
    case "is_false":
      return { type: "one_of", texts: ["false"] };
    case "starts_with":
      return anyOf(textsOf(value).map((each) => ({ type: "prefix", text: each })));
    case "ends_with":
      return anyOf(textsOf(value).map((each) => ({ type: "suffix", text: each })));
    case "contains":
    case "not_contains":
      return anyOf(textsOf(value).map((each) => ({ type: "part", text: each })));
    case "greater_than":
      return comparison("above", condition);
    case "less_than":
      return comparison("below", condition);
    case "regex":
      return patternShape(textsOf(value));
    default:
      return opaque([]);
  }
}

/** One of several simple shapes. */
function anyOf(shapes: readonly SimpleShape[]): Shape {
  const [only, ...others] = shapes;
  if (only !== undefined && others.length === 0) return simpleFact(only).shape;
  return { type: "either", of: shapes.map(simpleFact) };
}

/** As for a scalar, but that a list contains what equals one of its elements. */
function elementShape(shape: Shape, { operator, value }: AnyCondition): Shape {
  const isContained = operator === "contains" || operator === "not_contains";
  return isContained && shape.type !== "opaque" ? { type: "one_of", texts: textsOf(value) } : shape;
}

function comparison(type: "above" | "below", condition: AnyCondition): Shape {
  const bound = boundIn(condition);
  if (bound === null) return opaque([]);
  const { domain, at } = bound;
  return domain === "version" ? { type, domain, key: at, text: String(condition.value) } : { type, domain, at };
}

function patternShape(patterns: readonly string[]): Shape {
  const alternatives = patterns.map(patternAlternatives);
  const known = alternatives.flatMap((each) => each ?? []);
  if (alternatives.includes(null)) return opaque(patterns.flatMap((pattern) => patternSamples(pattern)));
  return { type: "either", of: known.map(simpleFact) };
}

function simpleFact({ type, text }: SimpleShape): Fact {
  const effort = COSTS.character;
  switch (type) {
    case "whole":
      return { shape: { type: "one_of", texts: [text] }, effort, holds: (candidate) => String(candidate) === text };
    case "prefix":
      return { shape: { type, text }, effort, holds: (candidate) => String(candidate).startsWith(text) };
    case "suffix":
      return { shape: { type, text }, effort, holds: (candidate) => String(candidate).endsWith(text) };
    case "part":
      return { shape: { type, text }, effort, holds: (candidate) => String(candidate).includes(text) };
  }
}
