import { bytesOf } from "./byte-length";
import { referencedIn } from "./condition-columns";
import { requiredLists } from "./requirements";
import type { RuleList } from "./rules";
import { withReferenced } from "./segment-references";
import type { Tx } from "./transaction";

// What an analysis reads. The database makes JSON of whole rows, whose columns have the API's names: a thread gets the
// text and parses it without blocking anybody. Prisma's calls would parse it here.

/** Lists with what decides in them. Lists share segments, and each segment is a text of its own. */
export interface ListTexts {
  readonly lists: readonly ListText[];
  readonly segments: readonly string[];
  /**
   * The lists, in the same environments, of the flags that these lists' flags require, directly or indirectly. Absent:
   * none.
   */
  readonly required?: readonly ListText[];
}

/** A list as JSON: its flag's row, and an array of its rules' rows in their order. */
export interface ListText extends RuleList {
  readonly flag: string;
  readonly rules: string;
  /** It is compared as it is, and its flag is off, so that it has no rules. Absent: it is compared as if it was on. */
  readonly isOff?: true;
}

/** A project's test users, and their expectations, as arrays of JSON. */
export interface UserTexts {
  readonly users: string;
  readonly expectations: string;
}

/**
 * The lists as they are stored, in the requested order, and the segments that their rules or a draft link to. Lists of
 * flags that do not exist are left out.
 * @param mostBytes of JSON; the answer is null when it is more
 * @param drafted ids of the segments that a draft links to
 */
export async function readListTexts(
  tx: Tx,
  lists: readonly RuleList[],
  mostBytes: number,
  drafted: readonly string[] = [],
): Promise<ListTexts | null> {
  if (lists.length === 0) return { lists: [], segments: [] };
  const required = await requiredLists(tx, lists);
  const read = [...new Map([...lists, ...required].map((list) => [keyOf(list), list])).values()];
  const flagIds = read.map(({ flagId }) => flagId);
  const environments = read.map(({ environment }) => environment);
  const segmentIds = await linkedSegments(tx, flagIds, environments, drafted);
  const [size] = await tx.$queryRaw<{ bytes: number }[]>`
    SELECT (coalesce((
        SELECT sum(${bytesOf("rules")}) FROM rules
        JOIN unnest(${flagIds}::uuid[], ${environments}::text[]) AS list (flag_id, environment)
          USING (flag_id, environment)), 0)
      + coalesce((SELECT sum(${bytesOf("segments")}) FROM segments WHERE id = ANY (${segmentIds}::uuid[])), 0)
      )::float8 AS bytes`;
  if (size === undefined || size.bytes > mostBytes) return null;
  const flags = await tx.$queryRaw<{ id: string; text: string }[]>`
    SELECT id, row_to_json(flags)::text AS text FROM flags WHERE id = ANY (${[...new Set(flagIds)]}::uuid[])`;
  const rules = await tx.$queryRaw<(RuleList & { text: string })[]>`
    SELECT flag_id AS "flagId", environment, json_agg(row_to_json(rules) ORDER BY position)::text AS text FROM rules
    JOIN unnest(${flagIds}::uuid[], ${environments}::text[]) AS list (flag_id, environment)
      USING (flag_id, environment)
    GROUP BY flag_id, environment`;
  const segments = await tx.$queryRaw<{ text: string }[]>`
    SELECT row_to_json(segments)::text AS text FROM segments WHERE id = ANY (${segmentIds}::uuid[]) ORDER BY id`;
  const flagById = new Map(flags.map(({ id, text }) => [id, text]));
  const rulesByList = new Map(rules.map((row) => [keyOf(row), row.text]));
  const textOf = (list: RuleList): ListText[] => {
    const flag = flagById.get(list.flagId);
    return flag === undefined ? [] : [{ ...list, flag, rules: rulesByList.get(keyOf(list)) ?? "[]" }];
  };
  return {
    lists: lists.flatMap(textOf),
    segments: segments.map(({ text }) => text),
    ...(required.length > 0 && { required: required.flatMap(textOf) }),
  };
}

async function linkedSegments(
  tx: Tx,
  flagIds: readonly string[],
  environments: readonly string[],
  drafted: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH listed AS (
      SELECT segment_id, conditions FROM rules
      JOIN unnest(${[...flagIds]}::uuid[], ${[...environments]}::text[]) AS list (flag_id, environment)
        USING (flag_id, environment))
    SELECT segment_id AS id FROM listed WHERE segment_id IS NOT NULL
    UNION SELECT found.id FROM listed CROSS JOIN LATERAL ${referencedIn("listed.conditions")} AS found`;
  return withReferenced(tx, [...new Set([...drafted, ...rows.map(({ id }) => id)])]);
}

/** A key to find a list by. */
export const keyOf = ({ flagId, environment }: RuleList): string => `${flagId} ${environment}`;

/** The project's test users, oldest first, and their expectations about these flags. */
export async function readUserTexts(tx: Tx, projectId: string, lists: readonly RuleList[]): Promise<UserTexts> {
  const flagIds = [...new Set(lists.map(({ flagId }) => flagId))];
  const [users] = await tx.$queryRaw<{ text: string }[]>`
    SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'context', context)
      ORDER BY created_at, id), '[]')::text AS text
    FROM test_users WHERE project_id = ${projectId}::uuid`;
  const [expectations] = await tx.$queryRaw<{ text: string }[]>`
    SELECT coalesce(json_agg(row_to_json(expected)), '[]')::text AS text
    FROM test_user_expectations AS expected WHERE flag_id = ANY (${flagIds}::uuid[])`;
  return { users: users?.text ?? "[]", expectations: expectations?.text ?? "[]" };
}
