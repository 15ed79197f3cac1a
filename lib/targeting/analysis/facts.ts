import type { StoredCondition } from "../conditions";
import type { Operator, Ready, ScalarTest } from "../operators/operator";
import { findOperator } from "../operators/registry";
import { Scalar, scalarText } from "../scalar";
import { patternAlternatives } from "./pattern-alternatives";
import { patternSamples } from "./pattern-samples";

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
  readonly holds: (text: string) => boolean;
}

/** What a condition asks of its attribute. */
export interface ConditionFacts {
  /** Whether a test must pass or must not, or the attribute must only be there or not. */
  readonly matchesWhen: Operator["matchesWhen"];
  /** The test on a scalar, and the one on the elements of a list. They mean nothing for presence. */
  readonly scalar: Fact;
  readonly element: Fact;
}

/**
 * What a condition asks; null for one that is damaged. An operator that is not known here is opaque: nothing false is
 * ever concluded from it.
 */
export function factsOf({ operator, value }: StoredCondition): ConditionFacts | null {
  const entry = findOperator(operator);
  const prepared = entry?.prepare(value);
  if (!entry || !prepared || "fault" in prepared) return null;
  const elementTest = prepared.elementTest ?? prepared.test;
  return {
    matchesWhen: entry.matchesWhen,
    scalar: { shape: shapeOf(operator, value, prepared), holds: onText(prepared.test) },
    element: { shape: elementShapeOf(operator, value, prepared), holds: onText(elementTest) },
  };
}

function shapeOf(operator: unknown, value: unknown, { accepts, bound }: Ready): Shape {
  if (accepts) return { type: "one_of", texts: accepts };
  const text = typeof value === "object" || value === undefined ? "" : scalarText(value as string | number | boolean);
  switch (operator) {
    case "starts_with":
      return { type: "prefix", text };
    case "ends_with":
      return { type: "suffix", text };
    case "contains":
    case "not_contains":
      return { type: "part", text };
    case "greater_than":
      return bound ? { type: "above", ...bound } : OPAQUE;
    case "less_than":
      return bound ? { type: "below", ...bound } : OPAQUE;
    case "regex":
      return patternShape(text);
    default:
      return OPAQUE;
  }
}

/** As for a scalar, but that a list contains what equals one of its elements. */
function elementShapeOf(operator: unknown, value: unknown, prepared: Ready): Shape {
  const shape = shapeOf(operator, value, prepared);
  return shape.type === "part" ? { type: "one_of", texts: [shape.text] } : shape;
}

const OPAQUE: Shape = { type: "opaque", samples: [] };

function patternShape(pattern: string): Shape {
  const alternatives = patternAlternatives(pattern);
  if (alternatives === null) return { type: "opaque", samples: patternSamples(pattern) };
  return { type: "either", of: alternatives.map(factOf) };
}

/** The fact that a shape stands for by itself; for the shapes that a pattern is taken apart into. */
function factOf(shape: SimpleShape): Fact {
  const { type, text } = shape;
  switch (type) {
    case "whole":
      return { shape: { type: "one_of", texts: [text] }, holds: (candidate) => candidate === text };
    case "prefix":
      return { shape: { type, text }, holds: (candidate) => candidate.startsWith(text) };
    case "suffix":
      return { shape: { type, text }, holds: (candidate) => candidate.endsWith(text) };
    case "part":
      return { shape: { type, text }, holds: (candidate) => candidate.includes(text) };
  }
}

/** What a simple pattern says: the text is this, or has it at its start, its end or anywhere. */
export interface SimpleShape {
  readonly type: "whole" | "prefix" | "suffix" | "part";
  readonly text: string;
}

function onText(test: ScalarTest): (text: string) => boolean {
  return (text) => test(new Scalar(text));
}
