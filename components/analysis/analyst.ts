import type { Answered, AnswerTo, Asked, Question } from "./questions";

interface Request extends Asked {
  /** Undefined: it cannot be found out, most likely because the worker's code could not be loaded. */
  readonly onAnswer: (answer: AnswerTo<Question> | undefined) => void;
}

let lastId = 0;

/** A worker, started with the first question, that answers one at a time. */
class Analyst {
  #worker: Worker | null = null;
  #current: Request | null = null;
  #waiting: readonly Request[] = [];

  /** @returns takes the question back: then it is not asked, or its answer is not heard */
  ask(request: Request): () => void {
    // Who changes comes before what is to be known.
    const isUrgent = request.question.about === "change";
    this.#waiting = isUrgent ? [request, ...this.#waiting] : [...this.#waiting, request];
    this.#askNext();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== request);
      if (this.#current === request) this.#current = { ...request, onAnswer: () => {} };
    };
  }

  #askNext(): void {
    const [next, ...rest] = this.#waiting;
    if (this.#current !== null || next === undefined) return;
    this.#waiting = rest;
    this.#current = next;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id: next.id, question: next.question } satisfies Asked);
  }

  #finish(answer: AnswerTo<Question> | undefined): void {
    const done = this.#current;
    this.#current = null;
    done?.onAnswer(answer);
    this.#askNext();
  }

  #start(): Worker {
    const started = new Worker(new URL("./analysis-worker.ts", import.meta.url), { type: "module" });
    started.addEventListener("message", ({ data }: MessageEvent<Answered>) => this.#finish(data.answer));
    started.addEventListener("error", () => {
      started.terminate();
      this.#worker = null;
      this.#finish(undefined);
    });
    return started;
  }
}

/** An analysis may take seconds, and what somebody gets is shown while they type. */
const analysts = { lists: new Analyst(), people: new Analyst() };

/**
 * Asks a worker of the page.
 * @returns takes the question back: then it is not asked, or its answer is not heard
 */
export function ask<Q extends Question>(question: Q, onAnswer: (answer: AnswerTo<Q> | undefined) => void): () => void {
  lastId += 1;
  const analyst = question.about === "people" ? analysts.people : analysts.lists;
  // The worker answers each question with what belongs to it.
  return analyst.ask({ id: lastId, question, onAnswer: onAnswer as Request["onAnswer"] });
}
