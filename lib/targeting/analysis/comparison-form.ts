import { type Bound, boundOf, type ComparisonKind } from "../comparable";
import { Attribute, Scalar } from "../context";

/** A comparison as a rule or a segment holds it. */
export interface Comparison {
  readonly attribute: string;
  readonly operator: string;
  readonly value?: unknown;
  readonly as?: ComparisonKind | undefined;
}

/** A context that people know by a name. */
export interface Known {
  readonly name: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** A value that one of them holds. */
export interface HeldValue {
  readonly of: string;
  readonly text: string;
  /** Whether it is a number and no text. */
  readonly isNumber: boolean;
  readonly scalar: Scalar;
}

/** Every scalar that the attribute holds for each of them, elements of lists included. */
export function heldValues(attribute: string, people: readonly Known[]): HeldValue[] {
  return people.flatMap(({ name, context }, index) => {
    const read = new Attribute(attribute).read(context, index + 1);
    const scalars = read.kind === "scalar" ? [read] : read.kind === "list" ? read.elements : [];
    // An attribute is its own scalar and is read anew for the next person, so that the value is copied.
    return scalars.map(({ text, isNumber }) => ({
      of: name,
      text,
      isNumber,
      scalar: new Scalar(isNumber ? Number(text) : text),
    }));
  });
}

/** Whether a value can be compared as this domain has it. Against an instant a number is milliseconds since 1970. */
const fits: Readonly<Record<Bound["domain"], (held: HeldValue) => boolean>> = {
  number: ({ scalar }) => !Number.isNaN(scalar.number),
  instant: ({ scalar }) => !Number.isNaN(scalar.instant),
  version: ({ scalar }) => scalar.version !== null,
};

export const isComparison = (operator: string): boolean => operator === "greater_than" || operator === "less_than";

/**
 * The first of these people's values, when the condition can compare none of their values: then it can judge none of
 * these people. Null when one value fits, or when nobody has the attribute.
 */
export function misfit({ attribute, operator, value, as }: Comparison, people: readonly Known[]): Misfit | null {
  if (!isComparison(operator)) return null;
  const domain = boundOf(value, as ?? null)?.domain;
  const held = domain === undefined ? [] : heldValues(attribute, people);
  const [first] = held;
  if (domain === undefined || first === undefined || held.some(fits[domain])) return null;
  return { domain, held: first };
}

export interface Misfit {
  readonly domain: Bound["domain"];
  readonly held: HeldValue;
}
