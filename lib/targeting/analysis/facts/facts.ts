import { COSTS } from "../budget";
import type { Fact, Requirement, Shape } from "./fact";
import { Probe } from "./probe";
import { type AnyCondition, shapesOf } from "./shapes";

export type { AnyCondition } from "./shapes";

/** What a condition asks of its attribute. */
export interface ConditionFacts {
  /** For a condition that only asks whether the attribute is present: the answer that it wants. Otherwise null. */
  readonly presence: boolean | null;
  /** What a scalar must satisfy; meaningless for `presence`. */
  readonly scalar: Requirement;
  /** What elements of a list must satisfy. */
  readonly element: Requirement;
  /** How many of them: one for a positive condition, all for a negative one. */
  readonly elements: "some" | "every";
  /** Asks the engine about the condition itself. */
  readonly probe: Probe;
}

/**
 * What a condition asks; null for a damaged condition, which never matches. An operator that is unknown here gives an
 * opaque fact, from which nothing false can be concluded.
 */
export function factsOf(condition: AnyCondition): ConditionFacts | null {
  const probe = Probe.ofCondition(condition);
  if (probe === null) return null;
  const { matchesWhen } = probe;
  const { scalar, element } = shapesOf(condition, matchesWhen === "none");
  const effort = condition.operator === "regex" ? COSTS.patternCharacter : COSTS.character;
  const fact = (shape: Shape, holds: Fact["holds"]): Fact => ({ shape, effort, holds });
  return {
    presence: matchesWhen === "present" ? true : matchesWhen === "missing" ? false : null,
    scalar: {
      fact: fact(scalar.shape, (value) => probe.holds(value) === scalar.isWanted),
      isWanted: scalar.isWanted,
    },
    element: {
      fact: fact(element.shape, (value) => probe.holds([value]) === element.isWanted),
      isWanted: element.isWanted,
    },
    elements: matchesWhen === "none" ? "every" : "some",
    probe,
  };
}
