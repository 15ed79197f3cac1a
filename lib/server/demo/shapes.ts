import type { CreateFlag } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { CreateRule } from "@/lib/contract/rule";
import type { CreateSegment } from "@/lib/contract/segment";
import type { CreateTestUser } from "@/lib/contract/test-user";

export type DemoSegment = Omit<CreateSegment, "project_id">;

/** A rule links to a segment by its name, because ids are assigned when it is created. */
export type DemoRule = Omit<CreateRule, "environment" | "segment_id" | "position"> & { segment?: string };

export interface DemoFlag extends Omit<CreateFlag, "project_id" | "scheduled_at"> {
  /** Days until the flag is turned on, at nine in the morning UTC. */
  scheduledInDays?: number;
  /** First to last. */
  rules: Record<"production" | "staging" | "development", DemoRule[]>;
}

export interface DemoTestUser extends Pick<CreateTestUser, "name" | "context"> {
  /** The values that test users should get in production, by flag key. */
  expects: Record<string, JsonValue>;
}
