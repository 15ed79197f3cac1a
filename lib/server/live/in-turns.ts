import { setImmediate } from "node:timers/promises";

/** How long work may block the process at a time. */
const TURN_MS = 4;

/** Runs steps in separate turns of the event loop. */
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
