import type { CreateFlag } from "@/lib/contract/flag";
import type { ListFlagsQuery } from "@/lib/contract/flag-list";
import type { RestoreQuery } from "@/lib/contract/restore";
import type { UpdateTestUser } from "@/lib/contract/test-user";
import type { Reach } from "../auth/caller";

/** What only people read: no evaluation has it. */
const TEXTS = new Set(["name", "description", "tags"]);

/** The environments that a change to these fields of a flag or a segment reaches: none, or every one. */
export const reachOfChange = (fields: object): Reach =>
  Object.keys(fields).every((field) => TEXTS.has(field)) ? [] : "all";

/** The environments whose content a list of flags tells: every one, where it says whom each lets through or what it has served. */
export const reachOfFlagList = ({ "include[]": parts = [] }: Pick<ListFlagsQuery, "include[]">): Reach =>
  parts.some((part) => part === "audiences" || part === "stale") ? "all" : [];

type NewFlag = Partial<Pick<CreateFlag, "enabled" | "environments" | "scheduled_at" | "scheduled_environments">>;

/**
 * A flag that starts off, and stays so, is on in no environment. One that is on is so in all but those that it is off in
 * and that no schedule can turn it on in.
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

/** What somebody is to get is of the environments that it is to be got in. */
export const reachOfExpectations = ({ expectations = [] }: Pick<UpdateTestUser, "expectations">): Reach =>
  expectations.map(({ environment }) => environment);

/** Audit entries that are limited to an environment hold what was in it; others may hold what was in any. */
export const reachOfEntries = ({ environment }: { environment?: string | null | undefined }): Reach =>
  typeof environment === "string" ? [environment] : "all";

interface RestoredEntry {
  resourceType: string;
  environment: string | null;
}

/** To an earlier version goes all of a flag: also what it is in environments that the entry is not about. */
export const reachOfRestoring = (entry: RestoredEntry, { extent }: Pick<RestoreQuery, "extent">): Reach =>
  entry.resourceType === "flag" && extent === "version" ? "all" : reachOfEntries(entry);
