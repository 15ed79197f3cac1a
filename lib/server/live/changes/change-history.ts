import { randomUUID } from "node:crypto";
import type { Change, ChangeEvent } from "@/lib/contract/change";
import { toTimestamp } from "@/lib/contract/common";
import type { WrittenChange } from "../change-feed";

/** How many writes are remembered, of all projects together, for clients that were away for a while. */
const KEPT = 1_000;
/** A client that missed more changes is told to read everything again. */
const MOST_TOLD = 200;

interface Entry {
  number: number;
  /** Milliseconds since 1970, by this instance's clock. */
  at: number;
  /** Null: it concerns every project. */
  projectId: string | null;
  /** Null: the changes are unknown. */
  changes: readonly Change[] | null;
}

/** The changes that this instance has heard of recently, with numbers of its own. */
export class ChangeHistory {
  /** The numbers are valid on this instance, until it stops. */
  readonly id = randomUUID();
  #entries: Entry[] = [];
  #last = 0;
  /** Changes up to this number, and before this instant, are unknown. */
  #unknownUntil = { number: 0, at: Date.now() };

  /** The number of the latest write. */
  get last(): number {
    return this.#last;
  }

  add({ project, actor, request_id, changes }: WrittenChange): void {
    const at = Date.now();
    const announced = changes?.map(({ resource_type, resource_id, flag_id, action }): Change => {
      const known = { resource_type, action, request_id, at: toTimestamp(new Date(at)) };
      // Only admins may know about keys and members. Others listen, too, and hear only that one of them changed.
      if (project === null) return known;
      return { ...known, resource_id, ...(flag_id !== null && { flag_id }), actor };
    });
    this.#last += 1;
    this.#entries.push({ number: this.#last, at, projectId: project, changes: announced ?? null });
    const dropped = this.#entries.length > KEPT ? this.#entries.shift() : undefined;
    if (dropped !== undefined) this.#unknownUntil = dropped;
  }

  /** Nothing was heard for a while: the changes of that time are unknown. */
  forget(): void {
    this.#last += 1;
    this.#entries = [];
    this.#unknownUntil = { number: this.#last, at: Date.now() };
  }

  /**
   * What changed in a project, or in the installation (null), after one write and up to another.
   * @param id of the history to which the first number belongs
   */
  between(projectId: string | null, from: { id: string; number: number }, to: number): ChangeEvent {
    const isKnown = from.id === this.id && from.number >= this.#unknownUntil.number;
    return this.#tell(projectId, to, isKnown, (entry) => entry.number > from.number);
  }

  /** The same, from an instant up to a write. */
  since(projectId: string | null, instant: number, to: number): ChangeEvent {
    return this.#tell(projectId, to, instant > this.#unknownUntil.at, (entry) => entry.at >= instant);
  }

  #tell(projectId: string | null, to: number, isKnown: boolean, isWanted: (entry: Entry) => boolean): ChangeEvent {
    const unknown = { is_complete: false, changes: [] };
    if (!isKnown) return unknown;
    const changes: Change[] = [];
    for (const entry of this.#entries) {
      if (entry.number > to || !isWanted(entry)) continue;
      const wanted = projectId === null ? entry.changes?.filter(isOfInstallation) : entry.changes;
      if (projectId !== null && entry.projectId !== null && entry.projectId !== projectId) continue;
      if (wanted === null || wanted === undefined) return unknown;
      changes.push(...wanted);
    }
    return changes.length > MOST_TOLD ? unknown : { is_complete: true, changes };
  }
}

/** The existence of projects, keys and members concerns the installation. */
export const isOfInstallation = ({ resource_type: type }: Pick<Change, "resource_type">): boolean =>
  type === "project" || type === "api_key" || type === "member";
