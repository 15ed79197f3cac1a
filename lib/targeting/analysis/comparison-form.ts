import { type Bound, boundOf, type ComparisonKind } from "../comparable";
import { Attribute, Scalar } from "../context";

/** A comparison as a rule or a segment holds it. */
export interface Comparison {
  readonly attribute: string;
  readonly operator: string;
  readonly value?: unknown;
  readonly as?: ComparisonKind | undefined;
}

/** A context that people know by a name: a test user. */
export interface Known {
  readonly name: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** A value that one of them has. */
export interface HeldValue {
  readonly of: string;
  readonly text: string;
  /** Whether the value is a number, not a text. */
  readonly isNumber: boolean;
  readonly scalar: Scalar;
}

/** Every scalar that these people have for the attribute, elements of lists included. */
export function heldValues(attribute: string, people: readonly Known[]): HeldValue[] {
  return people.flatMap(({ name, context }, index) => {
    const read = new Attribute(attribute).read(context, index + 1);
    const scalars = read.kind === "scalar" ? [read] : read.kind === "list" ? read.elements : [];
    // The attribute object is reused for the next person, so its value is copied.
    return scalars.map(({ text, isNumber }) => ({
      of: name,
      text,
      isNumber,
      scalar: new Scalar(isNumber ? Number(text) : text),
    }));
  });
}

/** Whether a value can be compared in this domain. Where instants are compared, a number is milliseconds since 1970. */
const fits: Readonly<Record<Bound["domain"], (held: HeldValue) => boolean>> = {
  number: ({ scalar }) => !Number.isNaN(scalar.number),
  instant: ({ scalar }) => !Number.isNaN(scalar.instant),
  version: ({ scalar }) => scalar.version !== null,
};

export const isComparison = (operator: string): boolean => operator === "greater_than" || operator === "less_than";

/**
 * The first value of these people, when the condition can compare none of their values and so never matches them. Null
 * when one value can be compared, or when nobody has the attribute.
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
