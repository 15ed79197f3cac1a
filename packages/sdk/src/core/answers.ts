import type { FlagEvaluation, JsonValue } from "guidon-engine";
import type { Details } from "./details";

type Kind = "boolean" | "string" | "number" | "object" | "null";

/** One possible evaluation of a flag, and how often it was given. Everyone who gets it shares its objects. */
export class Answer {
  readonly value: JsonValue;
  /** Null where nothing is served, so that the application uses its own default. */
  readonly kind: Kind | null;
  count = 0;
  /** Created on request. */
  details?: Details<JsonValue>;

  constructor(readonly evaluation: FlagEvaluation) {
    // Frozen, because a change by the application would affect everyone.
    this.value = deepFreeze(evaluation.value);
    this.kind = evaluation.isCodeDefault ? null : kindOf(evaluation.value);
  }
}

/**
 * The answers of a ruleset. The engine gives the same object whenever the same rule decides, so counting is an
 * addition.
 */
export class Answers {
  #byEvaluation = new Map<FlagEvaluation, Answer>();

  /** The answer for an evaluation, which it counts. */
  count(evaluation: FlagEvaluation): Answer {
    let answer = this.#byEvaluation.get(evaluation);
    if (answer === undefined) {
      answer = new Answer(evaluation);
      this.#byEvaluation.set(evaluation, answer);
    }
    answer.count += 1;
    return answer;
  }

  /** The answers that were given since the last call. All are forgotten, because changed flags leave theirs behind. */
  drain(): Answer[] {
    const given = [...this.#byEvaluation.values()].filter(({ count }) => count > 0);
    this.#byEvaluation = new Map();
    return given;
  }
}

export function kindOf(value: unknown): Kind {
  const type = typeof value;
  if (value === null || value === undefined) return "null";
  return type === "boolean" || type === "string" || type === "number" ? type : "object";
}

/** Without recursion, because a value may be nested deeper than the stack allows. */
function deepFreeze(value: JsonValue): JsonValue {
  const pending: (JsonValue | undefined)[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null || Object.isFrozen(next)) continue;
    pending.push(...Object.values(Object.freeze(next)).filter((each) => each !== undefined));
  }
  return value;
}
