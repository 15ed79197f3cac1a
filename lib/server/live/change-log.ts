import type { LoggedChange, Version } from "../store/versions";

/** The changes between two versions of a project. */
export interface Changes {
  flagIds: ReadonlySet<string>;
  segmentIds: ReadonlySet<string>;
  /** The tokens of the revisions in between, in order. */
  tokens: readonly string[];
}

/**
 * What changed from one version to another; undefined when the log does not say: the earlier version is not in this
 * history of the database, is too old, or somebody who keeps no log wrote meanwhile.
 * @param log the revisions from `from` on, in order
 */
export function changesBetween(from: Version, to: Version, log: readonly LoggedChange[]): Changes | undefined {
  const isWhole =
    from.epoch === to.epoch &&
    log.length === to.revision - from.revision + 1 &&
    log.every(({ revision }, index) => revision === from.revision + index) &&
    // Both ends must be these very states, and not others with the same number.
    log[0]?.token === from.token &&
    log.at(-1)?.token === to.token;
  if (!isWhole) return undefined;
  const passed = log.slice(1);
  return {
    flagIds: new Set(passed.flatMap(({ flagIds }) => flagIds)),
    segmentIds: new Set(passed.flatMap(({ segmentIds }) => segmentIds)),
    tokens: passed.map(({ token }) => token),
  };
}
