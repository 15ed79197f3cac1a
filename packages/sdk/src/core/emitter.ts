/** Calls listeners by event name. A listener that throws affects neither the others nor the caller. */
export class Emitter<Events extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** @returns a function that removes the listener */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** @param make makes the event, if anybody listens */
  emit<Name extends keyof Events>(name: Name, make: () => Events[Name]): void {
    const listeners = this.#listeners.get(name);
    if (listeners === undefined || listeners.size === 0) return;
    const event = make();
    for (const listener of [...listeners]) {
      try {
        // Only `on` adds listeners, under the name of the events that they accept.
        (listener as (event: Events[Name]) => void)(event);
      } catch (error) {
        console.error(`A listener for "${String(name)}" threw`, error);
      }
    }
  }
}
