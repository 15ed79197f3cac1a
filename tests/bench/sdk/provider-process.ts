import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** `chosen`: the calls that are measured. */
export type Ask =
  | { readonly what: "answers" }
  | { readonly what: "warm-up"; readonly chosen: readonly number[] }
  | { readonly what: "round" };

/** A process in which one provider answers one workload. It works only while it is asked. */
export class ProviderProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(row: number, workload: number): Promise<ProviderProcess> {
    const worker = path.resolve("tests", "bench", "dist", "sdk-worker.mjs");
    const child = fork(worker, [String(row), String(workload)], { serialization: "advanced" });
    const provided = new ProviderProcess(child);
    await provided.#heard();
    return provided;
  }

  /** What every call of the workload gives. */
  answers = (): Promise<boolean[]> => this.#ask({ what: "answers" });
  warmUp = (chosen: readonly number[]): Promise<null> => this.#ask({ what: "warm-up", chosen });
  /** Nanoseconds of processor time of one call. */
  round = (): Promise<number> => this.#ask({ what: "round" });

  async stop(): Promise<void> {
    // Not "close", which does not come once this side has disconnected.
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }

  async #ask<T>(ask: Ask): Promise<T> {
    const heard = this.#heard();
    this.child.send(ask);
    return (await heard) as T;
  }

  /** What it says next. @throws when it ends instead */
  async #heard(): Promise<unknown> {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      return await Promise.race([
        once(this.child, "message", { signal }).then(([message]) => message),
        once(this.child, "exit", { signal }).then(([code]) => Promise.reject(new Error(`A provider ended: ${code}`))),
      ]);
    } finally {
      ended.abort();
    }
  }
}
