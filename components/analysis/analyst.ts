import type { Answered, AnswerTo, Asked, Question } from "./questions";

interface Request extends Asked {
  /** Undefined: it cannot be found out, most likely because the worker's code could not be loaded. */
  readonly onAnswer: (answer: AnswerTo<Question> | undefined) => void;
}

let worker: Worker | null = null;
let lastId = 0;
let current: Request | null = null;
let waiting: readonly Request[] = [];

/**
 * Asks the page's one worker, which answers one question at a time; who changes comes before what is to be known.
 * @returns takes the question back: then it is not asked, or its answer is not heard
 */
export function ask<Q extends Question>(question: Q, onAnswer: (answer: AnswerTo<Q> | undefined) => void): () => void {
  lastId += 1;
  // The worker answers each question with what belongs to it.
  const request = { id: lastId, question, onAnswer: onAnswer as Request["onAnswer"] };
  waiting = question.about === "change" ? [request, ...waiting] : [...waiting, request];
  askNext();
  return () => {
    waiting = waiting.filter((other) => other !== request);
    if (current === request) current = { ...request, onAnswer: () => {} };
  };
}

function askNext(): void {
  const [next, ...rest] = waiting;
  if (current !== null || next === undefined) return;
  waiting = rest;
  current = next;
  worker ??= startWorker();
  worker.postMessage({ id: next.id, question: next.question } satisfies Asked);
}

function finish(answer: AnswerTo<Question> | undefined): void {
  const done = current;
  current = null;
  done?.onAnswer(answer);
  askNext();
}

function startWorker(): Worker {
  const started = new Worker(new URL("./analysis-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data }: MessageEvent<Answered>) => finish(data.answer));
  started.addEventListener("error", () => {
    started.terminate();
    worker = null;
    finish(undefined);
  });
  return started;
}
