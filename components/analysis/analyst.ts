import type { JsonObject } from "@/lib/contract/json";
import type { LeftOut } from "@/lib/flagd/flag";
import type { Explanation, RulesetInput } from "@/lib/targeting";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { Known } from "@/lib/targeting/analysis/comparison-form";
import type { AttributeUses } from "@/lib/targeting/analysis/findings/similar-attributes";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { ListChange } from "./analysed-list";
import type { ListFindings } from "./list-findings";
import type { RequirementFindings } from "./requirement-findings";

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

/** Asks for the findings about a list. */
export interface FindingsQuestion {
  readonly about: "findings";
  readonly list: RuleListInput;
  readonly attributeUses: AttributeUses;
  readonly people: readonly Known[];
}

/** Asks for the findings about what a flag requires. */
export interface RequirementsQuestion {
  readonly about: "requirements";
  readonly list: RuleListInput;
}

/** Asks who would get another value. */
export interface ChangeQuestion extends ListChange {
  readonly about: "change";
}

/** Asks which value each context gets from a flag. */
export interface PeopleQuestion {
  readonly about: "people";
  readonly ruleset: RulesetInput;
  readonly flagKey: string;
  readonly contexts: readonly JsonObject[];
}

/** Asks whether flagd's clients get a flag. */
export interface FlagdQuestion {
  readonly about: "flagd";
  readonly ruleset: RulesetInput;
  readonly flagKey: string;
}

export type Question = FindingsQuestion | RequirementsQuestion | ChangeQuestion | PeopleQuestion | FlagdQuestion;

interface Answers {
  findings: ListFindings;
  requirements: RequirementFindings;
  change: ChangeReport;
  /** In the order of the contexts; undefined where there is no such flag. */
  people: readonly (Explanation | undefined)[];
  /** Why they do not; null: they do. */
  flagd: LeftOut | null;
}

/** The answer to a kind of question. */
export type AnswerTo<Q extends Question> = Answers[Q["about"]];

/** The message to the worker, and the message from it. A missing answer means that there is none. */
export interface Asked {
  readonly id: number;
  readonly question: Question;
}

export interface Answered {
  readonly id: number;
  readonly answer?: AnswerTo<Question>;
}
