import { COSTS } from "../budget";
import type { Fact, Requirement, Shape } from "./fact";
import { Probe } from "./probe";
import { type AnyCondition, shapesOf } from "./shapes";

export type { AnyCondition } from "./shapes";

/** What a condition asks of its attribute. */
export interface ConditionFacts {
  /** For conditions that ask only whether the attribute is there: the answer they want. Else null. */
  readonly presence: boolean | null;
  /** What a scalar must be. It means nothing for presence. */
  readonly scalar: Requirement;
  /** What elements of a list must be. */
  readonly element: Requirement;
  /** How many of them: a positive condition wants one, a negative one all. */
  readonly elements: "some" | "every";
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
