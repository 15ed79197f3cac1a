import type { EnvironmentState } from "@/lib/contract/flag-environment";
import type { Rule } from "@/lib/contract/rule";
import { type FlagRow, withSentOf } from "./flag-rows";
import { deleteRules, restoreRules } from "./rules";
import type { Tx } from "./transaction";

/** The content of a flag in one environment. Rules are in their order. */
export interface FlagContent {
  readonly state: EnvironmentState;
  readonly rules: readonly Rule[];
}

/** A flag's new content in one environment. Unchanged parts are the same objects in both. */
export interface ContentChange {
  readonly flag: FlagRow;
  readonly before: FlagContent;
  readonly after: FlagContent;
}

/** The flag with another state in an environment. */
function flagWith(flag: FlagRow, environment: string, state: EnvironmentState, updatedAt: Date): FlagRow {
  const { enabled, default_value = null } = state;
  return { ...flag, environments: { ...withSentOf(flag, { [environment]: { enabled, default_value } }) }, updatedAt };
}

/**
 * Stores the new contents of flags in an environment; the project is held exclusively.
 * @returns the flags afterwards, in the order of `changes`
 */
export async function writeContents(
  tx: Tx,
  environment: string,
  changes: readonly ContentChange[],
  now: Date,
): Promise<FlagRow[]> {
  const out = changes.flatMap(({ before, after }) => without(before.rules, after.rules));
  const into = changes.flatMap(({ before, after }) => without(after.rules, before.rules));
  await deleteRules(
    tx,
    out.map(({ id }) => id),
  );
  if (into.length > 0) await restoreRules(tx, into, now);
  const flags = changes.map(({ flag, before, after }) =>
    after.state === before.state ? flag : flagWith(flag, environment, after.state, now),
  );
  const changed = flags.filter((flag, index) => flag !== changes[index]?.flag);
  if (changed.length > 0) await writeStates(tx, changed, now);
  return flags;
}

function without(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const known = new Set(others);
  return rules.filter((rule) => !known.has(rule));
}

/** In SQL, because hundreds of flags are changed at once, each differently. */
async function writeStates(tx: Tx, flags: readonly FlagRow[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE flags SET environments = changed.environments::json, updated_at = ${now}
    FROM unnest(
      ${flags.map(({ id }) => id)}::uuid[],
      ${flags.map(({ environments }) => JSON.stringify(environments))}::text[]
    ) AS changed(id, environments)
    WHERE flags.id = changed.id`;
}
