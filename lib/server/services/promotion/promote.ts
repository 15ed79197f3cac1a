import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import type { Promote, Promoted } from "@/lib/contract/promotion";
import type { PromotedPart } from "@/lib/contract/promotion-parts";
import { assertFresh, etagOf } from "../../etag";
import { conflict, invalid } from "../../service-error";
import { type ContentChange, writeContents } from "../../store/flag-contents";
import type { FlagRow } from "../../store/flag-rows";
import { findFlags } from "../../store/flags";
import type { Tx } from "../../store/transaction";
import { dryRun } from "../dry-run";
import { guardedStates } from "../guarded";
import { assertEnvironment } from "../rules";
import { type ProjectWrite, writeInProject } from "../write";
import type { WriteContext } from "../write-context";
import { contentEntry } from "./content-entry";
import { tagOf } from "./content-tag";
import { differenceOf, partsOf } from "./difference";
import { promotedContent } from "./promoted-content";
import { type FlagInBoth, readPairs } from "./read-pairs";

interface Done {
  flags: Promoted["flags"];
  /** What `If-Match` refers to: tags of the flags' contents in both environments. */
  current: () => object;
}

/**
 * Makes flags in one environment what they are in another, all of them or none.
 * @throws ServiceError 404, 409 when a guard refuses or it is too much at once, 412, 422 for flags that do not exist
 */
export async function promote({ id }: Pick<Project, "id">, input: Promote, context: WriteContext): Promise<Promoted> {
  const { from, to } = input;
  const lists = async () => input.flag_ids.map((flagId) => ({ flagId, environment: to }));
  const run = (write: ProjectWrite) =>
    guardedStates(write, context, lists, () => promoteInto(write, input, context.ifMatch));
  if (input.dry_run) {
    const { done, effect } = await dryRun(id, context, run, lists, "as it is");
    const flags = done.flags.map(({ entry_id, ...flag }) => flag);
    return { from, to, flags, etag: etagOf(JSON.stringify(done.current())), effect };
  }
  const batchId = randomUUID();
  const { flags } = await writeInProject(id, "exclusive", { ...context, batchId }, run);
  return { from, to, flags, ...(flags.length > 0 && { batch_id: batchId }) };
}

interface Planned extends ContentChange {
  readonly changed: PromotedPart[];
}

async function promoteInto(write: ProjectWrite, input: Promote, ifMatch: string | null): Promise<Done> {
  const { tx, projectId, readProject } = write;
  const project = await readProject();
  assertEnvironment(project, "from", input.from);
  assertEnvironment(project, "to", input.to);
  const read = await readPairs(tx, await flagsInOrder(tx, projectId, input.flag_ids), input);
  if (read === null) throw conflict("There is too much to promote at once: name fewer flags");
  const current = () => read.flags.map(tagsOf);
  if (ifMatch !== null) assertFresh(ifMatch, current());
  const now = new Date();
  const planned: Planned[] = [];
  for (const flag of read.flags) {
    planned.push(...plan(flag, input, now));
    await nextTurn();
  }
  const after = await writeContents(tx, input.to, planned, now);
  const flags = planned.map((change, index) =>
    recordPromotion(write, change, after[index] ?? change.flag, project.environments, input),
  );
  return { flags, current };
}

/** @throws ServiceError 422 for flags that the project does not have */
async function flagsInOrder(tx: Tx, projectId: string, ids: readonly string[]): Promise<FlagRow[]> {
  const byId = new Map((await findFlags(tx, projectId, ids)).map((flag) => [flag.id, flag]));
  const unknown = ids.flatMap((id, index) => (byId.has(id) ? [] : [`flag_ids.${index}`]));
  if (unknown.length > 0) {
    throw invalid(Object.fromEntries(unknown.slice(0, limits.issues).map((field) => [field, [NOT_THERE]])));
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const NOT_THERE = "Must be a flag of the project";

const tagsOf = ({ flag, from, to }: FlagInBoth) => ({
  flag_id: flag.id,
  from: tagOf(from),
  to: tagOf(to),
});

/** The changes of a flag; none when both environments are equal. */
function plan({ flag, from, to }: FlagInBoth, { include, to: environment }: Promote, now: Date): Planned[] {
  const changed = partsOf(differenceOf(from, to)).filter((part) => include.includes(part));
  if (changed.length === 0) return [];
  const promotion = { parts: changed, environment, now, newId: () => randomUUID() };
  return [{ flag, before: to, after: promotedContent(from, to, promotion), changed }];
}

function recordPromotion(
  { record }: ProjectWrite,
  change: Planned,
  now: FlagRow,
  environments: readonly string[],
  { from, to }: Promote,
): Promoted["flags"][number] {
  const id = randomUUID();
  const { after, ...entry } = contentEntry(change, { now, environment: to, environments });
  record({ ...entry, id, action: "flag.promoted", after: { ...after, promoted_from: from } });
  return { flag_id: change.flag.id, flag_key: change.flag.key, changed: change.changed, entry_id: id };
}
