import { setImmediate } from "node:timers/promises";

/** How long a piece of work keeps the process from answering. */
const TURN_MS = 4;

/** Runs steps in turns of the event loop of their own. */
export async function inTurns<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + TURN_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await setImmediate();
  }
}
