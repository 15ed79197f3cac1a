import { LRUCache } from "lru-cache";
import type { LiveProject, LiveRuleset } from "./live-project";
import { ProjectTooLarge, rulesetCapacity } from "./ruleset-capacity";

/** A bounded cache of projects in memory; the least recently used one is evicted first. */
export class HeldProjects {
  /** Called before a ruleset is evicted, so that its counts are not lost. */
  onRetire: (live: LiveRuleset) => void = () => {};
  /** Called when a project is no longer held, for whatever reason. */
  onLetGo: (id: string) => void = () => {};
  readonly capacity = rulesetCapacity();
  readonly #projects = new LRUCache<string, LiveProject>({
    maxSize: this.capacity,
    sizeCalculation: ({ bytes }) => bytes,
    dispose: (project, id, reason) => {
      if (reason === "set") return;
      this.#retire(project, undefined);
      this.onLetGo(id);
    },
  });

  /** The project to answer from, which becomes the most recently used. */
  use(id: string): LiveProject | undefined {
    return this.#projects.get(id);
  }

  get(id: string): LiveProject | undefined {
    return this.#projects.peek(id);
  }

  all(): Iterable<LiveProject> {
    return this.#projects.values();
  }

  /** Replaces a project's earlier state. It must fit. */
  put(project: LiveProject): void {
    const { id } = project.source;
    const before = this.#projects.peek(id);
    if (before !== undefined) this.#retire(before, project);
    this.#projects.set(id, project);
  }

  delete(id: string): void {
    this.#projects.delete(id);
  }

  /** @throws ProjectTooLarge when it would not fit even alone */
  assertFits(bytes: number): void {
    if (bytes > this.capacity) throw new ProjectTooLarge();
  }

  /**
   * Makes room for a project while it is read, by the bytes counted so far: it evicts other projects, the least
   * recently used first.
   * @throws ProjectTooLarge when only the project's own earlier state is left
   */
  roomFor(projectId: string): (bytes: number) => void {
    let read = 0;
    const fits = () => this.#projects.calculatedSize + read <= this.capacity;
    return (bytes) => {
      read += bytes;
      if (fits()) return;
      for (const id of [...this.#projects.rkeys()]) {
        if (id !== projectId) this.#projects.delete(id);
        if (fits()) return;
      }
      throw new ProjectTooLarge();
    };
  }

  #retire(project: LiveProject, next: LiveProject | undefined): void {
    for (const [environment, live] of project.byEnvironment) {
      const follows = next?.byEnvironment.get(environment);
      if (follows?.answers !== live.answers) this.onRetire(live);
      if (follows?.sample !== live.sample) live.sample?.forget();
    }
  }
}
