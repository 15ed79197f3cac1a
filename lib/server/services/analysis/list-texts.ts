import { objectOf } from "../../db/json-shape";
import { constant, sql } from "../../db/sql";
import { flagShape, ruleShape, segmentShape } from "../row-shapes";
import type { RuleList } from "../rule-list";
import { MOST_TEXT } from "./limits";
import type { Read } from "./read";
import type { ListText, ListTexts, UserTexts } from "./task";

const flagJson = constant(objectOf(flagShape));
const ruleJson = constant(objectOf(ruleShape));
const segmentJson = constant(objectOf(segmentShape));

/** The lists in which some rule links to the segment, by flag and environment. */
export const listsUsing = (read: Read, segmentId: string): Promise<RuleList[]> =>
  read<RuleList>(sql`
    SELECT DISTINCT flag_id AS "flagId", environment FROM rules WHERE segment_id = ${segmentId}
    ORDER BY flag_id, environment`);

/**
 * The lists as they are stored, in the order asked for, and the segments that their rules or a draft link to. Those of
 * flags that are not there are left out. Null when it is more text than an analysis reads.
 */
export async function readListTexts(
  read: Read,
  lists: readonly RuleList[],
  drafted: readonly string[] = [],
): Promise<ListTexts | null> {
  if (lists.length === 0) return { lists: [], segments: [] };
  const flagIds = lists.map(({ flagId }) => flagId);
  const chosen = sql`
    SELECT rules.* FROM rules
    JOIN unnest(${flagIds}::uuid[], ${lists.map(({ environment }) => environment)}::text[]) AS list (flag_id, environment)
      USING (flag_id, environment)`;
  const linked = sql`id = ANY (${drafted}::uuid[]) OR id IN (SELECT segment_id FROM (${chosen}) AS chosen)`;
  const [size] = await read<{ bytes: number }>(sql`
    SELECT (coalesce((SELECT sum(octet_length(conditions::text) + octet_length(value::text)) FROM (${chosen}) AS chosen), 0)
      + coalesce((SELECT sum(octet_length(rules::text)) FROM segments WHERE ${linked}), 0))::float8 AS bytes`);
  if (size === undefined || size.bytes > MOST_TEXT) return null;
  const flags = await read<{ id: string; text: string }>(
    sql`SELECT id, ${flagJson}::text AS text FROM flags WHERE id = ANY (${[...new Set(flagIds)]}::uuid[])`,
  );
  const rules = await read<RuleList & { text: string }>(sql`
    SELECT flag_id AS "flagId", environment, json_agg(${ruleJson} ORDER BY position)::text AS text
    FROM (${chosen}) AS rules GROUP BY flag_id, environment`);
  const segments = await read<{ text: string }>(
    sql`SELECT ${segmentJson}::text AS text FROM segments WHERE ${linked} ORDER BY id`,
  );
  const flagById = new Map(flags.map(({ id, text }) => [id, text]));
  const rulesByList = new Map(rules.map((row) => [keyOf(row), row.text]));
  const texts = lists.flatMap((list): ListText[] => {
    const flag = flagById.get(list.flagId);
    return flag === undefined ? [] : [{ ...list, flag, rules: rulesByList.get(keyOf(list)) ?? "[]" }];
  });
  return { lists: texts, segments: segments.map(({ text }) => text) };
}

export const keyOf = ({ flagId, environment }: RuleList): string => `${flagId} ${environment}`;

/** The project's test users, oldest first, and what they are to get from these flags. */
export async function readUserTexts(read: Read, projectId: string, lists: readonly RuleList[]): Promise<UserTexts> {
  const flagIds = [...new Set(lists.map(({ flagId }) => flagId))];
  const [users] = await read<{ text: string }>(sql`
    SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'context', context) ORDER BY created_at, id), '[]')::text
      AS text
    FROM test_users WHERE project_id = ${projectId}`);
  const [expectations] = await read<{ text: string }>(sql`
    SELECT coalesce(json_agg(json_build_object('testUserId', test_user_id, 'flagId', flag_id, 'environment', environment,
      'value', value)), '[]')::text AS text
    FROM test_user_expectations WHERE flag_id = ANY (${flagIds}::uuid[])`);
  return { users: users?.text ?? "[]", expectations: expectations?.text ?? "[]" };
}
