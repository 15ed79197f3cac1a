import { isSame } from "@/components/forms/field-values";
import { loadCode } from "@/components/ui/lazy/lazy";
import { toast } from "@/components/ui/toast";
import { apiFetch } from "@/lib/client/api-client";
import { describeError, isApiError } from "@/lib/client/api-error";
import { conflictQuestions, deletionQuestions } from "./conflict-host";
import type { EditKind, EditWords } from "./edit-words";

/** An edit of a resource that others may have changed since it began. */
export interface Edit<Resource> extends EditWords {
  kind: EditKind;
  id: string;
  /** Where it is saved, below the API's base. */
  path: string;
  /** Where the resource is read, if elsewhere: of an edit of a part of it. */
  readFrom?: string;
  /** The fields as they were when the edit began: at least those of `change`. */
  opened: object;
  /** The changed fields, with their new values. */
  change: object;
  /** The resource as the edit began with it. Without its tag it is read again before it is saved. */
  stored?: Stored<Resource> | undefined;
  /** Converts a resource to the fields that `opened` and `change` have, where those differ from the API's. */
  fieldsOf?: (resource: Resource) => object;
  /** Why: kept in the history. */
  comment?: string | undefined;
}

interface Stored<Resource> {
  data: Resource;
  etag: string | null;
}

/**
 * Nothing was saved, and there is nothing to say about it: the person was asked about a conflict, or whether a save is
 * meant, and goes on; or the page itself says what is missing.
 */
export class EditKept extends Error {
  override readonly name = "EditKept";
}

/** How often somebody else may save between our look and our save or deletion before we give up. */
const MOST_ATTEMPTS = 5;

/**
 * Saves an edit under the resource's current ETag. Fields that only others have changed since the edit began stay as
 * they are. Where both changed the same, the person is asked.
 * @throws EditKept, ApiError
 */
export async function saveEdit<Resource extends object>(edit: Edit<Resource>): Promise<Stored<Resource>> {
  const { path, readFrom = path, stored, comment } = edit;
  const fieldsOf = edit.fieldsOf ?? ((resource: Resource) => resource);
  let theirs: Stored<Resource> = stored?.etag ? stored : await apiFetch<Resource>(readFrom);
  for (let attempt = 1; ; attempt += 1) {
    const current = { ...fieldsOf(theirs.data) };
    const body = differing(current, await broughtTogether(edit, current));
    if (Object.keys(body).length === 0) return theirs;
    try {
      return await apiFetch<Resource>(path, { method: "PATCH", body, ifMatch: theirs.etag, query: { comment } });
    } catch (error) {
      if (!isApiError(error, 412) || attempt === MOST_ATTEMPTS) throw error;
      // By the contract, what comes with a 412 is the resource as it is now.
      theirs = { data: error.current as Resource, etag: error.etag };
    }
  }
}

type Fields = Record<string, unknown>;

/** The fields to save. Others may have changed the same fields meanwhile. @throws EditKept */
async function broughtTogether<Resource>(edit: Edit<Resource>, current: Fields): Promise<Fields> {
  const { kind, id, say, names } = edit;
  const opened: Fields = { ...edit.opened };
  const change: Fields = { ...edit.change };
  if (Object.keys(change).every((field) => isSame(opened[field], current[field]))) return change;
  // Loaded now, because two people rarely change the same fields.
  const code = await loadCode(() => Promise.all([import("./merge"), import("./edit-words")]));
  if (code === undefined) throw new EditKept("What brings two edits together could not be loaded");
  const [{ merge }, { editKinds }] = code;
  const { conflicts, resolve } = merge(opened, change, current, editKinds[kind].strategies);
  const choices =
    conflicts.length === 0
      ? new Map()
      : await conflictQuestions.ask({ kind, resourceId: id, conflicts, words: { say, names } });
  if (choices === null) throw new EditKept("The person goes on editing");
  return resolve(choices);
}

const differing = (stored: Fields, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => !isSame(stored[field], value)));

/** What a form says of a failed save, where it is more than usual: nothing, when the person chose to go on. */
export const unlessKept = (error: unknown): string | undefined => (error instanceof EditKept ? "" : undefined);

/** What is to be deleted, and how the person saw it last. */
interface Deletion extends EditWords {
  kind: EditKind;
  id: string;
  /** Where it is read and deleted, below the API's base. */
  path: string;
  seen: object;
  query?: Record<string, string | undefined>;
}

/** Fields that come from the list around a resource: their change does not count as a change of the resource. */
const ASIDE = { position: undefined, rule_count: undefined };

/**
 * Deletes what the person has seen. When somebody else has changed it since, the person is asked before it goes.
 * @throws EditKept, ApiError
 */
export async function deleteSeen({ kind, id, path, seen, query = {}, ...words }: Deletion): Promise<void> {
  const { differences } = await import("@/components/history/diff");
  let known: object = seen;
  let { data: current, etag } = await apiFetch<object>(path);
  for (let attempt = 1; ; attempt += 1) {
    const found = differences({ ...known, ...ASIDE }, { ...current, ...ASIDE });
    if (found.length > 0 && !(await deletionQuestions.ask({ kind, resourceId: id, found, words }))) {
      throw new EditKept("The person keeps what somebody else has changed");
    }
    try {
      await apiFetch<void>(path, { method: "DELETE", ifMatch: etag, query });
      return;
    } catch (error) {
      if (!isApiError(error, 412) || attempt === MOST_ATTEMPTS) throw error;
      known = current;
      // By the contract, what comes with a 412 is the resource as it is now.
      current = Object(error.current);
      etag = error.etag;
    }
  }
}

/** Says why a save failed, unless the person chose not to save. @param what completes "Could not …" */
export function sayFailure(error: unknown, what: string, description?: string): void {
  if (error instanceof EditKept) return;
  toast.error(describeError(error, what), description === undefined ? {} : { description });
}
