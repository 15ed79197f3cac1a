import { LRUCache } from "lru-cache";

/** A document of exactly one state. */
interface Versioned {
  readonly version: string;
}

/**
 * The latest document of each ruleset that is asked for. It is written once for each state, however many ask. The least
 * recently used ones are evicted when all of them together are too large.
 */
export class LatestDocuments<D extends Versioned> {
  readonly #kept: LRUCache<string, D>;
  readonly #writing = new Map<string, { version: string; document: Promise<D> }>();

  /** @param keptBytes of all of them; a longer document is written for each caller */
  constructor(keptBytes: number, bytesOf: (document: D) => number) {
    this.#kept = new LRUCache<string, D>({ maxSize: keptBytes, maxEntrySize: keptBytes, sizeCalculation: bytesOf });
  }

  async get(name: string, version: string, write: () => Promise<D>): Promise<D> {
    const kept = this.#kept.get(name);
    if (kept?.version === version) return kept;
    const running = this.#writing.get(name);
    if (running?.version === version) return running.document;
    const document = write();
    this.#writing.set(name, { version, document });
    try {
      const written = await document;
      this.#kept.set(name, written);
      return written;
    } finally {
      if (this.#writing.get(name)?.document === document) this.#writing.delete(name);
    }
  }
}
