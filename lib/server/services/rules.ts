import { randomUUID } from "node:crypto";
import { limits } from "@/lib/contract/limits";
import type { CreateRule, ListRulesQuery, Rule, UpdateRule } from "@/lib/contract/rule";
import { unknownEnvironment } from "@/lib/contract/rule";
import { json, readRows, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { assertFresh } from "../etag";
import type { JsonText } from "../json-text";
import { badRequest, conflict, invalid, notFound } from "../service-error";
import type { FlagSubject, RuleSubject } from "./find-flag";
import { guardedList } from "./guarded";
import { keptList } from "./kept-lists";
import { lockFlag } from "./lock-flag";
import { numberAfter, numberedPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { readRuleRows, ruleColumns } from "./row-readers";
import { type ProjectRow, type RuleRow, toRule } from "./rows";
import { endOfList, makeRoom, type RuleList } from "./rule-list";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const RULES = `
  SELECT *, xmin FROM rules
  WHERE flag_id = $1 AND environment = $2 AND ($3::bigint IS NULL OR position > $3)
  ORDER BY position LIMIT $4`;

/** @throws ServiceError 400 for an environment that the project does not have. */
export async function listRules({ flag, project }: FlagSubject, query: ListRulesQuery): Promise<JsonText> {
  assertListed(project, query.environment);
  const values = [flag.id, query.environment, numberAfter(query), rowsToRead(query)];
  return keptList(readRuleRows, RULES, values, (rows) => numberedPage(rows, query, toRule, (row) => row.position));
}

/** @throws ServiceError 400 for an environment that the project does not have. */
export function assertListed({ environments }: FlagSubject["project"], environment: string): void {
  if (environments.includes(environment)) return;
  throw badRequest(`environment ${unknownEnvironment(environments).toLowerCase()}`);
}

/** @throws ServiceError 404, also for a rule of another flag. */
export async function getRule(flagId: string, id: string): Promise<Rule> {
  const [row] = await readRows<RuleRow>(sql`SELECT ${ruleColumns} FROM rules WHERE id = ${id} AND flag_id = ${flagId}`);
  if (row === undefined) throw notFound();
  return toRule(row);
}

/** @throws ServiceError 404, 409 when the list is full or a guard refuses, 422 for a segment of another project. */
export async function createRule({ flag }: FlagSubject, input: CreateRule, context: WriteContext): Promise<Rule> {
  const list = { flagId: flag.id, environment: input.environment };
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, list, () => insertRule(write, list, input)),
  );
}

async function insertRule({ tx, project, record }: ProjectWrite, list: RuleList, input: CreateRule): Promise<Rule> {
  await lockFlag(tx, list.flagId);
  assertEnvironment(project, "environment", input.environment);
  await assertSegment(tx, project, input.segment_id);
  const { next, count } = await endOfList(tx, list);
  if (count >= limits.rulesPerList) throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
  if (input.position !== undefined && input.position < next) makeRoom(tx, list, input.position);
  const id = randomUUID();
  const row = await tx.one<RuleRow>(sql`
    INSERT INTO rules (id, flag_id, environment, position, name, conditions, value, percentage, enabled, segment_id,
                       bucket_by, salt)
    VALUES (${id}, ${list.flagId}, ${input.environment}, ${input.position ?? next}, ${input.name ?? null},
            ${json(input.conditions)}, ${json(input.value)}, ${input.percentage ?? null}, ${input.enabled ?? true},
            ${input.segment_id ?? null}, ${input.bucket_by ?? "user_id"}, ${id})
    RETURNING ${ruleColumns}`);
  const rule = toRule(row);
  record({ ...identity(rule), action: "rule.created", before: null, after: rule });
  return rule;
}

/** @throws ServiceError 404, 409 when a guard refuses, 412, 422 for a segment of another project. */
export async function updateRule({ flag, rule }: RuleSubject, input: UpdateRule, context: WriteContext): Promise<Rule> {
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, listOf(rule), () => changeRule(write, rule, input, context)),
  );
}

async function changeRule(
  { tx, project, record }: ProjectWrite,
  { id, flag_id: flagId }: Rule,
  input: UpdateRule,
  context: WriteContext,
): Promise<Rule> {
  const [, row] = await Promise.all([lockFlag(tx, flagId), readRule(tx, flagId, id)]);
  const before = toRule(row);
  assertFresh(context.ifMatch, before);
  await assertSegment(tx, project, input.segment_id);
  const { position, name, conditions, value, percentage, enabled } = input;
  const { segment_id: segmentId, bucket_by: bucketBy } = input;
  const patched = {
    ...row,
    ...defined({ position, name, conditions, value, percentage, enabled, segmentId, bucketBy }),
  };
  if (isSame(toRule(patched), before)) return before;
  const next = { ...patched, updatedAt: new Date() };
  if (position !== undefined && position !== row.position) makeRoom(tx, listOf(before), position, id);
  tx.send(sql`
    UPDATE rules SET name = ${next.name}, conditions = ${json(next.conditions)}, value = ${json(next.value)},
      percentage = ${next.percentage}, enabled = ${next.enabled}, segment_id = ${next.segmentId},
      bucket_by = ${next.bucketBy}, updated_at = ${next.updatedAt}
    WHERE id = ${id}`);
  const after = toRule(next);
  record({ ...identity(after), action: "rule.updated", before, after });
  return after;
}

/** @throws ServiceError 404, 409 when a guard refuses, 412. */
export async function deleteRule({ flag, rule }: RuleSubject, context: WriteContext): Promise<void> {
  await writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, listOf(rule), async () => {
      const { tx, record } = write;
      const [, row] = await Promise.all([lockFlag(tx, flag.id), readRule(tx, flag.id, rule.id)]);
      const before = toRule(row);
      assertFresh(context.ifMatch, before);
      tx.send(sql`DELETE FROM rules WHERE id = ${rule.id}`);
      record({ ...identity(before), action: "rule.deleted", before, after: null });
    }),
  );
}

const listOf = ({ flag_id: flagId, environment }: Rule): RuleList => ({ flagId, environment });

const identity = (rule: Pick<Rule, "id" | "flag_id">) =>
  ({ resourceType: "rule", resourceId: rule.id, flagId: rule.flag_id }) as const;

async function readRule(tx: SqlTx, flagId: string, id: string): Promise<RuleRow> {
  const [row] = await tx.rows<RuleRow>(sql`SELECT ${ruleColumns} FROM rules WHERE id = ${id} AND flag_id = ${flagId}`);
  if (row === undefined) throw notFound();
  return row;
}

/** The schema judged the environment before the project was locked; it may have gone since. */
export function assertEnvironment(project: ProjectRow, field: string, environment: string): void {
  if (project.environments.includes(environment)) return;
  throw invalid({ [field]: [unknownEnvironment(project.environments)] });
}

async function assertSegment(tx: SqlTx, project: ProjectRow, segmentId: string | null | undefined): Promise<void> {
  if (segmentId === undefined || segmentId === null) return;
  const found = await tx.rows(sql`SELECT 1 FROM segments WHERE id = ${segmentId} AND project_id = ${project.id}`);
  if (found.length === 0) throw invalid({ segment_id: ["Must be a segment of the flag's project"] });
}
