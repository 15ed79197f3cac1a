import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import type { CreateRule, ListRulesQuery, Rule, UpdateRule } from "@/lib/contract/rule";
import { type Split, splitSchema } from "@/lib/contract/split";
import type * as stored from "../db/generated/client";
import { Prisma } from "../db/generated/client";
import { defined } from "../patch";
import { CorruptRowError } from "../service-error";
import { boundedPage } from "./bounded-list";
import { bytesOf } from "./byte-length";
import { isRuleConditions } from "./conditions";
import { fromJson, jsonInput, jsonInputIfSent } from "./json";
import { numberAfter, numberCursor } from "./pages";
import { moveRule } from "./rule-positions";
import type { Tx } from "./transaction";

export type RuleRow = stored.Rule;

/** The rules of one flag in one environment, which have an order. */
export interface RuleList {
  flagId: string;
  environment: string;
}

/** A stored rule in the API's form. @throws CorruptRowError */
export function toRule(row: RuleRow): Rule {
  if (!isRuleConditions(row.conditions)) throw new CorruptRowError("rules", row.id, "conditions");
  return {
    id: row.id,
    flag_id: row.flagId,
    environment: row.environment,
    position: row.position,
    name: row.name,
    conditions: row.conditions,
    value: fromJson(row.value),
    percentage: row.percentage,
    enabled: row.enabled,
    segment_id: row.segmentId,
    bucket_by: row.bucketBy,
    ...(row.split !== null && { split: splitOf(row) }),
    salt: row.salt,
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** The weights were checked when they were written. */
function splitOf({ id, split }: RuleRow): Split {
  const parsed = splitSchema.safeParse(split);
  if (!parsed.success) throw new CorruptRowError("rules", id, "split");
  return parsed.data;
}

/**
 * What a rule says, whichever rule it is and wherever it stands: columns with their types in SQL. Copied and restored
 * rules have all of them. The salt is among them, so that a copy has the same buckets.
 */
const CONTENT = {
  name: "text",
  conditions: "json",
  value: "json",
  percentage: "int",
  enabled: "boolean",
  segment_id: "uuid",
  bucket_by: "text",
  split: "json",
  salt: "text",
} satisfies Record<Exclude<keyof Rule, "id" | "flag_id" | "environment" | "position" | `${string}_at`>, string>;

export const CONTENT_COLUMNS = Prisma.raw(Object.keys(CONTENT).join(", "));
const CONTENT_TYPES = Prisma.raw(
  Object.entries(CONTENT)
    .map(([column, type]) => `${column} ${type}`)
    .join(", "),
);
/** JSON's null is a value, and a recordset returns it as the column's null. */
const CONTENT_OF_RECORD = Prisma.raw(
  Object.keys(CONTENT)
    .map((column) => (column === "value" ? "coalesce(value, 'null')" : column))
    .join(", "),
);

/** The sent fields of a rule, as columns. */
export const toRuleColumns = ({ segment_id: segmentId, bucket_by: bucketBy, ...sent }: UpdateRule) =>
  defined({ ...sent, segmentId, bucketBy });

type RuleColumns = ReturnType<typeof toRuleColumns>;

/** Columns as Prisma takes them. */
const toData = ({ conditions, value, split, ...columns }: RuleColumns) => ({
  ...columns,
  ...defined({
    conditions: jsonInputIfSent(conditions),
    value: jsonInputIfSent(value),
    split: split === null ? Prisma.DbNull : jsonInputIfSent(split),
  }),
});

/** A list's rules, in order. @throws ServiceError 400 when they are too long to be given whole */
export async function listRules(tx: Tx, { flagId, environment }: RuleList, query: ListRulesQuery): Promise<Page<Rule>> {
  const after = numberAfter(query);
  const where = [
    Prisma.sql`flag_id = ${flagId}::uuid AND environment = ${environment}`,
    ...(after === null ? [] : [Prisma.sql`position > ${after}::bigint`]),
  ];
  const list = { table: "rules", columns: Prisma.RuleScalarFieldEnum, where, order: "position" } as const;
  const page = await boundedPage<RuleRow>(tx, list, query, (row) => numberCursor(row.position));
  return { ...page, items: page.items.map(toRule) };
}

/** Every rule of a list, in order. */
export const readList = (tx: Tx, { flagId, environment }: RuleList): Promise<RuleRow[]> =>
  tx.rule.findMany({ where: { flagId, environment }, orderBy: { position: "asc" } });

/** The ids of a list's rules, in order. */
export async function listRuleIds(tx: Tx, { flagId, environment }: RuleList): Promise<string[]> {
  const where = { flagId, environment };
  const rows = await tx.rule.findMany({ where, orderBy: { position: "asc" }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** One of a flag's rules. */
export const findRule = (tx: Tx, flagId: string, id: string): Promise<RuleRow | null> =>
  tx.rule.findFirst({ where: { id, flagId } });

/** The list of one of a flag's rules. */
export const findListOfRule = (tx: Tx, flagId: string, id: string): Promise<RuleList | null> =>
  tx.rule.findFirst({ where: { id, flagId }, select: { flagId: true, environment: true } });

export function insertRule(tx: Tx, list: RuleList, position: number, input: CreateRule): Promise<RuleRow> {
  const { environment: _, ...sent } = input;
  const id = randomUUID();
  const now = new Date();
  return tx.rule.create({
    data: {
      ...toData(toRuleColumns(sent)),
      ...{ ...list, id, position, salt: id, createdAt: now, updatedAt: now },
      ...{ conditions: jsonInput(input.conditions), value: jsonInput(input.value) },
    },
  });
}

/** Stores changed columns of a rule whose flag is locked, with the current time. Rules in its way move down. */
export async function updateRule(tx: Tx, row: RuleRow, columns: RuleColumns): Promise<RuleRow> {
  const { position = row.position, ...others } = columns;
  const updatedAt = new Date();
  const isMoved = position !== row.position;
  if (isMoved) await moveRule(tx, row, position, updatedAt);
  if (!isMoved || Object.keys(others).length > 0) {
    await tx.rule.update({ where: { id: row.id }, data: { ...toData(others), updatedAt }, select: { id: true } });
  }
  return { ...row, ...columns, updatedAt };
}

/** Those of these rules that exist, by environment and position. */
export const findRules = (tx: Tx, ids: readonly string[]): Promise<RuleRow[]> =>
  tx.rule.findMany({ where: { id: { in: [...ids] } }, orderBy: [{ environment: "asc" }, { position: "asc" }] });

/** A flag's rules in every environment, by environment and position. */
export const rulesOfFlag = (tx: Tx, flagId: string): Promise<RuleRow[]> =>
  tx.rule.findMany({ where: { flagId }, orderBy: [{ environment: "asc" }, { position: "asc" }] });

/**
 * The size of a flag's conditions and values in bytes. They may be megabytes, so they are measured before they are
 * read.
 */
export async function bytesOfRules(tx: Tx, flagId: string): Promise<number> {
  const [size] = await tx.$queryRaw<{ bytes: number }[]>`
    SELECT coalesce(sum(${bytesOf("rules")}), 0)::float8 AS bytes FROM rules WHERE flag_id = ${flagId}::uuid`;
  return size?.bytes ?? 0;
}

/** Inserts deleted rules again with all their columns, at positions that are free. */
export async function restoreRules(tx: Tx, rules: readonly Rule[], updatedAt = new Date()): Promise<void> {
  // In SQL: Prisma's call handles each value of each rule separately, and 500 rules would block the process for a third
  // of a second.
  await tx.$executeRaw`
    INSERT INTO rules (id, flag_id, environment, position, created_at, updated_at, ${CONTENT_COLUMNS})
    SELECT id, flag_id, environment, position, created_at, ${updatedAt}, ${CONTENT_OF_RECORD}
    FROM json_to_recordset(${JSON.stringify(rules)}::json) AS rule (
      id uuid, flag_id uuid, environment text, position int, created_at timestamptz, ${CONTENT_TYPES})`;
}

export async function deleteRules(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.rule.deleteMany({ where: { id: { in: [...ids] } } });
}

export async function deleteRule(tx: Tx, id: string): Promise<void> {
  await tx.rule.delete({ where: { id }, select: { id: true } });
}

export async function deleteList(tx: Tx, { flagId, environment }: RuleList): Promise<void> {
  await tx.rule.deleteMany({ where: { flagId, environment } });
}

/**
 * Inserts copies of a list's rules.
 * @param source the rows that are copied, in the order of `copies`
 */
export async function insertCopies(tx: Tx, source: readonly RuleRow[], copies: readonly RuleRow[]): Promise<void> {
  const [first] = copies;
  if (first === undefined) return;
  // In SQL, so that conditions and values, which may be megabytes, are copied within the database.
  await tx.$executeRaw`
    INSERT INTO rules (id, flag_id, environment, position, created_at, updated_at, ${CONTENT_COLUMNS})
    SELECT copy.id, flag_id, ${first.environment}, copy.position, ${first.createdAt}, ${first.updatedAt},
           ${CONTENT_COLUMNS}
    FROM unnest(
      ${source.map(({ id }) => id)}::uuid[],
      ${copies.map(({ id }) => id)}::uuid[],
      ${copies.map(({ position }) => position)}::int[]
    ) AS copy(source, id, position)
    JOIN rules ON rules.id = copy.source`;
}
