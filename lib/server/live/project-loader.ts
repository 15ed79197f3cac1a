import { log } from "../log";
import { compileProject } from "./compile-project";
import type { HeldProjects } from "./held-projects";
import { type LiveProject, toLiveProject } from "./live-project";
import { OneAtATime } from "./one-at-a-time";
import { readProject } from "./read-project";
import { ProjectTooLarge } from "./ruleset-capacity";
import { memoryOfProject } from "./ruleset-memory";

/** Reads projects from the database and compiles them, never one twice at a time. */
export class ProjectLoader {
  readonly #loads = new OneAtATime((projectId) => this.#load(projectId));
  /** Projects that did not fit the last time. */
  readonly #refused = new Map<string, ProjectTooLarge>();
  /** Environments that are requested and not held yet. */
  readonly #asked = new Map<string, Set<string>>();

  /** @param onRead called when a project's content is another one; undefined when there is no such project */
  constructor(
    private readonly held: HeldProjects,
    private readonly onRead: (projectId: string, project: LiveProject | undefined) => void,
  ) {}

  /** The reading of the project that goes on now, if any. It may have begun before the change that the caller knows. */
  running(projectId: string): Promise<LiveProject | undefined> | undefined {
    return this.#loads.running(projectId);
  }

  /**
   * The project as of a reading that begins after this call.
   * @param environment is read, too, besides those that are held; undefined: no further one
   * @throws ProjectTooLarge, or when the database is unreachable
   */
  load(projectId: string, environment?: string): Promise<LiveProject | undefined> {
    if (environment !== undefined) this.#ask(projectId, environment);
    return this.#loads.run(projectId);
  }

  /** Why the project is not read for now. */
  refusal(projectId: string): ProjectTooLarge | undefined {
    const refused = this.#refused.get(projectId);
    return refused !== undefined && performance.now() < refused.until ? refused : undefined;
  }

  /** The project has changed: it may fit now. */
  withdrawRefusal(projectId: string): void {
    this.#refused.delete(projectId);
  }

  #ask(projectId: string, environment: string): void {
    const environments = this.#asked.get(projectId);
    if (environments) environments.add(environment);
    else this.#asked.set(projectId, new Set([environment]));
  }

  async #load(projectId: string): Promise<LiveProject | undefined> {
    const held = this.held.get(projectId);
    const environments = new Set([...(held?.source.held ?? []), ...(this.#asked.get(projectId) ?? [])]);
    this.#asked.delete(projectId);
    try {
      return await this.#read(projectId, environments).catch((error: unknown) => {
        if (!(error instanceof ProjectTooLarge)) throw error;
        // Its earlier state took the room; without it there may be enough.
        this.held.delete(projectId);
        return this.#read(projectId, environments);
      });
    } catch (error) {
      if (error instanceof ProjectTooLarge) {
        this.#refused.set(projectId, error);
        log.error({ projectId, capacityMiB: Math.round(this.held.capacity / 2 ** 20) }, TOO_LARGE);
      }
      throw error;
    }
  }

  async #read(projectId: string, environments: ReadonlySet<string>): Promise<LiveProject | undefined> {
    const held = this.held.get(projectId);
    const read = await readProject(projectId, environments, held, this.held.roomFor(projectId));
    if (read === undefined) {
      this.onRead(projectId, undefined);
      return undefined;
    }
    const { source, compiler } = read;
    if (source === held?.source) return held;
    const bytes = memoryOfProject(source);
    this.held.assertFits(bytes);
    const rulesets = await (compiler?.finish() ?? compileProject(source, held?.rulesets));
    const project = toLiveProject(source, rulesets, held, bytes);
    this.onRead(projectId, project);
    return project;
  }
}

const TOO_LARGE =
  "a project's rulesets do not fit into memory and are not evaluated: give Node a larger --max-old-space-size";
