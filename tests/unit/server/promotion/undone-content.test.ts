import { expect, test } from "vitest";
import type { Rule } from "@/lib/contract/rule";
import { undoneContent } from "@/lib/server/services/promotion/undone-content";

const rule = (fields: Partial<Rule> = {}): Rule => ({
  ...{ id: "a", flag_id: "f", environment: "production", position: 1, conditions: [], value: true, enabled: true },
  ...{ percentage: null, segment_id: null, name: null, bucket_by: "user_id", salt: "a" },
  ...{ created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" },
  ...fields,
});
const content = (...rules: Rule[]) => ({ state: { enabled: true }, rules });

test("a change that was taken back is nothing to take back again, at whatever time", () => {
  const made = { before: content(rule({ percentage: 10 })), after: content(rule({ percentage: 50 })) };
  const once = undoneContent(made, made.after, new Date("2026-01-02T00:00:00Z"));
  expect(once.rules).toEqual([rule({ percentage: 10, updated_at: "2026-01-02T00:00:00Z" })]);
  const again = undoneContent(made, once, new Date("2026-01-03T00:00:00Z"));
  expect(again.rules).toBe(once.rules);
  expect(again.state).toBe(once.state);
});
