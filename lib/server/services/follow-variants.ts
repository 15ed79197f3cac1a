import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import { namedValues, type Requirement } from "@/lib/contract/requirement";
import type { Variant } from "@/lib/contract/variant";
import type { ValueChanges } from "@/lib/contract/variant-values";
import { jsonKey } from "@/lib/targeting";
import { isSame } from "../patch";
import { conflict } from "../service-error";
import { toFlag } from "../store/flag-rows";
import { findFlags, updateFlag } from "../store/flags";
import { requiringFlags } from "../store/requirements";
import { flagIdentity } from "./flags";
import type { ProjectWrite } from "./write";

/** The new variants of a flag, and the values that change with them. */
interface Changed {
  readonly before: readonly Variant[];
  readonly after: readonly Variant[];
  readonly values: ValueChanges;
}

/**
 * Updates the flags that require a locked flag, so that they mean the same after its variants change: a variant gets
 * its new name, and a value the value that replaces it. The project is held exclusively.
 * @param variants the flag's new variants
 * @throws ServiceError 409 when a variant is removed that another flag requires
 */
export async function followVariants(
  { tx, projectId, readProject, record }: ProjectWrite,
  flag: Flag,
  variants: readonly Variant[],
  values: ValueChanges,
): Promise<void> {
  const requiring = (await requiringFlags(tx, projectId)).filter(({ references }) => references.includes(flag.key));
  if (requiring.length === 0) return;
  const { environments } = await readProject();
  const ids = requiring.map(({ id }) => id);
  const before = namedValues(flag);
  const change = { before, after: namedValues({ ...flag, variants: [...variants] }), values };
  const gone: string[] = [];
  for (const row of await findFlags(tx, projectId, ids)) {
    const known = toFlag(row, environments);
    const requires = (known.requires ?? []).map((each) =>
      each.flag === flag.key ? followed(each, change, row.id) : each,
    );
    const lost = requires.indexOf(null);
    if (lost >= 0) gone.push(`${known.requires?.[lost]?.variant} is required by ${known.key}`);
    const now = requires.filter((each) => each !== null);
    if (lost >= 0 || isSame(now, known.requires ?? [])) continue;
    const after = toFlag(await updateFlag(tx, row, { requires: now }), environments);
    record({ ...flagIdentity(after), action: "flag.updated", before: known, after });
  }
  if (gone.length > 0)
    throw conflict("Other flags require variants that go", { variants: gone.slice(0, limits.issues) });
}

/** The updated requirement of a flag; null: its variant is gone. */
function followed(requirement: Requirement, { before, after, values }: Changed, requiring: string): Requirement | null {
  const { flag, variant, value } = requirement;
  if (variant === undefined) {
    const instead = values.insteadOfRequired(value ?? null, requiring);
    return instead === undefined ? requirement : { flag, value: instead };
  }
  if (after.some(({ name }) => name === variant)) return requirement;
  const old = before.find(({ name }) => name === variant);
  const known = new Set(before.map(({ name }) => name));
  const renamed = after.find((each) => old && !known.has(each.name) && jsonKey(each.value) === jsonKey(old.value));
  return renamed === undefined ? null : { flag, variant: renamed.name };
}
