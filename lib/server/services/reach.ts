import type { CreateFlag } from "@/lib/contract/flag";
import type { ListFlagsQuery } from "@/lib/contract/flag-list";
import type { RestoreQuery } from "@/lib/contract/restore";
import type { UpdateTestUser } from "@/lib/contract/test-user";
import type { Reach } from "../auth/caller";

/** Fields that only people read: evaluation does not see them. */
const TEXTS = new Set(["name", "description", "tags"]);

/** The environments that a change of these fields of a flag or a segment reaches: none, or all. */
export const reachOfChange = (fields: object): Reach =>
  Object.keys(fields).every((field) => TEXTS.has(field)) ? [] : "all";

/** The environments whose content a list of flags reveals: all, if it includes audiences or served values. */
export const reachOfFlagList = ({ "include[]": parts = [] }: Pick<ListFlagsQuery, "include[]">): Reach =>
  parts.some((part) => part === "audiences" || part === "stale") ? "all" : [];

type NewFlag = Partial<Pick<CreateFlag, "enabled" | "environments" | "scheduled_at" | "scheduled_environments">>;

/**
 * A flag that starts off, and stays off, is on in no environment. One that is on reaches all environments, except those
 * where it is off and where no schedule can turn it on.
 */
export function reachOfNewFlag({
  enabled,
  environments = {},
  scheduled_at: instant = null,
  scheduled_environments: scheduled = null,
}: NewFlag): Reach {
  if (enabled !== true && (instant === null || scheduled !== null)) return [];
  const off = Object.keys(environments).filter((name) => environments[name]?.enabled === false);
  return { allBut: instant === null ? off : off.filter((name) => scheduled?.includes(name) !== true) };
}

/** An expectation reaches the environment that it is about. */
export const reachOfExpectations = ({ expectations = [] }: Pick<UpdateTestUser, "expectations">): Reach =>
  expectations.map(({ environment }) => environment);

/** Audit entries that are limited to an environment contain its content; others may contain the content of any. */
export const reachOfEntries = ({ environment }: { environment?: string | null | undefined }): Reach =>
  typeof environment === "string" ? [environment] : "all";

interface RestoredEntry {
  resourceType: string;
  environment: string | null;
}

/** Restoring a whole version reaches all environments, also those that the entry is not about. */
export const reachOfRestoring = (entry: RestoredEntry, { extent }: Pick<RestoreQuery, "extent">): Reach =>
  entry.resourceType === "flag" && extent === "version" ? "all" : reachOfEntries(entry);
