import type { Answered, AnswerTo, Asked, Question } from "./questions";

interface Request extends Asked {
  /** Undefined: there is no answer, most likely because the worker's code could not be loaded. */
  readonly onAnswer: (answer: AnswerTo<Question> | undefined) => void;
}

let lastId = 0;

/** A worker that answers one question at a time. It starts with the first question. */
class Analyst {
  #worker: Worker | null = null;
  #current: Request | null = null;
  #waiting: readonly Request[] = [];

  /** @returns takes the question back: a waiting one is not asked, the answer to a running one is ignored */
  ask(request: Request): () => void {
    // Questions about a change go first: somebody waits for them.
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

/** Two workers, because an analysis may take seconds and a test user's value is shown while somebody types. */
const analysts = { lists: new Analyst(), people: new Analyst() };

/**
 * Asks a worker of the page.
 * @returns takes the question back: a waiting one is not asked, the answer to a running one is ignored
 */
export function ask<Q extends Question>(question: Q, onAnswer: (answer: AnswerTo<Q> | undefined) => void): () => void {
  lastId += 1;
  const analyst = question.about === "people" ? analysts.people : analysts.lists;
  // The type of an answer follows from its question; the worker's messages cannot express that.
  return analyst.ask({ id: lastId, question, onAnswer: onAnswer as Request["onAnswer"] });
}
