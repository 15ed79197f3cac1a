import type { Version } from "../store/versions";

/** Versions can only be compared for equality: their history says which of two is later. */
export function isSameVersion(one: Version, other: Version): boolean {
  return one.token === other.token && one.revision === other.revision && one.epoch === other.epoch;
}
