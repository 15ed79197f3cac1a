import type { FlagInput, RuleInput } from "@/lib/targeting";
import { type Sql, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { at, type Columns, jsonColumns } from "./json-columns";
import type { FlagSource } from "./project-source";
import { readInPages, type Sized } from "./read-in-pages";

/** Bytes of a rule's JSON besides its conditions and its value. */
const RULE_BYTES = 200;

interface FlagRow extends Omit<Required<FlagInput>, "default_value"> {
  default_value: FlagInput["default_value"]["value"];
  created_at: number;
}

interface RuleRow extends Omit<Required<RuleInput>, "salt"> {
  environment: string;
  /** Null: its id, as it nearly always is. */
  salt: string | null;
}

interface Page {
  flags: Columns<FlagRow>;
  /** In order of their positions. */
  rules: Columns<RuleRow>;
}

const FLAG_COLUMNS = jsonColumns({
  id: "id",
  key: "key",
  enabled: "enabled",
  status: "status",
  default_value: "default_value",
  when_disabled: "nullif(when_disabled, 'default_value')",
  created_at: "(extract(epoch FROM created_at) * 1000)::bigint",
} satisfies Record<keyof FlagRow, string>);

const RULE_COLUMNS = jsonColumns({
  id: "id",
  flag_id: "flag_id",
  environment: "environment",
  position: "position",
  conditions: "conditions",
  value: "value",
  percentage: "percentage",
  enabled: "enabled",
  segment_id: "segment_id",
  bucket_by: "bucket_by",
  salt: "nullif(salt, id::text)",
} satisfies Record<keyof RuleRow, string>);

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
  const pages = readInPages<Page>(sizes, (page) => tx.one(pageSql(page, environments)));
  for await (const page of pages) yield toSources(page);
}

const pageSql = (ids: string[], environments: readonly string[]): Sql => sql`
  SELECT json_build_object(
    'flags', (SELECT ${FLAG_COLUMNS} FROM (SELECT * FROM flags WHERE id = ANY (${ids}::uuid[]) ORDER BY created_at, id) f),
    'rules', (SELECT ${RULE_COLUMNS} FROM (
      SELECT * FROM rules WHERE flag_id = ANY (${ids}::uuid[]) AND environment = ANY (${[...environments]}::text[])
      ORDER BY position) r)
  )::text AS text`;

function toSources({ flags, rules }: Page): FlagSource[] {
  const sources = flags.id.map((id, row) => {
    const flag: FlagInput = {
      id,
      key: at(flags.key, row),
      enabled: at(flags.enabled, row),
      status: at(flags.status, row),
      default_value: { value: at(flags.default_value, row) },
      when_disabled: at(flags.when_disabled, row),
    };
    return { flag, createdAt: at(flags.created_at, row), rules: new Map<string, RuleInput[]>() };
  });
  const byId = new Map(sources.map((source) => [source.flag.id, source]));
  for (const [row, flagId] of rules.flag_id.entries()) {
    const source = byId.get(flagId);
    if (source === undefined) continue;
    const environment = at(rules.environment, row);
    const list = source.rules.get(environment);
    if (list) list.push(toRule(rules, row, source.flag));
    else source.rules.set(environment, [toRule(rules, row, source.flag)]);
  }
  return sources;
}

function toRule(rules: Page["rules"], row: number, { id: flag_id }: FlagInput): RuleInput {
  const id = at(rules.id, row);
  return {
    id,
    // One text for all that are alike, and not a copy in each rule.
    flag_id,
    salt: at(rules.salt, row) ?? id,
    position: at(rules.position, row),
    conditions: at(rules.conditions, row),
    value: at(rules.value, row),
    percentage: at(rules.percentage, row),
    enabled: at(rules.enabled, row),
    segment_id: at(rules.segment_id, row),
    bucket_by: at(rules.bucket_by, row),
  };
}
