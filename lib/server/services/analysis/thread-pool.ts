import { Piscina } from "piscina";
import { FairQueue } from "../../fair-queue";
import { log } from "../../log";
import { ServiceError } from "../../service-error";
import type { Task, TaskResult, TimedTask } from "./task";

/** `not analysed`: there was no time, or the thread ended during the task. */
export type Analysed = { readonly json: string } | "not analysed";

/** Times are milliseconds. */
export interface PoolLimits {
  readonly threads: number;
  readonly threadsOfOneProject: number;
  /** Time from the request's arrival in the queue; what is unknown after that is not analysed. */
  readonly patience: number;
  /** A thread that has not answered this long after that is ended. */
  readonly grace: number;
  /** How long an idle thread is kept; one is always kept. */
  readonly idle: number;
  readonly waiting: number;
  readonly waitingOfOneProject: number;
  /** Megabytes of heap for one thread. */
  readonly heapMegabytes: number;
}

interface Waiting {
  readonly task: Task;
  readonly deadline: number;
  readonly settle: (answer: Promise<Analysed>) => void;
}

/** Runs tasks in threads, so that they block nobody; projects take turns. */
export class ThreadPool {
  private readonly queue: FairQueue<Waiting>;
  private threads: Piscina<TimedTask, TaskResult> | undefined;

  /** @param file the program of a thread */
  constructor(
    private readonly file: string,
    private readonly limits: PoolLimits,
  ) {
    this.queue = new FairQueue({
      running: limits.threads,
      runningOfOne: limits.threadsOfOneProject,
      waiting: limits.waiting,
      waitingOfOne: limits.waitingOfOneProject,
    });
  }

  /** How many tasks run, and how many wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.queue.running, waiting: this.queue.waiting };
  }

  /**
   * The answer to a task. Time in the queue counts.
   * @throws ServiceError 429 when too many of this project's tasks wait, 503 when too many of all do
   */
  analyse(projectId: string, task: Task): Promise<Analysed> {
    const { patience } = this.limits;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (this.queue.remove(projectId, waiting)) resolve("not analysed");
      }, patience);
      const settle = (answer: Promise<Analysed>) => {
        clearTimeout(timer);
        resolve(answer);
      };
      const waiting: Waiting = { task, deadline: performance.now() + patience, settle };
      const place = this.queue.add(projectId, waiting);
      if (place === "added") return this.startWhatMay();
      clearTimeout(timer);
      reject(place === "full" ? tooManyOfAll(patience) : tooManyOfOne(patience));
    });
  }

  /** Starts a thread, so that the first task does not wait for one. */
  warm(): void {
    this.threads ??= this.startThreads();
  }

  /** Ends every thread, even during a task. Open tasks are not analysed. */
  async close(): Promise<void> {
    for (const { settle } of this.queue.clear()) settle(Promise.resolve("not analysed"));
    const { threads } = this;
    this.threads = undefined;
    await threads?.destroy();
  }

  private startWhatMay(): void {
    for (let next = this.queue.next(); next !== undefined; next = this.queue.next()) {
      const { name, item } = next;
      const running = this.run(item).finally(() => {
        this.queue.done(name);
        this.startWhatMay();
      });
      item.settle(running);
    }
  }

  /** @throws Error for a fault of ours, such as an unreadable stored row */
  private async run({ task, deadline }: Waiting): Promise<Analysed> {
    const patience = Math.max(0, deadline - performance.now());
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), patience + this.limits.grace);
    this.threads ??= this.startThreads();
    const result = await this.threads
      .run({ task, patience }, { signal: ending.signal })
      .catch((error: unknown) => {
        log.warn({ err: error }, "an analysis was ended, and its thread replaced");
        return undefined;
      })
      .finally(() => clearTimeout(timer));
    if (result === undefined) return "not analysed";
    if ("fault" in result) throw new Error(result.fault);
    return result;
  }

  private startThreads(): Piscina<TimedTask, TaskResult> {
    const pool = new Piscina<TimedTask, TaskResult>({
      filename: this.file,
      minThreads: 1,
      maxThreads: this.limits.threads,
      idleTimeout: this.limits.idle,
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMegabytes },
      // Evaluation has priority where they share a core.
      niceIncrement: 5,
      // It needs no settings, and must not get their secrets.
      env: {},
    });
    // A thread that ends without a task is replaced with the next task.
    pool.on("error", (error: unknown) => log.warn({ err: error }, "a thread of the analysis ended"));
    return pool;
  }
}

const retryAfter = (patience: number) => Math.ceil(patience / 1000);
const tooManyOfOne = (patience: number) =>
  new ServiceError("rate_limited", "Rate limit exceeded", { retryAfter: retryAfter(patience) });
const tooManyOfAll = (patience: number) =>
  new ServiceError("unavailable", "Too many analyses are waiting", { retryAfter: retryAfter(patience) });
