import { LRUCache } from "lru-cache";
import type { CompiledRuleset } from "@/lib/targeting";
import { getDb } from "../db/client";
import { log } from "../log";
import { processState } from "../process-state";
import { Answers } from "./answers";
import { changeFeed } from "./change-feed";
import { type LoadedProject, loadProject } from "./load-rulesets";
import { onLocalChange } from "./local-changes";

/** Source JSON of all rulesets held; compiled they take a small multiple of it. */
const CAPACITY_BYTES = 256 * 1024 * 1024;
/** Finds what no notice told: a pooler without LISTEN, a connection that was down. */
const POLL_MS = 5_000;

/** A project's rules in one environment, ready to answer. Replaced whole when they change. */
export interface LiveRuleset {
  readonly projectId: string;
  readonly environment: string;
  readonly revision: number;
  readonly ruleset: CompiledRuleset;
  readonly answers: Answers;
}

interface LiveProject {
  readonly loaded: LoadedProject;
  readonly byEnvironment: ReadonlyMap<string, LiveRuleset>;
}

/** A ruleset, or why there is none. */
export type Found =
  | { kind: "found"; live: LiveRuleset }
  | { kind: "no_project" }
  | { kind: "no_environment"; environments: readonly string[] };

/** Told when a project's rulesets were replaced; undefined when the project is gone. */
type SwapListener = (projectId: string, revision: number | undefined) => void;

/** Compiled rulesets by project, in memory, as fresh as the last notice. */
class RulesetStore {
  /** Told when a ruleset is about to be let go, so that what it counted is not lost. */
  onRetire: (live: LiveRuleset) => void = () => {};
  readonly #projects = new LRUCache<string, LiveProject>({
    maxSize: CAPACITY_BYTES,
    // A project over the capacity is held all the same, alone: reading it for each evaluation would be worse.
    sizeCalculation: ({ loaded }) => Math.min(loaded.bytes + 1024, CAPACITY_BYTES),
    dispose: ({ byEnvironment }) => {
      for (const live of byEnvironment.values()) this.onRetire(live);
    },
  });
  readonly #loads = new Map<string, Promise<LiveProject | undefined>>();
  readonly #swapListeners = new Set<SwapListener>();
  readonly #poll = setInterval(() => void this.#checkRevisions(), POLL_MS).unref();

  constructor() {
    onLocalChange((projectId, revision) => this.#catchUp(projectId, revision));
    changeFeed().subscribe((change) => {
      if (change.type === "resync") void this.#checkRevisions();
      if (change.type === "revision") this.#follow(change.project, change.revision);
    });
  }

  /** As `get`, when it is in memory and so is at once; undefined: ask `get`. */
  held(projectId: string, environment: string | undefined): LiveRuleset | undefined {
    const held = this.#projects.get(projectId);
    return held?.byEnvironment.get(environment ?? held.loaded.defaultEnvironment);
  }

  /** @param environment the project's default one when undefined. @throws when it must be read and the database is gone. */
  async get(projectId: string, environment: string | undefined): Promise<Found> {
    for (;;) {
      const held = this.#projects.get(projectId);
      const found = held && find(held, environment);
      if (found !== undefined) return found;
      const running = this.#loads.get(projectId);
      if (running === undefined) break;
      await running;
    }
    const project = await this.#load(projectId, environment);
    if (project === undefined) return { kind: "no_project" };
    return find(project, environment) ?? { kind: "no_environment", environments: project.loaded.environments };
  }

  /** Every ruleset held. */
  *all(): Iterable<LiveRuleset> {
    for (const { byEnvironment } of this.#projects.values()) yield* byEnvironment.values();
  }

  /** @returns how to stop listening. */
  onSwap(listener: SwapListener): () => void {
    this.#swapListeners.add(listener);
    return () => this.#swapListeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#poll);
  }

  #follow(projectId: string, revision: number): void {
    this.#catchUp(projectId, revision).catch((error: unknown) => {
      log.warn({ err: error, projectId, revision }, "could not follow a change; the next poll tries again");
    });
  }

  /** Makes sure that a project that is held is at least at `revision`. */
  async #catchUp(projectId: string, revision: number): Promise<void> {
    for (;;) {
      const held = this.#projects.peek(projectId);
      if (held === undefined || held.loaded.revision >= revision) return;
      const running = this.#loads.get(projectId);
      if (running === undefined) {
        await this.#load(projectId, undefined);
        return;
      }
      // It may have begun before the change, so look again when it is done.
      await running;
    }
  }

  async #checkRevisions(): Promise<void> {
    const ids = [...this.#projects.keys()];
    if (ids.length === 0) return;
    try {
      const revisions = await readRevisions(ids);
      for (const id of ids) this.#follow(id, revisions.get(id) ?? Number.POSITIVE_INFINITY);
    } catch (error) {
      log.debug({ err: error }, "could not ask for revisions; evaluation goes on from memory");
    }
  }

  /** Only one load of a project runs at a time: callers look for a running one first. */
  #load(projectId: string, environment: string | undefined): Promise<LiveProject | undefined> {
    const done = this.#read(projectId, environment).finally(() => this.#loads.delete(projectId));
    this.#loads.set(projectId, done);
    return done;
  }

  async #read(projectId: string, environment: string | undefined): Promise<LiveProject | undefined> {
    const held = this.#projects.peek(projectId);
    const environments = new Set(held?.byEnvironment.keys());
    if (environment !== undefined) environments.add(environment);
    const loaded = await loadProject(projectId, [...environments], held?.loaded);
    if (loaded === undefined) this.#projects.delete(projectId);
    const project = loaded && toLiveProject(loaded);
    if (project !== undefined) this.#projects.set(projectId, project);
    for (const listener of this.#swapListeners) listener(projectId, loaded?.revision);
    return project;
  }
}

async function readRevisions(projectIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await getDb().pool.query<{ id: string; revision: string }>(
    "SELECT id, revision FROM projects WHERE id = ANY ($1)",
    [projectIds],
  );
  return new Map(rows.map(({ id, revision }) => [id, Number(revision)]));
}

function find({ loaded, byEnvironment }: LiveProject, environment: string | undefined): Found | undefined {
  const live = byEnvironment.get(environment ?? loaded.defaultEnvironment);
  if (live !== undefined) return { kind: "found", live };
  if (environment === undefined || loaded.environments.includes(environment)) return undefined;
  return { kind: "no_environment", environments: loaded.environments };
}

function toLiveProject(loaded: LoadedProject): LiveProject {
  const { id: projectId, revision } = loaded;
  const byEnvironment = new Map(
    [...loaded.rulesets].map(([environment, ruleset]) => {
      const live: LiveRuleset = { projectId, environment, revision, ruleset, answers: new Answers(environment) };
      return [environment, live];
    }),
  );
  return { loaded, byEnvironment };
}

/** The process's store. */
export function rulesetStore(): RulesetStore {
  return processState("ruleset-store", () => new RulesetStore());
}
