import { isRelay } from "../is-relay";
import { log } from "../log";
import { processState } from "../process-state";
import { db } from "../store/transaction";
import { readVersions, type Version } from "../store/versions";
import { changeFeed } from "./change-feed";
import { compileProject } from "./compile-project";
import { HeldProjects } from "./held-projects";
import { type Found, findIn, type LiveProject, type LiveRuleset, toLiveProject } from "./live-project";
import { type LocalChange, onLocalChange } from "./local-changes";
import { ProjectLoader } from "./project-loader";
import type { ProjectSource } from "./project-source";
import { ProjectTooLarge } from "./ruleset-capacity";
import { memoryOfProject } from "./ruleset-memory";
import { isSameVersion } from "./version";

export type { LiveRuleset } from "./live-project";

/**
 * The interval in which changes are found that no notice announced: the connection was interrupted, or the database
 * came back in an older state.
 */
const POLL_MS = 5_000;

/** Called when a project's rulesets were replaced; undefined when the project is gone. */
type SwapListener = (projectId: string, version: Version | undefined) => void;

/** Compiled rulesets by project, in memory, as current as the last notice. */
class RulesetStore {
  readonly #held = new HeldProjects();
  readonly #loader = new ProjectLoader(this.#held, (projectId, project) => this.#replace(projectId, project));
  readonly #adopting = new Set<string>();
  readonly #swapListeners = new Set<SwapListener>();
  readonly #letGoListeners = new Set<(projectId: string) => void>();
  readonly #poll = setInterval(() => void this.#checkVersions(), POLL_MS).unref();

  constructor() {
    this.#held.onLetGo = (projectId) => {
      for (const listener of this.#letGoListeners) listener(projectId);
    };
    onLocalChange((change) => this.#catchUp(change));
    changeFeed().subscribe((change) => {
      if (change.type === "resync") void this.#checkVersions();
      if (change.type === "revision") this.#follow(change.project, change.token);
    });
  }

  /** As `get`, when it is in memory and so available at once; undefined: call `get`. */
  held(projectId: string, environment: string | undefined): LiveRuleset | undefined {
    const held = this.#held.use(projectId);
    return held?.byEnvironment.get(environment ?? held.source.defaultEnvironment);
  }

  /**
   * @param environment the project's default one when undefined.
   * @throws when it must be read and the database is unreachable. ServiceError 503 when the project does not fit into
   * memory.
   */
  async get(projectId: string, environment: string | undefined): Promise<Found> {
    const refusal = this.#loader.refusal(projectId);
    if (refusal !== undefined) throw refusal;
    const held = this.#find(projectId, environment);
    if (held !== undefined) return held;
    // A reading that goes on may bring it. Only one is awaited, because another always follows under constant writes.
    const running = this.#loader.running(projectId);
    if (running !== undefined) {
      await running;
      const read = this.#find(projectId, environment);
      if (read !== undefined) return read;
    }
    if (isRelay()) return this.#notRelayed(projectId);
    const project = await this.#loader.load(projectId, environment);
    if (project === undefined) return { kind: "no_project" };
    return findIn(project, environment) ?? { kind: "no_environment", environments: project.source.environments };
  }

  /** @param listener called before a ruleset is evicted, so that its counts are not lost */
  onRetire(listener: (live: LiveRuleset) => void): void {
    this.#held.onRetire = listener;
  }

  /** Every held ruleset. */
  *all(): Iterable<LiveRuleset> {
    for (const { byEnvironment } of this.#held.all()) yield* byEnvironment.values();
  }

  /** What the held rulesets were compiled from. */
  *sources(): Iterable<ProjectSource> {
    for (const { source } of this.#held.all()) yield source;
  }

  /**
   * Takes over rulesets of an earlier process, unless the project is held. They are compared with the database like
   * others.
   */
  async adopt(source: ProjectSource): Promise<void> {
    const bytes = memoryOfProject(source);
    if (bytes > this.#held.capacity || this.#held.get(source.id) !== undefined) return;
    this.#adopting.add(source.id);
    try {
      const rulesets = await compileProject(source, undefined);
      if (this.#held.get(source.id) !== undefined) return;
      this.#replace(source.id, toLiveProject(source, rulesets, undefined, bytes));
    } finally {
      this.#adopting.delete(source.id);
    }
  }

  /** Replaces what is held by what another Guidon sent. @throws ServiceError 503 when it does not fit */
  async take(source: ProjectSource): Promise<void> {
    const held = this.#held.get(source.id);
    const bytes = memoryOfProject(source);
    this.#held.assertFits(bytes);
    this.#replace(source.id, toLiveProject(source, await compileProject(source, held?.rulesets), held, bytes));
  }

  /**
   * Makes sure that evaluation answers with an announced revision, of this or another instance, if the database has it:
   * its number alone does not tell. Undefined when there is nothing to wait for.
   * @throws when the database is unreachable
   */
  catchUpWith(projectId: string, token: string): Promise<unknown> | undefined {
    return isRelay() || this.#includes(projectId, token) ? undefined : this.#loader.load(projectId);
  }

  /** @returns how to stop listening. */
  onSwap(listener: SwapListener): () => void {
    this.#swapListeners.add(listener);
    return () => this.#swapListeners.delete(listener);
  }

  /** Calls `listener` when a project is no longer held: nobody follows its changes until it is requested again. */
  onLetGo(listener: (projectId: string) => void): void {
    this.#letGoListeners.add(listener);
  }

  close(): void {
    clearInterval(this.#poll);
  }

  /** A relay has no database to search. */
  #notRelayed(projectId: string): Found {
    const held = this.#held.get(projectId);
    return held === undefined
      ? { kind: "no_project" }
      : { kind: "no_environment", environments: held.source.environments };
  }

  #find(projectId: string, environment: string | undefined): Found | undefined {
    const held = this.#held.use(projectId);
    return held && findIn(held, environment);
  }

  /** A notice of a revision that is already held brings nothing new. */
  #follow(projectId: string, token: string | null | undefined): void {
    this.#loader.withdrawRefusal(projectId);
    if (!this.#concerns(projectId) || this.#includes(projectId, token)) return;
    this.#loader.load(projectId).catch((error: unknown) => {
      if (error instanceof ProjectTooLarge) return;
      log.warn({ err: error, projectId }, "could not follow a change; the next poll tries again");
    });
  }

  /**
   * Makes sure that evaluation answers with a change of our own. Revision numbers do not tell whether it does, so the
   * project is read once more after the commit.
   */
  async #catchUp({ projectId, revision, token }: LocalChange): Promise<void> {
    this.#loader.withdrawRefusal(projectId);
    if (!this.#concerns(projectId) || this.#includes(projectId, token)) return;
    const project = await this.#loader.load(projectId).catch(unlessTooLarge);
    if (project === undefined || token === null || this.#includes(projectId, token)) return;
    if (project.source.version.revision <= revision) throw new Error("the database has forgotten the change");
  }

  /** Whether the project is held, or a state from before this call is about to be. */
  #concerns(projectId: string): boolean {
    const isComing = this.#loader.running(projectId) !== undefined || this.#adopting.has(projectId);
    return isComing || this.#held.get(projectId) !== undefined;
  }

  #includes(projectId: string, token: string | null | undefined): boolean {
    return typeof token === "string" && this.#held.get(projectId)?.source.tokens.includes(token) === true;
  }

  async #checkVersions(): Promise<void> {
    const held = [...this.#held.all()].map(({ source }) => source);
    if (held.length === 0 || isRelay()) return;
    try {
      const versions = await readVersions(
        db(),
        held.map(({ id }) => id),
      );
      for (const { id, version } of held) {
        const now = versions.get(id);
        if (now === undefined || !isSameVersion(now, version)) this.#follow(id, null);
      }
    } catch (error) {
      log.debug({ err: error }, "could not ask for versions; evaluation goes on from memory");
    }
  }

  #replace(projectId: string, project: LiveProject | undefined): void {
    if (project === undefined) this.#held.delete(projectId);
    else this.#held.put(project);
    for (const listener of this.#swapListeners) listener(projectId, project?.source.version);
  }
}

function unlessTooLarge(error: unknown): undefined {
  if (!(error instanceof ProjectTooLarge)) throw error;
}

/** The process's store. */
export function rulesetStore(): RulesetStore {
  return processState("ruleset-store", () => new RulesetStore());
}
