import type { Attribute, AttributeTable } from "./attributes";
import type { Scope } from "./epoch";
import type { Bound, ScalarTest } from "./operators/operator";
import { findOperator } from "./operators/registry";
import type { Scalar } from "./scalar";

const PRESENCE = { each: null, none: null, present: true, missing: false } as const;

/** A condition that can be decided: an operator bound to its value and to the attribute it looks at. */
export interface Condition {
  readonly attribute: Attribute;
  /** What the test must say for the condition to match: false for a negative operator. */
  readonly passes: boolean;
  /** For the operators that ask only whether the attribute is there: the answer they want. Else null. */
  readonly presence: boolean | null;
  readonly test: ScalarTest;
  readonly elementTest: ScalarTest;
  /** Every string that a scalar can have to match, when they can be counted up. */
  readonly accepts: readonly string[] | null;
  readonly bound: Bound | null;
}

/** A condition as stored, and what came of it: a fault never matches and says why. */
export interface StoredCondition {
  readonly name: unknown;
  readonly operator: unknown;
  readonly value: unknown;
  readonly compiled: Condition | Readonly<{ fault: string }>;
}

export function compileCondition(
  name: unknown,
  operator: unknown,
  value: unknown,
  attributes: AttributeTable,
): StoredCondition {
  return { name, operator, value, compiled: bind(name, operator, value, attributes) };
}

function bind(name: unknown, id: unknown, value: unknown, attributes: AttributeTable): StoredCondition["compiled"] {
  if (typeof name !== "string") return { fault: "the attribute's name is not a string" };
  const operator = findOperator(id);
  if (!operator) return { fault: `unknown operator ${typeof id === "string" ? `"${id}"` : typeof id}` };
  const prepared = operator.prepare(value);
  if ("fault" in prepared) return prepared;
  return {
    attribute: attributes.get(name),
    passes: operator.matchesWhen === "each" || operator.matchesWhen === "present",
    presence: PRESENCE[operator.matchesWhen],
    test: prepared.test,
    elementTest: prepared.elementTest ?? prepared.test,
    accepts: operator.matchesWhen === "each" ? (prepared.accepts ?? null) : null,
    bound: prepared.bound ?? null,
  };
}

/** Whether the condition holds for the context. A missing attribute never matches, except with `not_exists`. */
export function conditionMatches(condition: Condition, scope: Scope): boolean {
  const attribute = condition.attribute.read(scope);
  // First, because nearly all attributes are scalars; presence has tests that are right for any of them.
  if (attribute.kind === "scalar") return condition.test(attribute.scalar) === condition.passes;
  if (condition.presence !== null) return (attribute.kind !== "missing") === condition.presence;
  if (attribute.kind === "list") return hasPassing(attribute.elements, condition.elementTest) === condition.passes;
  return false;
}

function hasPassing(elements: readonly Scalar[], test: ScalarTest): boolean {
  for (const element of elements) if (test(element)) return true;
  return false;
}
