/** Calls listeners by the name of what happens. One that throws keeps nothing from the others, nor from the caller. */
export class Emitter<Events extends Record<string, unknown>> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  /** @returns what takes the listener away */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** @param make called when somebody listens */
  emit<Name extends keyof Events>(name: Name, make: () => Events[Name]): void {
    const listeners = this.#listeners.get(name);
    if (listeners === undefined || listeners.size === 0) return;
    const event = make();
    for (const listener of [...listeners]) {
      try {
        // Only `on` adds listeners, by the name whose events they take.
        (listener as (event: Events[Name]) => void)(event);
      } catch (error) {
        console.error(`A listener for "${String(name)}" threw`, error);
      }
    }
  }
}
