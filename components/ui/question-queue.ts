/** Questions to the person, asked one after another: a second may come while the first is being answered. */
export class QuestionQueue<About extends object, Answer> {
  #waiting: readonly (About & Asked<Answer>)[] = [];
  readonly #listeners = new Set<() => void>();

  ask(about: About): Promise<Answer> {
    return new Promise((resolve) => {
      const question = {
        ...about,
        answer: (answer: Answer) => {
          this.#set(this.#waiting.filter((other) => other !== question));
          resolve(answer);
        },
      };
      this.#set([...this.#waiting, question]);
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is to be asked now. */
  readonly current = (): (About & Asked<Answer>) | null => this.#waiting[0] ?? null;

  #set(next: readonly (About & Asked<Answer>)[]): void {
    this.#waiting = next;
    for (const listener of this.#listeners) listener();
  }
}

interface Asked<Answer> {
  readonly answer: (answer: Answer) => void;
}
