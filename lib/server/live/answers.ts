import type { Evaluation } from "@/lib/targeting";

/** What one possible evaluation is in each response, written once, and how often it was given. */
interface Answer {
  readonly flagKey: string;
  readonly evaluation: Evaluation;
  count: number;
  single?: string;
  member?: string;
  ofrep?: string;
}

/** How often a rule decided a flag; null: how often none did. */
export interface AnswerCount {
  flagKey: string;
  ruleId: string | null;
  count: number;
}

/**
 * The answers of one ruleset. The engine gives the same object whenever the same rule decides, so its JSON is made the
 * first time, and counting it is one addition.
 */
export class Answers {
  readonly #byEvaluation = new Map<Evaluation, Answer>();

  constructor(private readonly environment: string) {}

  /** The body of `POST /flags/evaluate`. */
  single(flagKey: string, evaluation: Evaluation): string {
    const answer = this.#count(flagKey, evaluation);
    answer.single ??= `{"flag_key":${JSON.stringify(flagKey)},${fields(evaluation)},"environment":${JSON.stringify(this.environment)}}`;
    return answer.single;
  }

  /** One member of the `flags` object of `POST /flags/bootstrap`. */
  member(flagKey: string, evaluation: Evaluation): string {
    const answer = this.#count(flagKey, evaluation);
    answer.member ??= `${JSON.stringify(flagKey)}:{${fields(evaluation)}}`;
    return answer.member;
  }

  /** An OFREP evaluation. */
  ofrep(flagKey: string, evaluation: Evaluation): string {
    const answer = this.#count(flagKey, evaluation);
    answer.ofrep ??= JSON.stringify(toOfrep(flagKey, evaluation, this.environment));
    return answer.ofrep;
  }

  /** What was counted since the last call. */
  drain(): AnswerCount[] {
    const counts: AnswerCount[] = [];
    for (const answer of this.#byEvaluation.values()) {
      if (answer.count === 0) continue;
      counts.push({ flagKey: answer.flagKey, ruleId: answer.evaluation.ruleId, count: answer.count });
      answer.count = 0;
    }
    return counts;
  }

  #count(flagKey: string, evaluation: Evaluation): Answer {
    let answer = this.#byEvaluation.get(evaluation);
    if (answer === undefined) {
      answer = { flagKey, evaluation, count: 0 };
      this.#byEvaluation.set(evaluation, answer);
    }
    answer.count += 1;
    return answer;
  }
}

const fields = ({ value, reason, ruleId }: Evaluation): string =>
  `"value":${JSON.stringify(value)},"reason":"${reason}","rule_id":${JSON.stringify(ruleId)}`;

/**
 * OFREP 0.3 has no reason DEFAULT. UNKNOWN is the one of its reasons that lets no client treat the value as static; the
 * metadata says what it was.
 */
function toOfrep(key: string, { value, reason, ruleId }: Evaluation, environment: string): object {
  return {
    key,
    value,
    reason: reason === "DEFAULT" ? "UNKNOWN" : reason,
    metadata: { reason, environment, ...(ruleId !== null && { rule_id: ruleId }) },
  };
}
