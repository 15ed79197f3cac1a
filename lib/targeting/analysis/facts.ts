import { boundOf } from "../comparable";
import type { WrittenCondition } from "../conditions";
import type { Operator } from "../operators/operator";
import { isScalar, scalarText } from "../scalar";
import { splitList } from "../written-list";
import { COSTS } from "./budget";
import { patternAlternatives, type SimpleShape } from "./pattern-alternatives";
import { patternSamples } from "./pattern-samples";
import { Probe } from "./probe";

/** What a test says of a string, in a form that strings can be built from. */
export type Shape =
  | { readonly type: "one_of"; readonly texts: readonly string[] }
  | { readonly type: "prefix" | "suffix" | "part"; readonly text: string }
  | { readonly type: "above" | "below"; readonly domain: "number" | "instant"; readonly at: number }
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
  const shape = isKnownForm(condition) ? shapeOf(condition.operator, condition.value) : OPAQUE;
  const effort = condition.operator === "regex" ? COSTS.patternCharacter : COSTS.character;
  return {
    matchesWhen,
    probe,
    scalar: { shape, effort, holds: (value) => probe.holds(value) === passes },
    element: { shape: elementShape(shape), effort, holds: (value) => probe.holds([value]) === passes },
  };
}

const OPAQUE: Shape = { type: "opaque", samples: [] };

/**
 * Whether the shapes below say all that the condition does. Those that are negated, ignore case, compare as versions, or
 * name several texts or patterns are left opaque until shapes for them exist: what is asked of them is not analysed.
 */
export function isKnownForm({ operator, value, negate, ignore_case: ignoresCase, as }: AnyCondition): boolean {
  if ((negate ?? ignoresCase ?? as) !== undefined) return false;
  if (operator === "greater_than" || operator === "less_than") return boundOf(value, null)?.domain !== "version";
  return !Array.isArray(value) || operator === "in" || operator === "not_in";
}

function shapeOf(operator: string, value: unknown): Shape {
  const text = isScalar(value) ? scalarText(value) : "";
  switch (operator) {
    case "equals":
    case "not_equals":
      return { type: "one_of", texts: [text] };
    case "in":
    case "not_in":
      return { type: "one_of", texts: Array.isArray(value) ? value.filter(isScalar).map(scalarText) : splitList(text) };
    case "is_true":
      return { type: "one_of", texts: ["true"] };
    case "is_false":
      return { type: "one_of", texts: ["false"] };
    case "starts_with":
      return { type: "prefix", text };
    case "ends_with":
      return { type: "suffix", text };
    case "contains":
    case "not_contains":
      return { type: "part", text };
    case "greater_than":
      return comparison("above", value);
    case "less_than":
      return comparison("below", value);
    case "regex":
      return patternShape(text);
    default:
      return OPAQUE;
  }
}

/** As for a scalar, but that a list contains what equals one of its elements. */
function elementShape(shape: Shape): Shape {
  return shape.type === "part" ? { type: "one_of", texts: [shape.text] } : shape;
}

function comparison(type: "above" | "below", value: unknown): Shape {
  const bound = boundOf(value, null);
  return bound === null || bound.domain === "version" ? OPAQUE : { type, ...bound };
}

function patternShape(pattern: string): Shape {
  const alternatives = patternAlternatives(pattern);
  if (alternatives === null) return { type: "opaque", samples: patternSamples(pattern) };
  return { type: "either", of: alternatives.map(simpleFact) };
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
