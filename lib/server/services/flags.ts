import { randomUUID } from "node:crypto";
import type { Page } from "@/lib/contract/common";
import {
  type CreateFlag,
  type Flag,
  type ListedFlag,
  type ListFlagsQuery,
  type UpdateFlag,
  unwrapDefaultValue,
} from "@/lib/contract/flag";
import { json, sql } from "../db/sql";
import type { SqlTx } from "../db/transaction";
import { assertFresh } from "../etag";
import type { JsonText } from "../json-text";
import { conflict } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { countRulesByFlag } from "./count-rules";
import { keptList } from "./kept-lists";
import { lockAndReadFlag } from "./lock-flag";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { flagColumns, readFlagRows } from "./row-readers";
import { type FlagRow, toFlag } from "./rows";
import { writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const KEY_TAKEN = "A flag with this key exists in the project";

/** @throws ServiceError 404 when there is no such project. */
export async function listFlags(query: ListFlagsQuery): Promise<Page<ListedFlag> | JsonText> {
  const source = `
    SELECT *, xmin FROM flags
    WHERE project_id = $1
      AND ($2::text IS NULL OR status = $2)
      AND ($3::text[] IS NULL OR tags && $3)
      AND ($4::text IS NULL OR strpos(lower(concat_ws(chr(10), name, key, description)), lower($4)) > 0)
      AND ($5::text IS NULL OR key = $5)
      AND ($6::timestamptz IS NULL OR (created_at, id) > ($6, $7::uuid))
    ORDER BY created_at, id LIMIT $8`;
  const values = [
    query.project_id,
    query.status ?? null,
    query["tags[]"] ?? null,
    query.search ?? null,
    query.key ?? null,
    ...createdAfter(query),
    rowsToRead(query),
  ];
  const present = async (rows: FlagRow[]) => {
    if (rows.length === 0) await assertProjectExists(query.project_id);
    return createdPage(rows, query, toFlag);
  };
  if (!query["include[]"]?.includes("rule_counts")) return keptList(readFlagRows, source, values, present);
  const { rows = [] } = await readFlagRows(source, values);
  const page = await present(rows);
  const counts = await countRulesByFlag(page.items);
  return { ...page, items: page.items.map((flag) => ({ ...flag, rule_counts: counts.get(flag.id) ?? {} })) };
}

/** @throws ServiceError 404 for the project, 409 when its key is taken. */
export async function createFlag(input: CreateFlag, context: WriteContext): Promise<Flag> {
  const scheduledAt = toInstant(input.scheduled_at) ?? null;
  // Only a boolean flag may leave its value out; the schema has seen to that.
  const defaultValue = unwrapDefaultValue(input.default_value === undefined ? false : input.default_value);
  return writeInProject(input.project_id, "shared", context, async ({ tx, record }) => {
    const [row] = await tx.rows<FlagRow>(sql`
      INSERT INTO flags (id, project_id, key, name, description, flag_type, default_value, enabled, status,
                         when_disabled, tags, scheduled_at)
      VALUES (${randomUUID()}, ${input.project_id}, ${input.key}, ${input.name ?? input.key},
              ${input.description ?? null}, ${input.flag_type}, ${json(defaultValue)}, ${input.enabled ?? false},
              ${input.status ?? "active"}, ${input.when_disabled ?? "default_value"}, ${input.tags ?? []}, ${scheduledAt})
      ON CONFLICT (project_id, key) DO NOTHING
      RETURNING ${flagColumns}`);
    if (row === undefined) throw conflict(KEY_TAKEN, { key: ["Is taken"] });
    const flag = toFlag(row);
    record({ ...identity(flag), action: "flag.created", before: null, after: flag });
    return flag;
  });
}

/** @throws ServiceError 404, 412. */
export async function updateFlag(
  flag: Pick<Flag, "id" | "project_id">,
  input: UpdateFlag,
  context: WriteContext,
): Promise<Flag> {
  const scheduledAt = toInstant(input.scheduled_at);
  return writeInProject(flag.project_id, "shared", context, async ({ tx, record }) => {
    const row = await lockAndReadFlag(tx, flag.id);
    const before = toFlag(row);
    assertFresh(context.ifMatch, before);
    const { name, description, enabled, status, tags, when_disabled: whenDisabled } = input;
    const defaultValue = input.default_value === undefined ? undefined : unwrapDefaultValue(input.default_value);
    const sent = { name, description, enabled, status, whenDisabled, tags, scheduledAt, defaultValue };
    const patched = { ...row, ...defined(sent) };
    if (isSame(toFlag(patched), before)) return before;
    const after = toFlag(await writeFlag(tx, patched));
    record({ ...identity(after), action: "flag.updated", before, after });
    return after;
  });
}

/** Deletes a flag with its rules. @throws ServiceError 404, 412. */
export async function deleteFlag(flag: Pick<Flag, "id" | "project_id">, context: WriteContext): Promise<void> {
  await writeInProject(flag.project_id, "shared", context, async ({ tx, record }) => {
    const before = toFlag(await lockAndReadFlag(tx, flag.id));
    assertFresh(context.ifMatch, before);
    await tx.rows(sql`DELETE FROM flags WHERE id = ${flag.id}`);
    record({ ...identity(before), action: "flag.deleted", before, after: null });
  });
}

/** Stores a locked flag's new state, as of now. */
export async function writeFlag(tx: SqlTx, row: FlagRow): Promise<FlagRow> {
  const next = { ...row, updatedAt: new Date() };
  await tx.rows(sql`
    UPDATE flags SET name = ${next.name}, description = ${next.description}, enabled = ${next.enabled},
      default_value = ${json(next.defaultValue)}, status = ${next.status}, when_disabled = ${next.whenDisabled},
      tags = ${next.tags},
      scheduled_at = ${next.scheduledAt}, updated_at = ${next.updatedAt}
    WHERE id = ${next.id}`);
  return next;
}

const identity = ({ id }: Pick<Flag, "id">) => ({ resourceType: "flag", resourceId: id, flagId: id }) as const;

/** Undefined when nothing was sent, null to clear. */
function toInstant(sent: string | null | undefined): Date | null | undefined {
  return sent === undefined || sent === null ? sent : new Date(sent);
}
