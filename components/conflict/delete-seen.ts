import { apiFetch } from "@/lib/client/api-client";
import { isApiError } from "@/lib/client/api-error";
import { deletionQuestions } from "./conflict-host";
import type { EditKind, EditWords } from "./edit-kinds";
import { EditKept } from "./save-edit";

/** What is to be deleted, and how the person saw it last. */
interface Deletion extends EditWords {
  kind: EditKind;
  id: string;
  /** Where it is read and deleted, below the API's base. */
  path: string;
  seen: object;
  query?: Record<string, string | undefined>;
}

/** How often somebody else may save between our look and our deletion before we give up. */
const MOST_ATTEMPTS = 5;

/** What is of the list that it stands in, and not its own. */
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
