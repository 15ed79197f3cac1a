import type { Version } from "../store/versions";

/** Versions are compared for difference: neither is the later one unless their history says so. */
export function isSameVersion(one: Version, other: Version): boolean {
  return one.token === other.token && one.revision === other.revision && one.epoch === other.epoch;
}
