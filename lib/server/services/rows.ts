import { toTimestamp } from "@/lib/contract/common";
import type { RuleCondition, SegmentCondition } from "@/lib/contract/condition";
import { type Flag, flagStatusSchema, flagTypeSchema } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import { matchTypeSchema, type Segment } from "@/lib/contract/segment";
import { operatorIds, segmentOperatorIds } from "@/lib/targeting";
import type * as stored from "../db/generated/client";
import { CorruptRowError } from "../service-error";

export type ProjectRow = Omit<stored.Project, "revision" | "revisionToken">;
export type FlagRow = stored.Flag;
export type SegmentRow = stored.Segment;
export type RuleRow = stored.Rule;

/** A stored project as the API shows it. */
export function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    environments: row.environments,
    settings: { default_environment: row.defaultEnvironment },
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/**
 * A stored flag as the API shows it.
 * @throws CorruptRowError
 */
export function toFlag(row: FlagRow): Flag {
  const flagType = flagTypeSchema.safeParse(row.flagType);
  const status = flagStatusSchema.safeParse(row.status);
  if (!flagType.success) throw new CorruptRowError("flags", row.id, `flag_type ${row.flagType}`);
  if (!status.success) throw new CorruptRowError("flags", row.id, `status ${row.status}`);
  return {
    id: row.id,
    project_id: row.projectId,
    key: row.key,
    name: row.name,
    description: row.description,
    flag_type: flagType.data,
    default_value: { value: fromJson(row.defaultValue) },
    enabled: row.enabled,
    status: status.data,
    ...(row.whenDisabled === "code_default" && { when_disabled: row.whenDisabled }),
    tags: row.tags,
    scheduled_at: row.scheduledAt === null ? null : toTimestamp(row.scheduledAt),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/**
 * A stored segment as the API shows it.
 * @throws CorruptRowError
 */
export function toSegment(row: SegmentRow): Segment {
  const matchType = matchTypeSchema.safeParse(row.matchType);
  if (!matchType.success) throw new CorruptRowError("segments", row.id, `match_type ${row.matchType}`);
  if (!isConditionList<SegmentCondition>(row.rules, "key", segmentOperatorIds)) {
    throw new CorruptRowError("segments", row.id, "rules");
  }
  return {
    id: row.id,
    project_id: row.projectId,
    name: row.name,
    description: row.description,
    rules: row.rules,
    match_type: matchType.data,
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/**
 * A stored rule as the API shows it.
 * @throws CorruptRowError
 */
export function toRule(row: RuleRow): Rule {
  if (!isConditionList<RuleCondition>(row.conditions, "attribute", operatorIds)) {
    throw new CorruptRowError("rules", row.id, "conditions");
  }
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
    salt: row.salt,
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

// Prisma's JsonValue allows undefined members, which no stored JSON has.
const fromJson = (json: unknown): JsonValue => json as JsonValue;

/**
 * Whether stored JSON has the shape of a condition list. Patterns and list lengths were judged when they were written,
 * and the engine takes any value, so reads need not pay for judging them again.
 */
function isConditionList<C extends SegmentCondition | RuleCondition>(
  json: unknown,
  attributeField: "key" | "attribute",
  operators: readonly string[],
): json is C[] {
  return (
    Array.isArray(json) &&
    json.every(
      (item: unknown) =>
        typeof item === "object" &&
        item !== null &&
        typeof Reflect.get(item, attributeField) === "string" &&
        operators.includes(Reflect.get(item, "operator")) &&
        Reflect.get(item, "value") !== undefined,
    )
  );
}
