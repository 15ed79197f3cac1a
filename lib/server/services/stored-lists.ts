import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { type Sql, sql } from "../db/sql";
import { flagColumns, ruleColumns, segmentColumns } from "./row-readers";
import { type FlagRow, type RuleRow, type SegmentRow, toFlag, toRule, toSegment } from "./rows";
import type { RuleList } from "./rule-list";

/** Runs a statement, inside of a transaction or outside. */
export type Read = <Row extends object>(statement: Sql) => Promise<Row[]>;

/** The rules of one flag in one environment, with the segments that they link to: what decides who gets what. */
export interface StoredList extends RuleList {
  flag: Flag;
  rules: Rule[];
  segments: Segment[];
}

/** A stored list as the analysis takes it. */
export const toListInput = ({ flag, rules, segments }: StoredList): RuleListInput => ({
  defaultValue: flag.default_value.value,
  rules,
  segments,
});

/** The lists in which some rule links to the segment, by flag and environment. */
export const listsUsing = (read: Read, segmentId: string): Promise<RuleList[]> =>
  read<RuleList>(sql`
    SELECT DISTINCT flag_id AS "flagId", environment FROM rules WHERE segment_id = ${segmentId}
    ORDER BY flag_id, environment`);

/** The lists as they are stored, in the order asked for. Those of flags that are not there are left out. */
export async function readLists(read: Read, lists: readonly RuleList[]): Promise<StoredList[]> {
  if (lists.length === 0) return [];
  const flagIds = [...new Set(lists.map(({ flagId }) => flagId))];
  const flags = await read<FlagRow>(sql`SELECT ${flagColumns} FROM flags WHERE id = ANY (${flagIds}::uuid[])`);
  const rules = await read<RuleRow>(sql`
    SELECT ${ruleColumns} FROM rules
    WHERE (flag_id, environment) IN (
      SELECT * FROM unnest(${lists.map(({ flagId }) => flagId)}::uuid[], ${lists.map(({ environment }) => environment)}::text[])
    )
    ORDER BY flag_id, environment, position`);
  const segments = await readSegments(read, rules);
  const flagById = new Map(flags.map((row) => [row.id, toFlag(row)]));
  const rulesByList = new Map<string, Rule[]>();
  for (const row of rules) {
    const own = rulesByList.get(keyOf(row)) ?? [];
    own.push(toRule(row));
    rulesByList.set(keyOf(row), own);
  }
  return lists.flatMap((list) => {
    const flag = flagById.get(list.flagId);
    const own = rulesByList.get(keyOf(list)) ?? [];
    return flag ? [{ ...list, flag, rules: own, segments: linkedBy(own, segments) }] : [];
  });
}

const keyOf = ({ flagId, environment }: RuleList): string => `${flagId} ${environment}`;

async function readSegments(read: Read, rules: readonly RuleRow[]): Promise<Map<string, Segment>> {
  const ids = [...new Set(rules.flatMap(({ segmentId }) => segmentId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await read<SegmentRow>(sql`SELECT ${segmentColumns} FROM segments WHERE id = ANY (${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, toSegment(row)]));
}

function linkedBy(rules: readonly Rule[], segments: ReadonlyMap<string, Segment>): Segment[] {
  const ids = new Set(rules.flatMap(({ segment_id: id }) => id ?? []));
  return [...ids].flatMap((id) => segments.get(id) ?? []);
}
