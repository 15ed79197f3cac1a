import type { JsonRowShape } from "../db/json-shape";
import type { FlagRow, ProjectRow, RuleRow, SegmentRow } from "./rows";

const dates = { createdAt: "created_at", updatedAt: "updated_at" };

export const projectShape: JsonRowShape<ProjectRow> = {
  columns: {
    id: "id",
    name: "name",
    slug: "slug",
    environments: "environments",
    defaultEnvironment: "default_environment",
  },
  instants: dates,
};

export const flagShape: JsonRowShape<FlagRow> = {
  columns: {
    id: "id",
    projectId: "project_id",
    key: "key",
    name: "name",
    description: "description",
    flagType: "flag_type",
    defaultValue: "default_value",
    enabled: "enabled",
    status: "status",
    whenDisabled: "when_disabled",
    tags: "tags",
  },
  instants: { ...dates, scheduledAt: "scheduled_at" },
};

export const segmentShape: JsonRowShape<SegmentRow> = {
  columns: {
    id: "id",
    projectId: "project_id",
    name: "name",
    description: "description",
    rules: "rules",
    matchType: "match_type",
  },
  instants: dates,
};

export const ruleShape: JsonRowShape<RuleRow> = {
  columns: {
    id: "id",
    flagId: "flag_id",
    environment: "environment",
    position: "position",
    name: "name",
    conditions: "conditions",
    value: "value",
    percentage: "percentage",
    enabled: "enabled",
    segmentId: "segment_id",
    bucketBy: "bucket_by",
    salt: "salt",
  },
  instants: dates,
};
