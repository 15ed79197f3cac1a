import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { resourceTypeSchema } from "@/lib/contract/audit";
import { Prisma } from "../db/generated/client";
import { type Sql, sql } from "../db/sql";
import { jsonInput } from "./json-input";
import type { WriteContext } from "./write-context";

/** One thing that a write did, for the audit trail. `null` before: it is new; `null` after: it is gone. */
export type Recorded = Concerned & {
  /** The entry's, for a write that has to name it; drawn unless given. */
  id?: string;
  resourceId: string;
  action: string;
  before: object | null;
  after: object | null;
};

type ResourceType = z.infer<typeof resourceTypeSchema>;
type OfFlag = "flag" | "rule" | "rule_order";

/** What is a flag's says of which: instances read that flag again. */
type Concerned =
  | { resourceType: OfFlag; flagId: string }
  | { resourceType: Exclude<ResourceType, OfFlag>; flagId?: undefined };

type Context = Pick<WriteContext, "actor" | "requestId" | "comment" | "restores">;

/** Writes the trail of a change in the Prisma transaction that makes it. */
export async function writeAudit(
  tx: Prisma.TransactionClient,
  projectId: string | null,
  { actor, requestId, comment, restores }: Context,
  recorded: readonly Recorded[],
): Promise<void> {
  await tx.auditEntry.createMany({
    data: recorded.map(({ id, resourceType, resourceId, flagId, action, before, after }) => ({
      id: id ?? randomUUID(),
      projectId,
      flagId: flagId ?? null,
      resourceType,
      resourceId,
      action,
      actorType: actor.type,
      actorId: actor.id,
      actorName: actor.name,
      before: before === null ? Prisma.DbNull : jsonInput(before),
      after: after === null ? Prisma.DbNull : jsonInput(after),
      environment: environmentOf({ before, after }),
      size: sizeOf(textOf(before)) + sizeOf(textOf(after)),
      comment: comment ?? null,
      restoredFrom: restores ?? null,
      requestId,
    })),
  });
}

/** The same as one INSERT statement, of one text however many entries there are. */
export function auditInsert(projectId: string | null, context: Context, recorded: readonly Recorded[]): Sql {
  const { actor, requestId, comment = null, restores = null } = context;
  const befores = recorded.map(({ before }) => textOf(before));
  const afters = recorded.map(({ after }) => textOf(after));
  return sql`
    INSERT INTO audit_entries (id, project_id, flag_id, resource_type, resource_id, action, actor_type, actor_id,
                               actor_name, environment, before, after, size, comment, restored_from, request_id)
    SELECT entry.id, ${projectId}::uuid, entry.flag_id, entry.type, entry.resource_id, entry.action, ${actor.type},
           ${actor.id}, ${actor.name}, entry.environment, entry.before::json, entry.after::json, entry.size,
           ${comment}::text, ${restores}::uuid, ${requestId}
    FROM unnest(
      ${recorded.map(({ id }) => id ?? randomUUID())}::uuid[],
      ${recorded.map(({ flagId }) => flagId ?? null)}::uuid[],
      ${recorded.map(({ resourceType }) => resourceType)}::text[],
      ${recorded.map(({ resourceId }) => resourceId)}::uuid[],
      ${recorded.map(({ action }) => action)}::text[],
      ${recorded.map(environmentOf)}::text[],
      ${befores}::text[],
      ${afters}::text[],
      ${befores.map((before, index) => sizeOf(before) + sizeOf(afters[index] ?? null))}::int[]
    ) AS entry(id, flag_id, type, resource_id, action, environment, before, after, size)`;
}

/** The environment that a change is limited to, as rules and their orders say it; null: it is not limited to one. */
function environmentOf({ before, after }: Pick<Recorded, "before" | "after">): string | null {
  const environment: unknown = Reflect.get(after ?? before ?? {}, "environment");
  return typeof environment === "string" ? environment : null;
}

const textOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
const sizeOf = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));
