import { LRUCache } from "lru-cache";
import type { LiveProject, LiveRuleset } from "./live-project";
import { ProjectTooLarge, rulesetCapacity } from "./ruleset-capacity";

/** The projects that are in memory, and no more of them than there is room for. */
export class HeldProjects {
  /** Told when a ruleset is about to be let go, so that what it counted is not lost. */
  onRetire: (live: LiveRuleset) => void = () => {};
  readonly capacity = rulesetCapacity();
  readonly #projects = new LRUCache<string, LiveProject>({
    maxSize: this.capacity,
    sizeCalculation: ({ bytes }) => bytes,
    dispose: (project, _id, reason) => {
      if (reason !== "set") this.#retire(project, undefined);
    },
  });

  /** To answer from: it is then the last to be let go. */
  use(id: string): LiveProject | undefined {
    return this.#projects.get(id);
  }

  get(id: string): LiveProject | undefined {
    return this.#projects.peek(id);
  }

  all(): Iterable<LiveProject> {
    return this.#projects.values();
  }

  /** Puts a project in place of what there was of it. It must fit. */
  put(project: LiveProject): void {
    const { id } = project.source;
    const before = this.#projects.peek(id);
    if (before !== undefined) this.#retire(before, project);
    this.#projects.set(id, project);
  }

  delete(id: string): void {
    this.#projects.delete(id);
  }

  /** @throws ProjectTooLarge when so much does not fit beside nothing else */
  assertFits(bytes: number): void {
    if (bytes > this.capacity) throw new ProjectTooLarge();
  }

  /**
   * Makes room for a project as it is read, told of its bytes as they come: lets other projects go, those first that
   * were not asked for longest.
   * @throws ProjectTooLarge when there is none left to let go but what the project itself had
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
      if (next?.byEnvironment.get(environment)?.answers !== live.answers) this.onRetire(live);
    }
  }
}
