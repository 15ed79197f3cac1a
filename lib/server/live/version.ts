/**
 * One state of a project and no other. The revision alone does not name one: a database that came back older (a restore, a
 * lagging copy that took over) counts the same numbers again for other content. Each revision has a token that was drawn
 * when it was written, and the epoch tells databases apart.
 */
export interface Version {
  readonly epoch: string;
  readonly revision: number;
  readonly token: string;
}

/** Versions are compared for difference: neither is the later one unless their history says so. */
export function isSameVersion(one: Version, other: Version): boolean {
  return one.token === other.token && one.revision === other.revision && one.epoch === other.epoch;
}
