import { Store } from "@/lib/client/store";

/** Questions to the person, asked one after another: a second may come while the first is being answered. */
export class QuestionQueue<About extends object, Answer> {
  readonly #waiting = new Store<readonly (About & Asked<Answer>)[]>([]);
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
  readonly current = (): (About & Asked<Answer>) | null => this.#waiting.get()[0] ?? null;
}

interface Asked<Answer> {
  /** Another one for each question: what is typed into one is nothing of the next. */
  readonly id: number;
  readonly answer: (answer: Answer) => void;
}
