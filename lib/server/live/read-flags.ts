import type { FlagInput, RuleInput } from "@/lib/targeting";
import { type Sql, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import type { FlagSource } from "./project-source";
import { readInPages, type Sized } from "./read-in-pages";

/** Bytes of a rule's JSON besides its conditions and its value. */
const RULE_BYTES = 350;

type StoredRule = RuleInput & { environment: string };

interface StoredFlag {
  flag: FlagInput;
  createdAt: number;
  rules: StoredRule[];
}

/**
 * Reads flags with their rules of these environments, page by page.
 * @param ids absent: all of the project's
 */
export async function* readFlags(
  tx: SqlTx,
  projectId: string,
  environments: readonly string[],
  ids?: ReadonlySet<string>,
): AsyncGenerator<FlagSource[], void> {
  if (ids?.size === 0) return;
  const which = ids === undefined ? sql`` : sql`AND f.id = ANY (${[...ids]}::uuid[])`;
  const sizes = await tx.rows<Sized>(sql`
    SELECT f.id, (octet_length(f.default_value::text) + coalesce(sum(
      octet_length(r.conditions::text) + octet_length(r.value::text) + ${RULE_BYTES}::int), 0))::float8 AS bytes
    FROM flags f LEFT JOIN rules r ON r.flag_id = f.id AND r.environment = ANY (${[...environments]}::text[])
    WHERE f.project_id = ${projectId} ${which}
    GROUP BY f.id ORDER BY f.created_at, f.id`);
  const pages = readInPages<StoredFlag>(sizes, (page) => tx.one(flagsSql(page, environments)));
  for await (const page of pages) yield page.map(toSource);
}

const flagsSql = (ids: string[], environments: readonly string[]): Sql => sql`
  SELECT coalesce(json_agg(json_build_object(
    'flag', json_build_object('id', f.id, 'key', f.key, 'enabled', f.enabled, 'status', f.status,
      'default_value', json_build_object('value', f.default_value), 'when_disabled', nullif(f.when_disabled, 'default_value')),
    'createdAt', (extract(epoch FROM f.created_at) * 1000)::bigint,
    'rules', (
      SELECT coalesce(json_agg(json_build_object(
        'id', r.id, 'environment', r.environment, 'position', r.position, 'conditions', r.conditions,
        'value', r.value, 'percentage', r.percentage, 'enabled', r.enabled, 'segment_id', r.segment_id,
        'bucket_by', r.bucket_by, 'salt', r.salt) ORDER BY r.position), '[]')
      FROM rules r WHERE r.flag_id = f.id AND r.environment = ANY (${[...environments]}::text[])
    )) ORDER BY f.created_at, f.id), '[]')::text AS text
  FROM flags f WHERE f.id = ANY (${ids}::uuid[])`;

function toSource({ flag, createdAt, rules }: StoredFlag): FlagSource {
  const byEnvironment = new Map<string, RuleInput[]>();
  for (const { environment, id, salt, ...rule } of rules) {
    // Nearly every salt is its rule's id, and every flag_id the flag's: one text for both, and not two that are alike.
    const own = { ...rule, id, flag_id: flag.id, salt: salt === id ? id : salt };
    const list = byEnvironment.get(environment);
    if (list) list.push(own);
    else byEnvironment.set(environment, [own]);
  }
  return { flag, createdAt, rules: byEnvironment };
}
