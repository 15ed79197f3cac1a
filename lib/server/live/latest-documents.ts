import { LRUCache } from "lru-cache";

/** Something that is written of one state, and of no other. */
interface Versioned {
  readonly version: string;
}

/**
 * The latest document of each thing that is asked for. It is written once for each state, however many ask; those that
 * were not asked for the longest are forgotten when all of them together take too much.
 */
export class LatestDocuments<D extends Versioned> {
  readonly #kept: LRUCache<string, D>;
  readonly #writing = new Map<string, { version: string; document: Promise<D> }>();

  /** @param keptBytes of all of them; a longer one is written for each who asks */
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
