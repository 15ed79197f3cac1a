import type { FieldProblems } from "@/lib/contract/errors";
import { limits } from "@/lib/contract/limits";
import { moved } from "@/lib/contract/moved";
import type { Rule } from "@/lib/contract/rule";
import type { OrderRules } from "@/lib/contract/rule-order";
import { assertFresh } from "../etag";
import { conflict } from "../service-error";
import type { EntryName } from "../store/audit";
import { writePositions } from "../store/rule-positions";
import { type RuleList, readList, toRule } from "../store/rules";
import type { FlagResource } from "./flag-resource";
import { guardedList } from "./guarded";
import { lockRules } from "./rules";
import { type ProjectWrite, writeInProject } from "./write";
import type { WriteContext } from "./write-context";

/**
 * Puts a list in the order of `rule_ids`, at positions 1 to n, and changes nothing else of its rules.
 * @throws ServiceError 404, 409 unless the ids are exactly the list's or when a guard refuses, 412 when the list is not
 * the one that was read.
 */
export async function orderRules({ flag }: FlagResource, input: OrderRules, context: WriteContext): Promise<Rule[]> {
  const list: RuleList = { flagId: flag.id, environment: input.environment };
  return writeInProject(flag.project_id, "shared", context, (write) =>
    guardedList(write, context, list, async () => {
      const { after } = await changeOrder(write, list, input.rule_ids, context, { action: "rules.reordered" });
      return after;
    }),
  );
}

interface NewOrder {
  before: Rule[];
  after: Rule[];
  /** The content of the audit entry; undefined when nothing was moved. */
  recorded: { before: object; after: object } | undefined;
}

/** @throws ServiceError 404, 409 unless the ids are exactly the list's, 412 */
export async function changeOrder(
  { tx, record }: ProjectWrite,
  list: RuleList,
  ruleIds: string[],
  context: Pick<WriteContext, "ifMatch">,
  entry: EntryName,
): Promise<NewOrder> {
  const { flagId } = list;
  await lockRules(tx, flagId);
  const before = (await readList(tx, list)).map(toRule);
  assertFresh(context.ifMatch, before);
  assertExactly(
    ruleIds,
    before.map(({ id }) => id),
  );
  const positions = new Map(ruleIds.map((id, index) => [id, index + 1]));
  const after = before
    .map((rule) => ({ ...rule, position: positions.get(rule.id) ?? rule.position }))
    .sort((a, b) => a.position - b.position);
  if (before.every((rule) => rule.position === positions.get(rule.id))) {
    return { before, after: before, recorded: undefined };
  }
  await writePositions(tx, ruleIds);
  const recorded = {
    before: orderOf(list, before),
    after: { ...orderOf(list, after), moved: namesOfMoved(before, after) },
  };
  record({ resourceType: "rule_order", resourceId: flagId, flagId, ...entry, ...recorded });
  return { before, after, recorded };
}

const orderOf = ({ environment }: RuleList, rules: readonly Rule[]) => ({
  environment,
  rule_ids: rules.map(({ id }) => id),
});

/** The moved rules by their names at the time, because rules may be renamed or deleted before the history is read. */
function namesOfMoved(before: readonly Rule[], after: readonly Rule[]) {
  const names = new Map(before.map(({ id, name }) => [id, name]));
  const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id);
  return moved(idsOf(before), idsOf(after)).map((id) => ({ rule_id: id, name: names.get(id) ?? null }));
}

function assertExactly(sent: readonly string[], stored: readonly string[]): void {
  const known = new Set(stored);
  const seen = new Set<string>();
  const repeated = sent.filter((id) => seen.size === seen.add(id).size);
  const problems = [
    ...repeated.map((id) => `Repeated: ${id}`),
    ...[...seen].filter((id) => !known.has(id)).map((id) => `Unknown: ${id}`),
    ...stored.filter((id) => !seen.has(id)).map((id) => `Missing: ${id}`),
  ];
  if (problems.length === 0) return;
  const details: FieldProblems = { rule_ids: problems.slice(0, limits.issues) };
  throw conflict("rule_ids must name every rule of the list exactly once", details);
}
