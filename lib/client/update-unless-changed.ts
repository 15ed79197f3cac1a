import { apiData, apiFetch } from "./api-client";
import { isApiError } from "./api-error";

/** Somebody else changed fields that this edit changes, too, since they were read. Nothing was saved. */
export class EditConflict<T> extends Error {
  constructor(
    /** As it is stored now. */
    readonly current: T,
    readonly fields: readonly string[],
  ) {
    super("Someone else has changed the same fields");
  }
}

/** How often somebody else may save between our look and our save before we give up. */
const MOST_ATTEMPTS = 5;

/**
 * Changes fields of a resource, unless somebody else changed one of them since `base` was read. What they changed beside
 * those fields stays as they left it. The save is conditional on what was looked at, so that nothing slips in between.
 * @param path the resource's, below the API's base
 * @throws EditConflict
 */
export async function updateUnlessChanged<T extends object>(path: string, base: T, change: object): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const { data: current, etag } = await apiFetch<T>(path);
    const fields = conflictingFields(base, current, change);
    if (fields.length > 0) throw new EditConflict(current, fields);
    try {
      return await apiData<T>(path, { method: "PATCH", body: change, ifMatch: etag });
    } catch (error) {
      if (!isApiError(error, 412) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** The fields that `change` sets and that are neither as they were in `base` nor as `change` would have them. */
export function conflictingFields(base: object, current: object, change: object): string[] {
  const was = new Map(Object.entries(base));
  const is = new Map(Object.entries(current));
  return Object.entries(change)
    .filter(([field, value]) => !isSame(was.get(field), is.get(field)) && !isSame(is.get(field), value))
    .map(([field]) => field);
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
