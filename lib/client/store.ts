/** The functions to call when something changes. */
export class Listeners {
  readonly #all = new Set<() => void>();

  /** In the shape that React's `useSyncExternalStore` takes. @returns ends the subscription */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  };

  readonly tell = (): void => {
    for (const listener of this.#all) listener();
  };

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }
}

/** A value outside of React that components follow: `useSyncExternalStore(store.subscribe, store.get, …)`. */
export class Store<T> {
  readonly #listeners = new Listeners();
  readonly subscribe = this.#listeners.subscribe;

  constructor(private value: T) {}

  readonly get = (): T => this.value;

  readonly set = (value: T): void => {
    this.value = value;
    this.#listeners.tell();
  };
}
