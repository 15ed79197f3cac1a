import { randomUUID } from "node:crypto";
import type { CountBatch, CountedEvaluations } from "../store/evaluation-counts";

/** The most entries while the database is unreachable, because memory must be bounded. */
const MAX_ENTRIES = 100_000;

/** Counts that are not stored yet. */
export class PendingCounts {
  /** Counts that still grow, by everything that tells them apart. */
  readonly #growing = new Map<string, CountedEvaluations>();
  /** Batches that may be stored already, if an answer was lost. So they keep their ids and their counts. */
  readonly #batches = new Map<string, CountBatch>();
  #batched = 0;

  /** Adds counts that are not part of a batch. What is new beyond the bound is lost. */
  add(counts: readonly CountedEvaluations[]): void {
    for (const counted of counts) {
      const { projectId, environment, flagKey, ruleId, value, reason, count } = counted;
      const key = JSON.stringify([projectId, environment, flagKey, ruleId, value, reason]);
      const known = this.#growing.get(key);
      if (known !== undefined) known.count = Math.min(known.count + count, Number.MAX_SAFE_INTEGER);
      else if (this.#growing.size + this.#batched < MAX_ENTRIES) this.#growing.set(key, { ...counted });
    }
  }

  /** Adds a batch whole. @returns false when there is no room for it */
  addBatch(batch: CountBatch): boolean {
    if (batch.counts.length === 0 || this.#batches.has(batch.id)) return true;
    if (this.#growing.size + this.#batched + batch.counts.length > MAX_ENTRIES) return false;
    this.#batches.set(batch.id, batch);
    this.#batched += batch.counts.length;
    return true;
  }

  /** Makes batches of the counts that are not part of one, each of at most `most` entries. */
  close(most: number): void {
    const counts = [...this.#growing.values()];
    this.#growing.clear();
    for (let from = 0; from < counts.length; from += most)
      this.addBatch({ id: randomUUID(), counts: counts.slice(from, from + most) });
  }

  /** The batches in portions, each of one batch or of at most `most` entries. */
  portions(most: number): CountBatch[][] {
    const portions: CountBatch[][] = [];
    let room = 0;
    for (const batch of this.#batches.values()) {
      if (batch.counts.length > room) {
        portions.push([]);
        room = most;
      }
      portions.at(-1)?.push(batch);
      room -= batch.counts.length;
    }
    return portions;
  }

  /** Forgets batches that are stored. */
  forget(batches: readonly CountBatch[]): void {
    for (const { id, counts } of batches) if (this.#batches.delete(id)) this.#batched -= counts.length;
  }

  /**
   * Takes counts of one environment that are not part of a batch. The caller keeps them until they are stored.
   * @param most entries, each of which counts at most `mostOfOne`; the rest stays for the next call
   */
  take(most: number, mostOfOne: number): CountedEvaluations[] {
    const [first] = this.#growing.values();
    const taken: CountedEvaluations[] = [];
    for (const [key, counted] of this.#growing) {
      if (taken.length === most) break;
      if (counted.projectId !== first?.projectId || counted.environment !== first.environment) continue;
      const count = Math.min(counted.count, mostOfOne);
      taken.push({ ...counted, count });
      counted.count -= count;
      if (counted.count === 0) this.#growing.delete(key);
    }
    return taken;
  }
}
