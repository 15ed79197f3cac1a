import { randomUUID } from "node:crypto";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import type { CopyRules } from "@/lib/contract/rule-order";
import { assertFresh } from "../etag";
import { conflict } from "../service-error";
import { deleteList, insertCopies, type RuleList, type RuleRow, readList, toRule } from "../store/rules";
import type { FlagResource } from "./flag-resource";
import { guardedList } from "./guarded";
import { assertEnvironment, lockRules } from "./rules";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/**
 * Copies an environment's rules into another, after its own rules or instead of them. A copy keeps its original's salt,
 * so that the same people are inside its percentage.
 * @returns the whole list of the target environment.
 * @throws ServiceError 404, 409 when the list would be too long or a guard refuses, 412 when the list that is copied to
 * is not the one that was read, 422.
 */
export async function copyRules({ flag }: FlagResource, input: CopyRules, context: WriteContext): Promise<Rule[]> {
  const target = { flagId: flag.id, environment: input.to };
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, target, () => copyInto(write, target, input, context)),
  );
}

async function copyInto(
  { tx, readProject, record }: ProjectWrite,
  target: RuleList,
  input: CopyRules,
  { ifMatch }: Pick<WriteContext, "ifMatch">,
): Promise<Rule[]> {
  const { flagId } = target;
  await lockRules(tx, flagId);
  const project = await readProject();
  assertEnvironment(project, "from", input.from);
  assertEnvironment(project, "to", input.to);
  const source = await readList(tx, { flagId, environment: input.from });
  const existing = (await readList(tx, target)).map(toRule);
  assertFresh(ifMatch, existing);
  const kept = input.mode === "append" ? existing : [];
  if (kept.length + source.length > limits.rulesPerList) {
    throw conflict(`A list holds at most ${limits.rulesPerList} rules`);
  }
  const after = (kept.at(-1)?.position ?? 0) + 1;
  const now = new Date();
  const copies = source.map((row, index): RuleRow => {
    const position = input.mode === "append" ? after + index : row.position;
    return { ...row, id: randomUUID(), environment: input.to, position, createdAt: now, updatedAt: now };
  });
  if (input.mode === "replace") await deleteList(tx, target);
  await insertCopies(tx, source, copies);
  const result = [...kept, ...copies.map(toRule)];
  if (source.length > 0 || (input.mode === "replace" && existing.length > 0)) {
    record({
      resourceType: "rule_order",
      resourceId: flagId,
      flagId,
      action: "rules.copied",
      before: { environment: input.to, rules: existing },
      after: { environment: input.to, copied_from: input.from, mode: input.mode, rules: result },
    });
  }
  return result;
}
