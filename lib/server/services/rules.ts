import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { CreateRule, ListRulesQuery, Rule, UpdateRule } from "@/lib/contract/rule";
import { unknownEnvironment } from "@/lib/contract/rule";
import { getDb } from "../db/client";
import { assertFresh } from "../etag";
import { badRequest, conflict, invalid, notFound } from "../service-error";
import type { FlagSubject } from "./find-flag";
import { jsonInput } from "./json-input";
import { lockFlag } from "./lock-flag";
import { numberAfter, numberedPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { readRuleRows } from "./row-readers";
import { type ProjectRow, type RuleRow, toRule } from "./rows";
import { endOfList, makeRoom } from "./rule-list";
import { type Tx, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/** @throws ServiceError 400 for an environment that the project does not have. */
export async function listRules({ flag, project }: FlagSubject, query: ListRulesQuery): Promise<Page<Rule>> {
  if (!project.environments.includes(query.environment)) {
    throw badRequest(`environment ${unknownEnvironment(project.environments).toLowerCase()}`);
  }
  const rows = await readRuleRows(
    `SELECT * FROM rules
     WHERE flag_id = $1 AND environment = $2 AND ($3::int IS NULL OR position > $3)
     ORDER BY position LIMIT $4`,
    [flag.id, query.environment, numberAfter(query), rowsToRead(query)],
  );
  return numberedPage(rows, query, toRule, (row) => row.position);
}

/** @throws ServiceError 404, also for a rule of another flag. */
export async function getRule(flagId: string, id: string): Promise<Rule> {
  const row = await getDb().prisma.rule.findUnique({ where: { id, flagId } });
  if (row === null) throw notFound();
  return toRule(row);
}

/** @throws ServiceError 404, 409 when the list is full, 422 for a segment of another project. */
export async function createRule({ flag }: FlagSubject, input: CreateRule, context: WriteContext): Promise<Rule> {
  return writeInProject(flag.project_id, "shared", context, async ({ tx, project, record }) => {
    await lockFlag(tx, flag.id);
    assertEnvironment(project, "environment", input.environment);
    await assertSegment(tx, project, input.segment_id);
    const list = { flagId: flag.id, environment: input.environment };
    const { next, count } = await endOfList(tx, list);
    if (count >= limits.rulesPerList) throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
    if (input.position !== undefined && input.position < next) await makeRoom(tx, list, input.position);
    const id = randomUUID();
    const row = await tx.rule.create({
      data: {
        id,
        ...list,
        position: input.position ?? next,
        name: input.name ?? null,
        conditions: jsonInput(input.conditions),
        value: jsonInput(input.value),
        percentage: input.percentage ?? null,
        enabled: input.enabled ?? true,
        segmentId: input.segment_id ?? null,
        ...(input.bucket_by !== undefined && { bucketBy: input.bucket_by }),
        salt: id,
      },
    });
    const rule = toRule(row);
    record({ ...identity(rule), action: "rule.created", before: null, after: rule });
    return rule;
  });
}

/** @throws ServiceError 404, 412, 422 for a segment of another project. */
export async function updateRule(
  { flag }: FlagSubject,
  id: string,
  input: UpdateRule,
  context: WriteContext,
): Promise<Rule> {
  return writeInProject(flag.project_id, "shared", context, async ({ tx, project, record }) => {
    await lockFlag(tx, flag.id);
    const row = await readRule(tx, flag.id, id);
    const before = toRule(row);
    assertFresh(context.ifMatch, before);
    await assertSegment(tx, project, input.segment_id);
    const { position, name, conditions, value, percentage, enabled } = input;
    const { segment_id: segmentId, bucket_by: bucketBy } = input;
    const patch = defined({ position, name, percentage, enabled, segmentId, bucketBy });
    if (isSame(toRule({ ...row, ...patch, ...defined({ conditions, value }) }), before)) return before;
    if (position !== undefined && position !== row.position) {
      await makeRoom(tx, { flagId: flag.id, environment: row.environment }, position, id);
    }
    const updated = await tx.rule.update({
      where: { id },
      data: {
        ...patch,
        ...(conditions !== undefined && { conditions: jsonInput(conditions) }),
        ...(value !== undefined && { value: jsonInput(value) }),
        updatedAt: new Date(),
      },
    });
    const after = toRule(updated);
    record({ ...identity(after), action: "rule.updated", before, after });
    return after;
  });
}

/** @throws ServiceError 404, 412. */
export async function deleteRule({ flag }: FlagSubject, id: string, context: WriteContext): Promise<void> {
  await writeInProject(flag.project_id, "shared", context, async ({ tx, record }) => {
    await lockFlag(tx, flag.id);
    const before = toRule(await readRule(tx, flag.id, id));
    assertFresh(context.ifMatch, before);
    await tx.rule.delete({ where: { id }, select: { id: true } });
    record({ ...identity(before), action: "rule.deleted", before, after: null });
  });
}

const identity = (rule: Pick<Rule, "id" | "flag_id">) =>
  ({ resourceType: "rule", resourceId: rule.id, flagId: rule.flag_id }) as const;

async function readRule(tx: Tx, flagId: string, id: string): Promise<RuleRow> {
  const row = await tx.rule.findUnique({ where: { id, flagId } });
  if (row === null) throw notFound();
  return row;
}

/** The schema judged the environment before the project was locked; it may have gone since. */
export function assertEnvironment(project: ProjectRow, field: string, environment: string): void {
  if (project.environments.includes(environment)) return;
  throw invalid({ [field]: [unknownEnvironment(project.environments)] });
}

async function assertSegment(tx: Tx, project: ProjectRow, segmentId: string | null | undefined): Promise<void> {
  if (segmentId === undefined || segmentId === null) return;
  const found = await tx.segment.findUnique({ where: { id: segmentId, projectId: project.id }, select: { id: true } });
  if (found === null) throw invalid({ segment_id: ["Must be a segment of the flag's project"] });
}
