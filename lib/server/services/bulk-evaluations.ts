import { type CompiledRuleset, evaluateInSteps, type FlagEvaluation } from "@/lib/targeting";
import type { MaybePromise } from "../maybe-promise";
import { processState } from "../process-state";
import { ServiceError } from "../service-error";
import { processClock, Slices } from "../slices";

/** Ten thousand flags take about a millisecond, unless their rules search long texts. */
const AT_ONCE_MS = 4;
/** Of the processor's time: some two thousand patterns that are searched for in the longest text. */
const MOST_MS = 2_000;
const MOST_GOING_ON = 20;

const tooLong = () =>
  new ServiceError("unavailable", "Evaluating every flag for this context takes too long", { retryAfter: 60 });
const tooMany = () => new ServiceError("unavailable", "Too many long evaluations at once", { retryAfter: 1 });

type Steps = ReturnType<typeof evaluateInSteps>;

interface Outcome {
  /** Null as long as they are not done. */
  evaluations: FlagEvaluation[] | null;
}

/**
 * Evaluates every flag that is not archived. What is not done at once goes on in slices, which take turns with those of
 * other such evaluations and with other requests: one long text holds nobody up.
 */
export class BulkEvaluations {
  readonly #slices: Slices;
  #goingOn = 0;

  constructor(private readonly clock = processClock) {
    this.#slices = new Slices(clock);
  }

  /** @throws ServiceError 503 when it takes too long, or when too many others do */
  evaluate(ruleset: CompiledRuleset, context: unknown): MaybePromise<FlagEvaluation[]> {
    const steps = evaluateInSteps(ruleset, context);
    const end = this.clock.now() + AT_ONCE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (this.clock.now() < end);
    if (this.#goingOn === MOST_GOING_ON) throw tooMany();
    return this.#goOn(steps);
  }

  async #goOn(steps: Steps): Promise<FlagEvaluation[]> {
    const outcome: Outcome = { evaluations: null };
    this.#goingOn += 1;
    await this.#slices.run(this.#limited(steps, outcome));
    this.#goingOn -= 1;
    if (outcome.evaluations === null) throw tooLong();
    return outcome.evaluations;
  }

  /** The steps, for as long as they may take. */
  *#limited(steps: Steps, outcome: Outcome): Generator<undefined, void> {
    for (let spent = 0; spent < MOST_MS && outcome.evaluations === null; yield) {
      const begin = this.clock.now();
      const step = steps.next();
      spent += this.clock.now() - begin;
      if (step.done) outcome.evaluations = step.value;
    }
  }
}

/** Those of this process. */
export const bulkEvaluations = () => processState("bulk-evaluations", () => new BulkEvaluations());
