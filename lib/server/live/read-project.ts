import type { SegmentInput } from "@/lib/targeting";
import { sql } from "../db/sql";
import { inSqlTransaction, type SqlTx } from "../db/transaction";
import { type Changes, changesBetween, type LoggedChange } from "./change-log";
import { type FlagSource, linkedSegments, type ProjectSource, withFlags } from "./project-source";
import { readFlags } from "./read-flags";
import { readSegments } from "./read-segments";
import { memoryOfFlag, memoryOfSegment } from "./ruleset-memory";
import { isSameVersion, type Version } from "./version";

/** Revisions that a source remembers to be in it, so that late notices of them need no look. */
const TOKENS_KEPT = 100;

interface Head extends Version {
  slug: string;
  environments: string[];
  defaultEnvironment: string;
  log: LoggedChange[];
}

/** Is told how many bytes of heap what was read will take, as it comes. What it throws ends the reading. */
export type ReadMeter = (bytes: number) => void;

/**
 * Reads what a project's rulesets are compiled from, for these environments and its default one: of a project that is
 * held, what has changed since, so far as the change log says; else all of it.
 * @returns what is held itself when it is what there is; undefined when there is no such project.
 */
export function readProject(
  projectId: string,
  wanted: ReadonlySet<string>,
  held: ProjectSource | undefined,
  meter: ReadMeter,
): Promise<ProjectSource | undefined> {
  return inSqlTransaction(async (tx) => {
    // All that follows sees one and the same state.
    tx.send(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
    const head = await readHead(tx, projectId, held?.version.revision ?? null);
    if (head === undefined) return undefined;
    const changes = held && changesBetween(held.version, head, head.log);
    const base = changes && held;
    const environments = head.environments.filter((name) => name === head.defaultEnvironment || wanted.has(name));
    if (base && isSameVersion(base.version, head) && environments.every((name) => base.held.includes(name)))
      return base;

    const added = environments.filter((name) => !base?.held.includes(name));
    const flags = await flagsFor(tx, projectId, environments, base, changes, added, meter);
    const segments = await segmentsFor(tx, flags, base, changes, added, meter);
    const { epoch, revision, token, slug, defaultEnvironment } = head;
    return {
      id: projectId,
      slug,
      version: { epoch, revision, token },
      tokens: [...(base ? base.tokens : []), ...(changes && base ? changes.tokens : [token])].slice(-TOKENS_KEPT),
      environments: head.environments,
      defaultEnvironment,
      held: environments,
      flags,
      segments,
    };
  });
}

async function readHead(tx: SqlTx, projectId: string, since: number | null): Promise<Head | undefined> {
  const [head] = await tx.rows<Head>(sql`
    SELECT p.revision::float8 AS revision, p.revision_token AS token, p.slug, p.environments,
      p.default_environment AS "defaultEnvironment", (SELECT epoch FROM database_epoch) AS epoch,
      (SELECT coalesce(json_agg(json_build_object('revision', c.revision, 'token', c.token, 'flagIds', c.flag_ids,
          'segmentIds', c.segment_ids) ORDER BY c.revision), '[]')
        FROM project_changes c WHERE c.project_id = p.id AND c.revision >= ${since}::bigint) AS log
    FROM projects p WHERE p.id = ${projectId}`);
  return head;
}

async function flagsFor(
  tx: SqlTx,
  projectId: string,
  environments: readonly string[],
  base: ProjectSource | undefined,
  changes: Changes | undefined,
  added: readonly string[],
  meter: ReadMeter,
): Promise<ReadonlyMap<string, FlagSource>> {
  const read: FlagSource[] = [];
  const changed = changes?.flagIds;
  for await (const page of readFlags(tx, projectId, environments, changed)) {
    for (const flag of page) meter(memoryOfFlag(flag));
    read.push(...page);
  }
  if (base === undefined) return new Map(read.map((each) => [each.flag.id, each]));
  const flags = changed === undefined || changed.size === 0 ? base.flags : withFlags(base.flags, changed, read);
  if (added.length === 0) return flags;

  // Rules of an environment that was not held before join those of their flags.
  const extended = new Map(flags);
  for await (const page of readFlags(tx, projectId, added)) {
    for (const each of page) {
      const before = flags.get(each.flag.id);
      if (before === undefined || changed?.has(each.flag.id)) continue;
      meter(memoryOfFlag(each));
      extended.set(each.flag.id, { ...before, rules: new Map([...before.rules, ...each.rules]) });
    }
  }
  return extended;
}

/** The segments that rules link to: looked for in all of them only when one may have lost its last link. */
function linkedNow(
  flags: ReadonlyMap<string, FlagSource>,
  base: ProjectSource | undefined,
  changes: Changes | undefined,
  added: readonly string[],
): ReadonlySet<string> {
  if (base === undefined || changes === undefined || added.length > 0) return linkedSegments(flags.values());
  const ids = [...changes.flagIds];
  const before = linkedSegments(ids.flatMap((id) => base.flags.get(id) ?? []));
  const after = linkedSegments(ids.flatMap((id) => flags.get(id) ?? []));
  for (const id of before) if (!after.has(id)) return linkedSegments(flags.values());
  return new Set([...base.segments.keys(), ...after]);
}

async function segmentsFor(
  tx: SqlTx,
  flags: ReadonlyMap<string, FlagSource>,
  base: ProjectSource | undefined,
  changes: Changes | undefined,
  added: readonly string[],
  meter: ReadMeter,
): Promise<ReadonlyMap<string, SegmentInput>> {
  const linked = linkedNow(flags, base, changes, added);
  const segments = new Map<string, SegmentInput>();
  for (const [id, segment] of base?.segments ?? []) {
    if (linked.has(id) && !changes?.segmentIds.has(id)) segments.set(id, segment);
  }
  const missing = [...linked].filter((id) => !segments.has(id));
  for await (const page of readSegments(tx, missing)) {
    for (const segment of page) {
      meter(memoryOfSegment(segment));
      segments.set(segment.id, segment);
    }
  }
  return segments;
}
