import type { FlagEvaluation } from "@/lib/targeting";
import { valueText } from "./value-text";

/** One possible evaluation in the form of each response, written when it is first given. */
interface Texts {
  single?: string;
  member?: string;
  ofrep?: string;
}

/** One possible evaluation, and how often it was given. */
interface Answer {
  readonly evaluation: FlagEvaluation;
  readonly texts: Texts;
  readonly clientTexts: Texts;
  count: number;
}

/** How often a rule decided a flag with a value; null: how often no rule decided. */
export interface AnswerCount {
  flagKey: string;
  ruleId: string | null;
  /** In the form of `valueText`. */
  value: string;
  reason: FlagEvaluation["reason"];
  count: number;
}

/**
 * The answers of one environment. The engine gives the same object whenever the same rule decides, also in later
 * rulesets as long as the flag has not changed. So its JSON is made once, and counting it is one addition.
 */
export class Answers {
  readonly #byEvaluation = new Map<FlagEvaluation, Answer>();
  /** For callers who may know the rules. */
  readonly full: AnswerTexts;
  /** For keys that ship to people: the rules are not named. */
  readonly forClients: AnswerTexts;

  constructor(environment: string, flagSetId: string) {
    const where = { environment, flagSetId };
    this.full = new AnswerTexts(where, (evaluation) => this.#count(evaluation).texts, false);
    this.forClients = new AnswerTexts(where, (evaluation) => this.#count(evaluation).clientTexts, true);
  }

  /**
   * The counts since the last call. Answers that were not given since then are dropped; among them are those of changed
   * flags, which are never given again.
   */
  drain(): AnswerCount[] {
    const counts: AnswerCount[] = [];
    for (const [evaluation, answer] of this.#byEvaluation) {
      if (answer.count === 0) {
        this.#byEvaluation.delete(evaluation);
        continue;
      }
      const { flagKey, ruleId, reason } = answer.evaluation;
      counts.push({ flagKey, ruleId, value: valueText(evaluation), reason, count: answer.count });
      answer.count = 0;
    }
    return counts;
  }

  #count(evaluation: FlagEvaluation): Answer {
    let answer = this.#byEvaluation.get(evaluation);
    if (answer === undefined) {
      answer = { evaluation, texts: {}, clientTexts: {}, count: 0 };
      this.#byEvaluation.set(evaluation, answer);
    }
    answer.count += 1;
    return answer;
  }
}

/** Writes evaluations in the form of each response. Each call gives an answer and counts it. */
export class AnswerTexts {
  constructor(
    private readonly where: { environment: string; flagSetId: string },
    private readonly textsOf: (evaluation: FlagEvaluation) => Texts,
    private readonly hidesRules: boolean,
  ) {}

  /** The body of `POST /flags/evaluate`. */
  single(evaluation: FlagEvaluation): string {
    const texts = this.textsOf(evaluation);
    if (texts.single === undefined) {
      const key = JSON.stringify(evaluation.flagKey);
      const environment = JSON.stringify(this.where.environment);
      texts.single = `{"flag_key":${key},${this.#fields(evaluation)},"environment":${environment}}`;
    }
    return texts.single;
  }

  /** One member of the `flags` object of `POST /flags/bootstrap`. */
  member(evaluation: FlagEvaluation): string {
    const texts = this.textsOf(evaluation);
    texts.member ??= `${JSON.stringify(evaluation.flagKey)}:{${this.#fields(evaluation)}}`;
    return texts.member;
  }

  /** An OFREP evaluation. */
  ofrep(evaluation: FlagEvaluation): string {
    const texts = this.textsOf(evaluation);
    texts.ofrep ??= JSON.stringify(toOfrep(evaluation, this.#ruleId(evaluation), this.where));
    return texts.ofrep;
  }

  #ruleId({ ruleId }: FlagEvaluation): string | null {
    return this.hidesRules ? null : ruleId;
  }

  #fields(evaluation: FlagEvaluation): string {
    const { value, variant, isCodeDefault, isVariantImplied, reason } = evaluation;
    const fields = {
      value,
      ...(variant !== undefined && !isVariantImplied && { variant }),
      ...(isCodeDefault && { is_code_default: true }),
      reason,
      rule_id: this.#ruleId(evaluation),
    };
    return JSON.stringify(fields).slice(1, -1);
  }
}

/**
 * OFREP 0.3 has no reason DEFAULT. UNKNOWN is the only reason that lets no client treat the value as static; the
 * metadata has the actual reason.
 */
function toOfrep(evaluation: FlagEvaluation, ruleId: string | null, where: object): object {
  const { flagKey, value, variant, isCodeDefault, reason } = evaluation;
  return {
    key: flagKey,
    ...(!isCodeDefault && { value }),
    ...(typeof variant === "string" && { variant }),
    reason: reason === "DEFAULT" ? "UNKNOWN" : reason,
    metadata: { reason, ...where, ...(ruleId !== null && { rule_id: ruleId }) },
  };
}
