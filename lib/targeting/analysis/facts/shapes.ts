import { boundOf, comparisonKinds, versionKey } from "../../comparable";
import type { WrittenCondition } from "../../condition";
import type { OperatorId } from "../../operators/registry";
import { compilePattern } from "../../pattern/compile";
import { re2 } from "../../pattern/re2";
import { isScalar, scalarText, splitList } from "../../values";
import { COSTS } from "../budget";
import { above, below, numberOrder, others, points, versionOrder } from "./domains";
import type { Fact, ListShape, OrderedShape, Requirement, Shape, TextShape } from "./fact";
import { isRegular } from "./letter-case";
import type { SimpleShape } from "./pattern-alternatives";

/** A condition as rules and segments store it. */
export interface AnyCondition extends WrittenCondition {
  readonly name: string;
  readonly operator: string;
}

/** A shape, and whether the values that match the condition have it or do not have it. */
interface Described extends Pick<Requirement, "isWanted"> {
  readonly shape: Shape;
}

/** What a condition asks of a scalar, and of an element of a list. */
interface ConditionShapes {
  readonly scalar: Described;
  readonly element: Described;
}

/**
 * The values that match a condition. A negative condition matches what its test rejects, but for what the test cannot
 * judge: for a comparison that is the rest of its ordered domain; for a text operator, every other text that is short
 * enough to be searched.
 * @param isNegative whether the operator's own negation and the condition's combine to a negation
 */
export function shapesOf(condition: AnyCondition, isNegative: boolean): ConditionShapes {
  const ordered = orderedShape(condition);
  if (ordered !== null) {
    const matching: Described = { shape: isNegative ? restOf(ordered) : ordered, isWanted: true };
    return { scalar: matching, element: matching };
  }
  const shape = textShape(condition);
  const isWanted = !isNegative;
  return { scalar: { shape, isWanted }, element: { shape: elementShape(shape, condition), isWanted } };
}

function orderedShape(condition: AnyCondition): OrderedShape | null {
  switch (condition.operator as OperatorId) {
    case "greater_than":
    case "less_than":
      return comparison(condition);
    case "equals":
    case "not_equals":
    case "in":
    case "not_in":
      return condition.as === "version" ? versions(itemsOf(condition)) : null;
    default:
      return null;
  }
}

const kindOf = (as: unknown) => comparisonKinds.find((kind) => kind === as) ?? null;

function comparison({ operator, value, as }: AnyCondition): OrderedShape | null {
  const bound = boundOf(value, kindOf(as));
  if (bound === null) return null;
  const side = operator === "greater_than" ? above : below;
  if (bound.domain !== "version") return { type: "ordered", domain: bound.domain, within: side(numberOrder, bound.at) };
  return { type: "ordered", domain: "version", within: side(versionOrder, bound.at), texts: [String(value)] };
}

function versions(texts: readonly string[]): OrderedShape {
  const keys = texts.flatMap((text) => versionKey(text) ?? []);
  return { type: "ordered", domain: "version", within: points(versionOrder, keys), texts };
}

const restOf = (shape: OrderedShape): OrderedShape =>
  shape.domain === "version"
    ? { ...shape, within: others(versionOrder, shape.within) }
    : { ...shape, within: others(numberOrder, shape.within) };

function textShape(condition: AnyCondition): Shape {
  const { operator, value } = condition;
  const ignoresCase = condition.ignore_case === true;
  switch (operator as OperatorId) {
    case "equals":
    case "not_equals":
    case "in":
    case "not_in":
      return listShape(itemsOf(condition), ignoresCase);
    case "is_true":
      return listShape(["true"], false);
    case "is_false":
      return listShape(["false"], false);
    case "starts_with":
      return anyText("prefix", value, ignoresCase);
    case "ends_with":
      return anyText("suffix", value, ignoresCase);
    case "contains":
    case "not_contains":
      return anyText("part", value, ignoresCase);
    case "regex":
      return patternShape(textsOf(value), ignoresCase);
    default:
      return opaque([]);
  }
}

/** As for a scalar, except that `contains` on a list asks for an equal element. */
function elementShape(shape: Shape, { operator, value, ignore_case: ignoresCase }: AnyCondition): Shape {
  const isContained = operator === "contains" || operator === "not_contains";
  return isContained ? listShape(textsOf(value), ignoresCase === true) : shape;
}

/** The texts that a condition names. */
function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter(isScalar).map(scalarText);
  return isScalar(value) ? [scalarText(value)] : [];
}

function itemsOf({ operator, value }: AnyCondition): readonly string[] {
  const isList = operator === "in" || operator === "not_in";
  return isList && !Array.isArray(value) ? splitList(String(value)) : textsOf(value);
}

/** Texts that may pass the test, or not. */
const opaque = (samples: readonly string[]): Shape => ({ type: "opaque", samples });

const inEveryCase = (text: string): string[] => [...new Set([text, text.toLowerCase(), text.toUpperCase()])];

function listShape(texts: readonly string[], ignoresCase: boolean): ListShape | Shape {
  if (ignoresCase && !texts.every(isRegular)) return opaque(texts.flatMap(inEveryCase));
  return { type: "one_of", texts, ignoresCase };
}

function anyText(type: TextShape["type"], value: unknown, ignoresCase: boolean): Shape {
  const texts = textsOf(value);
  if (ignoresCase && !texts.every(isRegular)) return opaque(texts.flatMap(inEveryCase));
  return anyOf(texts.map((text) => textFact({ type, text, ignoresCase })));
}

function patternShape(patterns: readonly string[], ignoresCase: boolean): Shape {
  const { patternAlternatives, patternSamples } = re2();
  const samples = () => patterns.flatMap((pattern) => patternSamples(pattern, compilePattern));
  // RE2 and lower-casing disagree on which letters are the same, so a pattern that ignores case stays opaque.
  if (ignoresCase) return opaque(samples().flatMap(inEveryCase));
  const alternatives = patterns.map(patternAlternatives);
  if (alternatives.includes(null)) return opaque(samples());
  return { type: "either", of: alternatives.flatMap((each) => each ?? []).map(simpleFact) };
}

/** A fact that holds when one of several simple facts holds. */
function anyOf(facts: readonly Fact[]): Shape {
  const [only, ...more] = facts;
  return only !== undefined && more.length === 0 ? only.shape : { type: "either", of: facts };
}

function simpleFact({ type, text }: SimpleShape): Fact {
  if (type !== "whole") return textFact({ type, text, ignoresCase: false });
  return { shape: listShape([text], false), effort: COSTS.character, holds: (value) => String(value) === text };
}

const has: Readonly<Record<TextShape["type"], (text: string, wanted: string) => boolean>> = {
  prefix: (text, wanted) => text.startsWith(wanted),
  suffix: (text, wanted) => text.endsWith(wanted),
  part: (text, wanted) => text.includes(wanted),
};

function textFact(shape: TextShape): Fact {
  const { type, text, ignoresCase } = shape;
  const wanted = ignoresCase ? text.toLowerCase() : text;
  const formOf = (value: string | number) => (ignoresCase ? String(value).toLowerCase() : String(value));
  return { shape, effort: COSTS.character, holds: (value) => has[type](formOf(value), wanted) };
}
