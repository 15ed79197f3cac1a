import type { FlagEvaluation } from "@/lib/targeting";
import { valueText } from "./value-text";

/** What one possible evaluation is in each response, written once, and how often it was given. */
interface Answer {
  readonly evaluation: FlagEvaluation;
  count: number;
  /** What its counts are kept under, made at the first count. */
  value?: string;
  single?: string;
  member?: string;
  ofrep?: string;
}

/** How often a rule decided a flag with a value; null: how often none did. */
interface AnswerCount {
  flagKey: string;
  ruleId: string | null;
  /** As `valueText` has it. */
  value: string;
  reason: FlagEvaluation["reason"];
  count: number;
}

/**
 * The answers of one environment. The engine gives the same object whenever the same rule decides, also in the rulesets
 * that follow as long as its flag has not changed, so its JSON is made the first time, and counting it is one addition.
 */
export class Answers {
  readonly #byEvaluation = new Map<FlagEvaluation, Answer>();

  constructor(
    private readonly environment: string,
    private readonly flagSetId: string,
  ) {}

  /** The body of `POST /flags/evaluate`. */
  single(evaluation: FlagEvaluation): string {
    const answer = this.#count(evaluation);
    answer.single ??= `{"flag_key":${JSON.stringify(evaluation.flagKey)},${fields(evaluation)},"environment":${JSON.stringify(this.environment)}}`;
    return answer.single;
  }

  /** One member of the `flags` object of `POST /flags/bootstrap`. */
  member(evaluation: FlagEvaluation): string {
    const answer = this.#count(evaluation);
    answer.member ??= `${JSON.stringify(evaluation.flagKey)}:{${fields(evaluation)}}`;
    return answer.member;
  }

  /** An OFREP evaluation. */
  ofrep(evaluation: FlagEvaluation): string {
    const answer = this.#count(evaluation);
    const { environment, flagSetId } = this;
    answer.ofrep ??= JSON.stringify(toOfrep(evaluation, { environment, flagSetId }));
    return answer.ofrep;
  }

  /**
   * The counts since the last call. Answers that were not given since then are dropped, among them those of flags that
   * have changed, which are never given again.
   */
  drain(): AnswerCount[] {
    const counts: AnswerCount[] = [];
    for (const [evaluation, answer] of this.#byEvaluation) {
      if (answer.count === 0) {
        this.#byEvaluation.delete(evaluation);
        continue;
      }
      const { flagKey, ruleId, reason } = answer.evaluation;
      answer.value ??= valueText(evaluation);
      counts.push({ flagKey, ruleId, value: answer.value, reason, count: answer.count });
      answer.count = 0;
    }
    return counts;
  }

  #count(evaluation: FlagEvaluation): Answer {
    let answer = this.#byEvaluation.get(evaluation);
    if (answer === undefined) {
      answer = { evaluation, count: 0 };
      this.#byEvaluation.set(evaluation, answer);
    }
    answer.count += 1;
    return answer;
  }
}

const fields = ({ value, isCodeDefault, reason, ruleId }: FlagEvaluation): string =>
  `"value":${JSON.stringify(value)},${isCodeDefault ? '"is_code_default":true,' : ""}"reason":"${reason}","rule_id":${JSON.stringify(ruleId)}`;

/**
 * OFREP 0.3 has no reason DEFAULT. UNKNOWN is the one of its reasons that lets no client treat the value as static; the
 * metadata says what it was.
 */
function toOfrep({ flagKey, value, isCodeDefault, reason, ruleId }: FlagEvaluation, where: object): object {
  return {
    key: flagKey,
    ...(!isCodeDefault && { value }),
    reason: reason === "DEFAULT" ? "UNKNOWN" : reason,
    metadata: { reason, ...where, ...(ruleId !== null && { rule_id: ruleId }) },
  };
}
