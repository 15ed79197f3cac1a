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

/** Questions to the person, asked one after another: a second may come while the first is being answered. */
export class QuestionQueue<About extends object, Answer> {
  readonly #waiting = new Store<readonly (About & PendingQuestion<Answer>)[]>([]);
  readonly subscribe = this.#waiting.subscribe;
  #asked = 0;

  ask(about: About): Promise<Answer> {
    return new Promise((resolve) => {
      const question = {
        ...about,
        id: this.#asked++,
        answer: (answer: Answer) => {
          this.#waiting.set(this.#waiting.get().filter((other) => other !== question));
          resolve(answer);
        },
      };
      this.#waiting.set([...this.#waiting.get(), question]);
    });
  }

  /** What is to be asked now. */
  readonly current = (): (About & PendingQuestion<Answer>) | null => this.#waiting.get()[0] ?? null;
}

interface PendingQuestion<Answer> {
  /** Another one for each question: what is typed into one is nothing of the next. */
  readonly id: number;
  readonly answer: (answer: Answer) => void;
}
