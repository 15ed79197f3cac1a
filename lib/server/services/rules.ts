import type { Page } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import type { CreateRule, ListRulesQuery, Rule, UpdateRule } from "@/lib/contract/rule";
import { unknownEnvironment } from "@/lib/contract/rule";
import { assertFresh } from "../etag";
import { isSame } from "../patch";
import { conflict, found, invalid, notFound } from "../service-error";
import type { EntryName } from "../store/audit";
import { lockFlag } from "../store/flags";
import { endOfList, makeRoom } from "../store/rule-positions";
import * as store from "../store/rules";
import { type RuleList, type RuleRow, toRule, toRuleColumns } from "../store/rules";
import { db, type Tx } from "../store/transaction";
import { assertEnvironmentInQuery } from "./assert-environment";
import type { FlagResource, RuleResource } from "./flag-resource";
import { guardedList } from "./guarded";
import { assertReferences, referencesIn } from "./segment-references";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/** @throws ServiceError 400 for an environment that the project does not have. */
export async function listRules({ flag, project }: FlagResource, query: ListRulesQuery): Promise<Page<Rule>> {
  assertEnvironmentInQuery(project, query.environment);
  return store.listRules(db(), { flagId: flag.id, environment: query.environment }, query);
}

/** @throws ServiceError 404, also for a rule of another flag. */
export async function getRule({ flag, rule }: RuleResource): Promise<Rule> {
  return toRule(found(await store.findRule(db(), flag.id, rule.id)));
}

/** @throws ServiceError 404, 409 when the list is full or a guard refuses, 422 for a segment of another project. */
export async function createRule({ flag }: FlagResource, input: CreateRule, context: WriteContext): Promise<Rule> {
  const list = { flagId: flag.id, environment: input.environment };
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, list, () => insertRule(write, list, input)),
  );
}

async function insertRule(
  { tx, projectId, readProject, record }: ProjectWrite,
  list: RuleList,
  input: CreateRule,
): Promise<Rule> {
  await lockRules(tx, list.flagId);
  assertEnvironment(await readProject(), "environment", input.environment);
  await assertSegments(tx, projectId, input);
  const { next, count } = await endOfList(tx, list);
  if (count >= limits.rulesPerList) throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
  if (input.position !== undefined && input.position < next) await makeRoom(tx, list, input.position);
  const rule = toRule(await store.insertRule(tx, list, input.position ?? next, input));
  record({ ...ruleIdentity(rule), action: "rule.created", before: null, after: rule });
  return rule;
}

/** @throws ServiceError 404, 409 when a guard refuses, 412, 422 for a segment of another project. */
export async function updateRule(resource: RuleResource, input: UpdateRule, context: WriteContext): Promise<Rule> {
  const { flag, rule, list } = resource;
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, list, async () => {
      const known = { id: rule.id, flag_id: flag.id };
      const { after } = await changeRule(write, known, input, context, { action: "rule.updated" });
      return after;
    }),
  );
}

/**
 * @returns the rule before and after; the same object when nothing changed
 * @throws ServiceError 404, 412, 422 for a segment of another project
 */
export async function changeRule(
  { tx, projectId, record }: ProjectWrite,
  { id, flag_id: flagId }: Pick<Rule, "id" | "flag_id">,
  input: UpdateRule,
  context: Pick<WriteContext, "ifMatch">,
  entry: EntryName,
): Promise<{ before: Rule; after: Rule }> {
  const row = await lockRule(tx, flagId, id);
  const before = toRule(row);
  assertFresh(context.ifMatch, before);
  await assertSegments(tx, projectId, input);
  const columns = toRuleColumns(input);
  if (isSame(toRule({ ...row, ...columns }), before)) return { before, after: before };
  const after = toRule(await store.updateRule(tx, row, columns));
  record({ ...ruleIdentity(after), ...entry, before, after });
  return { before, after };
}

/** @throws ServiceError 404, 409 when a guard refuses, 412. */
export async function deleteRule({ flag, rule, list }: RuleResource, context: WriteContext): Promise<void> {
  await writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, list, async () => {
      const before = toRule(await lockRule(write.tx, flag.id, rule.id));
      assertFresh(context.ifMatch, before);
      await store.deleteRule(write.tx, rule.id);
      write.record({ ...ruleIdentity(before), action: "rule.deleted", before, after: null });
    }),
  );
}

export const ruleIdentity = (rule: Pick<Rule, "id" | "flag_id">) =>
  ({ resourceType: "rule", resourceId: rule.id, flagId: rule.flag_id }) as const;

/** Every change of a flag's rules locks the flag first. @throws ServiceError 404 when it was deleted meanwhile */
export async function lockRules(tx: Tx, flagId: string): Promise<void> {
  if (!(await lockFlag(tx, flagId))) throw notFound();
}

async function lockRule(tx: Tx, flagId: string, id: string): Promise<RuleRow> {
  await lockRules(tx, flagId);
  return found(await store.findRule(tx, flagId, id));
}

/** The schema judged the environment before the project was held; it may have been removed since. */
export function assertEnvironment(project: Pick<Project, "environments">, field: string, environment: string): void {
  if (project.environments.includes(environment)) return;
  throw invalid({ [field]: [unknownEnvironment(project.environments)] });
}

/** The segments that a rule names must belong to the project. */
async function assertSegments(
  tx: Tx,
  projectId: string,
  { segment_id: segmentId, conditions = [] }: UpdateRule,
): Promise<void> {
  const linked = typeof segmentId === "string" ? [{ path: "segment_id", id: segmentId }] : [];
  await assertReferences(tx, projectId, [...linked, ...referencesIn(conditions, "conditions")]);
}
