import type { CreateFlag } from "@/lib/contract/flag";
import type { ListFlagsQuery } from "@/lib/contract/flag-list";
import type { Reach } from "../auth/caller";

/** What only people read: no evaluation has it. */
const TEXTS = new Set(["name", "description", "tags"]);

/** The environments that a change to these fields of a flag or a segment reaches: none, or every one. */
export const reachOfChange = (fields: object): Reach =>
  Object.keys(fields).every((field) => TEXTS.has(field)) ? [] : "all";

/** The environments whose content a list of flags tells: every one, where it says whom each lets through or what it has served. */
export const reachOfFlagList = ({ "include[]": parts = [] }: Pick<ListFlagsQuery, "include[]">): Reach =>
  parts.some((part) => part === "audiences" || part === "stale") ? "all" : [];

/** A flag that starts off is on in no environment, and one that is on is so in all but those that it is off in. */
export function reachOfNewFlag({
  enabled,
  environments = {},
}: Partial<Pick<CreateFlag, "enabled" | "environments">>): Reach {
  if (enabled !== true) return [];
  return { allBut: Object.keys(environments).filter((name) => environments[name]?.enabled === false) };
}

/** Audit entries that are limited to an environment hold what was in it; others may hold what was in any. */
export const reachOfEntries = ({ environment }: { environment?: string | null | undefined }): Reach =>
  typeof environment === "string" ? [environment] : "all";
