import { LRUCache } from "lru-cache";
import { attributeIn } from "@/lib/targeting/context";
import { Murmur3 } from "@/lib/targeting/murmur3";
import { processState } from "../process-state";

/** Contexts in one sample, and the length of one as JSON; longer contexts are not kept. */
const MOST_CONTEXTS = 1_000;
const MOST_CHARACTERS = 1_000;
/** Samples in one process, one for each environment of a project: at most 32 million characters together. */
const MOST_SAMPLES = 32;

/** Non-empty samples, the most recently used last. A sample that is evicted forgets everything. */
const samples = () =>
  processState(
    "context-samples",
    () =>
      new LRUCache<ContextSample, true>({ max: MOST_SAMPLES, dispose: (_, sample: ContextSample) => sample.clear() }),
  );

const identity = new Murmur3();

/**
 * The contexts for which an environment was evaluated last, in memory only: for each person the last one, with the
 * attributes that rules use. It identifies a person by a hash of 32 bits. It is never written or logged.
 */
export class ContextSample {
  readonly #contexts = new LRUCache<number, string>({ max: MOST_CONTEXTS });
  #unnamed = 0;

  /** @param attributes the attributes of a context that are kept */
  constructor(readonly attributes: ReadonlySet<string>) {}

  see(context: Readonly<Record<string, unknown>>): void {
    // Without a prototype, so that an attribute of any name is an own property.
    const kept: Record<string, unknown> = Object.create(null);
    for (const name of this.attributes) {
      const value = attributeIn(context, name);
      if (value !== undefined && value !== null) kept[name] = value;
    }
    const text = JSON.stringify(kept);
    if (text.length > MOST_CHARACTERS) return;
    samples().set(this, true);
    this.#contexts.set(this.#keyOf(context.user_id), text);
  }

  /** Each context as JSON, in no meaningful order. */
  texts(): string[] {
    return [...this.#contexts.values()];
  }

  /** Forgets everything, for good when nothing refers to the sample any more. */
  forget(): void {
    samples().delete(this);
  }

  clear(): void {
    this.#contexts.clear();
  }

  /** A context without an id counts as a new person each time. */
  #keyOf(userId: unknown): number {
    if (typeof userId === "string" || typeof userId === "number") return identity.of(String(userId));
    this.#unnamed += 1;
    return -this.#unnamed;
  }
}
