import type { Viewer } from "@/lib/contract/change";
import { limits } from "@/lib/contract/limits";
import type { ViewerNotice } from "../change-feed";

/** A page says every 20 s that it still shows its flag. A page that has not for this long is gone. */
const EXPIRES_MS = 60_000;
const SWEEP_MS = 5_000;
/** More names than anybody would read. */
const MOST_VIEWERS = 100;

interface Page extends Viewer {
  expiresAt: number;
}

interface Project {
  /** By member and client. */
  pages: Map<string, Page>;
  viewers: readonly Viewer[];
  /** Counted up when `viewers` changes. */
  version: number;
}

/** Which members look at which flags, by what their open pages said recently, to this instance or another. */
export class Viewers {
  readonly #projects = new Map<string, Project>();
  readonly #pagesOfMember = new Map<string, number>();
  #count = 0;

  /** @param onChange called with a project whose viewers have changed */
  constructor(
    private readonly onChange: (projectId: string) => void,
    sweepEveryMs = SWEEP_MS,
  ) {
    setInterval(() => this.sweep(performance.now()), sweepEveryMs).unref();
  }

  of(projectId: string): Pick<Project, "viewers" | "version"> {
    return this.#projects.get(projectId) ?? { viewers: [], version: 0 };
  }

  /** Notes which flag a page shows. Pages beyond a member's limit, or the instance's, are not noted. */
  set({ project: projectId, client, member, name, flag }: Omit<ViewerNotice, "type">): void {
    const key = `${member} ${client}`;
    const known = this.#projects.get(projectId)?.pages.get(key);
    if (flag === null) {
      if (known !== undefined) this.#remove(projectId, key, known);
    } else {
      if (known === undefined && !this.#hasRoom(member)) return;
      const project = this.#project(projectId);
      if (known === undefined) this.#take(member, 1);
      project.pages.set(key, { flag_id: flag, member_id: member, name, expiresAt: performance.now() + EXPIRES_MS });
    }
    this.#tell(projectId);
  }

  /**
   * Forgets pages that have not said anything for too long.
   * @param now by the process's clock
   */
  sweep(now: number): void {
    for (const [projectId, { pages }] of this.#projects) {
      for (const [key, page] of pages) if (page.expiresAt <= now) this.#remove(projectId, key, page);
      this.#tell(projectId);
    }
  }

  #project(projectId: string): Project {
    const known = this.#projects.get(projectId);
    if (known !== undefined) return known;
    const project = { pages: new Map(), viewers: [], version: 0 };
    this.#projects.set(projectId, project);
    return project;
  }

  #hasRoom(member: string): boolean {
    const own = this.#pagesOfMember.get(member) ?? 0;
    return own < limits.viewersPerMember && this.#count < limits.viewersPerInstance;
  }

  #take(member: string, count: 1 | -1): void {
    const own = (this.#pagesOfMember.get(member) ?? 0) + count;
    if (own > 0) this.#pagesOfMember.set(member, own);
    else this.#pagesOfMember.delete(member);
    this.#count += count;
  }

  #remove(projectId: string, key: string, { member_id: member }: Page): void {
    this.#projects.get(projectId)?.pages.delete(key);
    this.#take(member, -1);
  }

  /** Announces who looks at which flag, each member once for each flag, if that has changed. */
  #tell(projectId: string): void {
    const project = this.#projects.get(projectId);
    if (project === undefined) return;
    const once = new Map<string, Viewer>();
    for (const { flag_id, member_id, name } of project.pages.values()) {
      once.set(`${flag_id} ${member_id}`, { flag_id, member_id, name });
    }
    const viewers = [...once.values()].slice(0, MOST_VIEWERS);
    const hasChanged = JSON.stringify(viewers) !== JSON.stringify(project.viewers);
    if (hasChanged) {
      project.viewers = viewers;
      // Versions never repeat, so that two states of a project always differ, also when it was forgotten in between.
      project.version = nextVersion();
      this.onChange(projectId);
    }
    if (project.pages.size === 0) this.#projects.delete(projectId);
  }
}

let versions = 0;
const nextVersion = (): number => ++versions;
