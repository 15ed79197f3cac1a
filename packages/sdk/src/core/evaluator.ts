import { evaluate, type JsonValue } from "guidon-engine";
import { type Answer, type Answers, kindOf } from "./answers";
import { type Details, failed, given } from "./details";
import type { Holder } from "./holder";

/** Evaluates with the held ruleset. It never throws, and creates an object only for a failure. */
export class Evaluator {
  constructor(
    private readonly holder: Holder,
    private readonly answers: Answers,
  ) {}

  value<T>(key: string, fallback: T, context: unknown): JsonValue | T {
    const held = this.holder.held;
    const evaluation = held === null ? undefined : evaluate(held.compiled, key, context);
    if (evaluation === undefined) return fallback;
    const answer = this.answers.count(evaluation);
    return suits(answer, fallback) ? answer.value : fallback;
  }

  details<T>(key: string, fallback: T, context: unknown, userId?: string): Details<JsonValue | T> {
    const held = this.holder.held;
    if (held === null) return failed(key, fallback, "PROVIDER_NOT_READY");
    const evaluation = evaluate(held.compiled, key, context, userId);
    if (evaluation === undefined) return failed(key, fallback, "FLAG_NOT_FOUND");
    const answer = this.answers.count(evaluation);
    answer.details ??= given(evaluation, held.identity);
    if (suits(answer, fallback)) return answer.details;
    return answer.kind === null ? { ...answer.details, value: fallback } : failed(key, fallback, "TYPE_MISMATCH");
  }
}

/** Whether the answer suits this default: both have the same type, or there is no default. */
const suits = ({ kind }: Answer, fallback: unknown): boolean =>
  kind !== null && (fallback === undefined || fallback === null || kind === kindOf(fallback));
