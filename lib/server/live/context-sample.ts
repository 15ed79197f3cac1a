import { LRUCache } from "lru-cache";
import { attributeIn } from "@/lib/targeting/context";
import { Murmur3 } from "@/lib/targeting/murmur3";
import { processState } from "../process-state";

/** Contexts in one sample, and characters of one as JSON; a longer one is not kept. */
const MOST_CONTEXTS = 1_000;
const MOST_CHARACTERS = 1_000;
/** Samples in one process, each of one environment of a project: 32 million characters together, at most. */
const MOST_SAMPLES = 32;

/** Those that hold something, the one that saw somebody last at the end. What is let go of forgets all. */
const samples = () =>
  processState(
    "context-samples",
    () =>
      new LRUCache<ContextSample, true>({ max: MOST_SAMPLES, dispose: (_, sample: ContextSample) => sample.clear() }),
  );

const identity = new Murmur3();

/**
 * The contexts that an environment was asked for last, in memory and nowhere else: of each person the last one, with
 * those attributes that rules use. Of the person themselves it holds a hash of 32 bits. Never written or logged.
 */
export class ContextSample {
  readonly #contexts = new LRUCache<number, string>({ max: MOST_CONTEXTS });
  #unnamed = 0;

  /** @param attributes those that are kept of a context */
  constructor(readonly attributes: ReadonlySet<string>) {}

  see(context: Readonly<Record<string, unknown>>): void {
    // With no prototype, so that an attribute of any name is a property of its own.
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

  /** Each as JSON, in no order that says anything. */
  texts(): string[] {
    return [...this.#contexts.values()];
  }

  /** Lets go of all that it holds, for good when nobody has it any more. */
  forget(): void {
    samples().delete(this);
  }

  clear(): void {
    this.#contexts.clear();
  }

  /** Whoever has no id is somebody else each time. */
  #keyOf(userId: unknown): number {
    if (typeof userId === "string" || typeof userId === "number") return identity.of(String(userId));
    this.#unnamed += 1;
    return -this.#unnamed;
  }
}
