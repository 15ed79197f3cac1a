import type { JsonValue } from "@/lib/contract/json";
import { findRules, type RuleRow } from "./rules";
import type { Tx } from "./transaction";

/**
 * A flag's rules, in every environment, that serve one of these values or have an arm that does, by environment and
 * position.
 */
export async function rulesServing(tx: Tx, flagId: string, values: readonly JsonValue[]): Promise<RuleRow[]> {
  // Prisma compares JSON as text; jsonb ignores the order of an object's keys.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH sought AS (SELECT unnest(${values.map((value) => JSON.stringify(value))}::text[])::jsonb AS value)
    SELECT id FROM rules
    WHERE flag_id = ${flagId}::uuid AND (value::jsonb IN (SELECT value FROM sought) OR EXISTS (
      SELECT FROM json_array_elements(coalesce(split, '[]')) AS arm
      WHERE (arm->'value')::jsonb IN (SELECT value FROM sought)))`;
  const ids = rows.map(({ id }) => id);
  return findRules(tx, ids);
}

/** Stores the values of rules whose flag is locked. */
export async function updateRuleValues(
  tx: Tx,
  rules: readonly Pick<RuleRow, "id" | "value" | "split" | "updatedAt">[],
): Promise<void> {
  // One statement for all, in SQL, because Prisma's calls give every row of a set the same value.
  await tx.$executeRaw`
    UPDATE rules
    SET value = changed.value::json, split = changed.split::json, updated_at = changed.updated_at
    FROM unnest(
      ${rules.map(({ id }) => id)}::uuid[],
      ${rules.map(({ value }) => JSON.stringify(value))}::text[],
      ${rules.map(({ split }) => (split === null ? null : JSON.stringify(split)))}::text[],
      ${rules.map(({ updatedAt }) => updatedAt)}::timestamptz[]
    ) AS changed(id, value, split, updated_at)
    WHERE rules.id = changed.id`;
}
