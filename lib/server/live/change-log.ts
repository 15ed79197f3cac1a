import type { LoggedChange, Version } from "../store/versions";

/** What lies between two versions of a project. */
export interface Changes {
  flagIds: ReadonlySet<string>;
  segmentIds: ReadonlySet<string>;
  /** Of the revisions passed, in their order. */
  tokens: readonly string[];
}

/**
 * What has changed from one version to another, or undefined when the log does not say: the earlier one is not in this
 * history of the database, or too long ago, or somebody who keeps no log wrote meanwhile.
 * @param log the revisions from `from` on, in their order
 */
export function changesBetween(from: Version, to: Version, log: readonly LoggedChange[]): Changes | undefined {
  const isWhole =
    from.epoch === to.epoch &&
    log.length === to.revision - from.revision + 1 &&
    log.every(({ revision }, index) => revision === from.revision + index) &&
    // That both ends are these very states, and not others that were counted the same.
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
