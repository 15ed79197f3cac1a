import { Prisma } from "../db/generated/client";
import { bytesOf } from "./byte-length";
import { referencedIn } from "./condition-columns";
import { FLAG_COLUMNS, RULE_COLUMNS } from "./ruleset-columns";
import type { Tx } from "./transaction";
import type { LoggedChange, Version } from "./versions";

// What rulesets are compiled from. The database makes JSON of it under the engine's names, because a project has up to
// millions of values, and the driver and Prisma would handle them one by one.

/** A project's version, with its fields besides flags. */
interface RulesetHead extends Version {
  slug: string;
  environments: string[];
  defaultEnvironment: string;
  samplesContexts: boolean;
  log: LoggedChange[];
}

/** @param since the revision from which on the change log is read; null: none of it */
export async function readRulesetHead(
  tx: Tx,
  projectId: string,
  since: number | null,
): Promise<RulesetHead | undefined> {
  const [head] = await tx.$queryRaw<RulesetHead[]>`
    SELECT p.revision::float8 AS revision, p.revision_token AS token, p.slug, p.environments,
      p.default_environment AS "defaultEnvironment", p.samples_contexts AS "samplesContexts",
      (SELECT epoch FROM database_epoch) AS epoch,
      (SELECT coalesce(json_agg(json_build_object('revision', c.revision, 'token', c.token, 'flagIds', c.flag_ids,
          'segmentIds', c.segment_ids) ORDER BY c.revision), '[]')
        FROM project_changes c WHERE c.project_id = p.id AND c.revision >= ${since}::bigint) AS log
    FROM projects p WHERE p.id = ${projectId}::uuid`;
  return head;
}

/** A row's id, and the approximate length of its JSON. */
export interface Sized {
  id: string;
  bytes: number;
}

/** The length of a rule's JSON without its conditions and its values, in bytes. */
const RULE_BYTES = 200;

/**
 * A project's flags in their order, each with the length of its rules in these environments.
 * @param ids absent: all flags of the project
 */
export function sizeFlags(
  tx: Tx,
  projectId: string,
  environments: readonly string[],
  ids?: ReadonlySet<string>,
): Promise<Sized[]> {
  const which = ids === undefined ? Prisma.empty : Prisma.sql`AND f.id = ANY (${[...ids]}::uuid[])`;
  return tx.$queryRaw<Sized[]>`
    SELECT f.id, (${bytesOf("flags", "f")} + coalesce(
      sum(${bytesOf("rules", "r")} + ${RULE_BYTES}::int) FILTER (WHERE r.id IS NOT NULL), 0))::float8 AS bytes
    FROM flags f LEFT JOIN rules r ON r.flag_id = f.id AND r.environment = ANY (${[...environments]}::text[])
    WHERE f.project_id = ${projectId}::uuid ${which}
    GROUP BY f.id ORDER BY f.created_at, f.id`;
}

/** These flags and their rules in these environments: the JSON of a `FlagsPage`. */
export const readFlagsPage = (tx: Tx, ids: string[], environments: readonly string[]): Promise<string> =>
  textOf(
    tx.$queryRaw`
      SELECT json_build_object(
        'flags', (SELECT ${FLAG_COLUMNS} FROM (
          SELECT * FROM flags WHERE id = ANY (${ids}::uuid[]) ORDER BY created_at, id) f),
        'rules', (SELECT ${RULE_COLUMNS} FROM (
          SELECT * FROM rules WHERE flag_id = ANY (${ids}::uuid[]) AND environment = ANY (${[...environments]}::text[])
          ORDER BY position) r)
      )::text AS text`,
  );

/** Segments by id, or those of a project that rules in these environments lead to. */
export type SegmentChoice =
  | { ids: readonly string[] }
  | { linkedIn: { projectId: string; environments: readonly string[] } };

/** The segments that rules link to or name in their conditions, and those that these lead to. */
const linkedIn = ({ projectId, environments }: Extract<SegmentChoice, { linkedIn: unknown }>["linkedIn"]) => Prisma.sql`
  WITH RECURSIVE listed AS (
    SELECT r.segment_id, r.conditions FROM rules r JOIN flags f ON f.id = r.flag_id
    WHERE f.project_id = ${projectId}::uuid AND r.environment = ANY (${[...environments]}::text[])
  ), led AS (
    (SELECT segment_id AS id FROM listed WHERE segment_id IS NOT NULL
      UNION SELECT found.id FROM listed CROSS JOIN LATERAL ${referencedIn("listed.conditions")} AS found)
    UNION
    SELECT found.id FROM led JOIN segments s ON s.id = led.id CROSS JOIN LATERAL ${referencedIn("s.rules")} AS found)
  SELECT id FROM led`;

/** Segments, each with the length of its conditions. Segments that do not exist are left out. */
export function sizeSegments(tx: Tx, which: SegmentChoice): Promise<Sized[]> {
  const chosen =
    "ids" in which
      ? Prisma.sql`id = ANY (${[...which.ids]}::uuid[])`
      : Prisma.sql`project_id = ${which.linkedIn.projectId}::uuid AND id IN (${linkedIn(which.linkedIn)})`;
  return tx.$queryRaw<Sized[]>`
    SELECT id, (${bytesOf("segments")})::float8 AS bytes FROM segments WHERE ${chosen} ORDER BY id`;
}

/** These segments: the JSON of an array under the engine's names. */
export const readSegmentsPage = (tx: Tx, ids: string[]): Promise<string> =>
  textOf(
    tx.$queryRaw`
      SELECT coalesce(json_agg(json_build_object('id', id, 'match_type', match_type, 'rules', rules)), '[]')::text
        AS text
      FROM segments WHERE id = ANY (${ids}::uuid[])`,
  );

async function textOf(reading: Promise<unknown>): Promise<string> {
  // Both statements above return one row with this column.
  const [row] = (await reading) as { text: string }[];
  if (row === undefined) throw new Error("A statement of JSON yields one row");
  return row.text;
}
