import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { AuditEntry } from "@/lib/contract/audit";
import { flagSchema } from "@/lib/contract/flag";
import { environmentStatesSchema } from "@/lib/contract/flag-environment";
import { stateIn } from "@/lib/contract/flag-state";
import { limits } from "@/lib/contract/limits";
import { ruleSchema } from "@/lib/contract/rule";
import { assertFresh } from "../../etag";
import { conflict } from "../../service-error";
import { type ContentChange, type FlagContent, writeContents } from "../../store/flag-contents";
import { type FlagRow, toFlag } from "../../store/flag-rows";
import { findFlags } from "../../store/flags";
import { contentEntry } from "../promotion/content-entry";
import { tagOf } from "../promotion/content-tag";
import { readContents } from "../promotion/read-contents";
import { undoneContent } from "../promotion/undone-content";
import type { ProjectWrite } from "../write";
import { assertSegments } from "./assert-segments";
import { alreadySo, type Restoration, sideOf } from "./entry";
import { assertEnvironments, flagMissing } from "./missing";
import type { Restorer, Restoring } from "./restore-entry";

const sideSchema = flagSchema.extend({
  environments: environmentStatesSchema,
  rules: z.array(ruleSchema).default([]),
  promoted_from: z.string().optional(),
});

/** The content of an entry's flag in its environment, now and restored. */
interface Undone extends ContentChange {
  readonly entry: AuditEntry;
}

/** Restores what flags were in an environment before they were promoted: one of them, or the whole batch. */
export const restorePromotion: Restorer = {
  judged: "as it is",
  lists: async (_write, { act, entry }) =>
    act.map(({ resource_id: flagId }) => ({ flagId, environment: environmentOf(entry) })),
  async restore(write, restoring) {
    const { tx, projectId, readProject, record } = write;
    const environment = environmentOf(restoring.entry);
    const { environments } = await readProject();
    assertEnvironments({ environments }, [environment]);
    const now = new Date();
    const found = await readUndone(write, restoring, environment, now);
    assertFresh(restoring.context.ifMatch, found.map(tagsOf));
    const changes = found.filter(({ before, after }) => before.rules !== after.rules || before.state !== after.state);
    if (changes.length === 0) throw alreadySo();
    await assertSegments(
      tx,
      projectId,
      changes.flatMap(({ after }) => after.rules),
    );
    const rows = await writeContents(tx, environment, changes, now);
    const entries = changes.map((change, index) => {
      const { entry, flag } = change;
      const content = contentEntry(change, { now: rows[index] ?? flag, environment, environments });
      const id = entry.id === restoring.entry.id ? { id: restoring.entryId } : {};
      record({ ...content, ...id, action: "flag.promotion_restored", restores: entry.id });
      return { ...content, entry };
    });
    return { ...sidesOf(restoring, entries, found, environments), current: found.map(tagsOf) };
  },
};

/** @throws ServiceError 409 for deleted flags, unless others of the batch exist, and for lists that are too long */
async function readUndone(
  { tx, projectId }: ProjectWrite,
  { act }: Restoring,
  environment: string,
  now: Date,
): Promise<Undone[]> {
  const ids = act.map(({ resource_id: id }) => id);
  const byId = new Map((await findFlags(tx, projectId, ids)).map((flag) => [flag.id, flag]));
  const there = act.flatMap((entry) => {
    const flag = byId.get(entry.resource_id);
    return flag === undefined ? [] : [{ entry, flag }];
  });
  if (there.length === 0) throw flagMissing();
  const flags = there.map(({ flag }): FlagRow => flag);
  const read = await readContents(tx, flags, [environment]);
  if (read === null) throw conflict("There is too much to restore at once: restore entry by entry");
  const undone: Undone[] = [];
  for (const [index, { entry, flag }] of there.entries()) {
    const [before] = read.contents[index] ?? [];
    if (before === undefined) throw flagMissing();
    const change = { before: contentIn(entry.before, environment), after: contentIn(entry.after, environment) };
    const after = undoneContent(change, before, now);
    if (after.rules.length > limits.rulesPerList) throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
    undone.push({ entry, flag, before, after });
    // An entry contains whole lists, and there may be hundreds of entries: other work gets its turn in between.
    await nextTurn();
  }
  return undone;
}

/** What one side of an entry says about an environment. Unchanged rules are on neither side. */
function contentIn(side: unknown, environment: string): FlagContent {
  const { environments, rules } = sideOf(sideSchema, side);
  return { state: stateIn(environments, environment), rules };
}

/** For the requested entry, also when its flag has that content already. */
function sidesOf(
  { entry }: Restoring,
  entries: readonly { before: object; after: object; entry: AuditEntry }[],
  found: readonly Undone[],
  environments: readonly string[],
): Pick<Restoration, "before" | "after"> {
  const own = entries.find((each) => each.entry.id === entry.id);
  if (own !== undefined) return { before: own.before, after: own.after };
  const unchanged = found.find((each) => each.entry.id === entry.id);
  const flag = unchanged === undefined ? {} : toFlag(unchanged.flag, environments);
  return { before: flag, after: flag };
}

const tagsOf = ({ flag, before }: Undone) => ({ flag_id: flag.id, content: tagOf(before) });

/** @throws ServiceError 409 for an entry of a version that had another form */
function environmentOf({ environment }: AuditEntry): string {
  if (environment === undefined) throw conflict("The entry does not say which environment it is of");
  return environment;
}
