import { expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { type GuardedChange, guardRefusals } from "@/lib/server/services/guard-refusals";

const flag: Flag = {
  id: "flag",
  project_id: "project",
  key: "checkout",
  name: "Checkout",
  description: null,
  flag_type: "string",
  default_value: { value: "" },
  enabled: true,
  status: "active",
  tags: [],
  scheduled_at: null,
  created_at: "2025-03-12T10:00:00Z",
  updated_at: "2025-03-12T10:00:00Z",
};

const rule = (environment: string, value: string): Rule => ({
  id: `rule in ${environment}`,
  flag_id: flag.id,
  environment,
  position: 1,
  name: null,
  conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
  value,
  percentage: null,
  enabled: true,
  segment_id: null,
  bucket_by: "user_id",
  salt: environment,
  created_at: flag.created_at,
  updated_at: flag.updated_at,
});

/** A rule with a value of so many characters is taken away: nobody is exposed. */
function change(environment: string, characters: number): GuardedChange {
  const list = { flagId: flag.id, environment, flag, segments: [] };
  return { before: { ...list, rules: [rule(environment, "x".repeat(characters))] }, after: { ...list, rules: [] } };
}

const nobody = { of: () => [] };

test("more text than one request may read is not known, and says so; the first list is read whatever its size", async () => {
  const environments = ["a", "b", "c"];
  const small = environments.map((name) => change(name, 10));
  expect(await guardRefusals(["no_new_exposure"], small, nobody)).toEqual([]);
  const large = environments.map((name) => change(name, 17 * 1024 * 1024));
  const refusals = await guardRefusals(["no_new_exposure"], large, nobody);
  expect(refusals).toMatchObject([
    { environment: "b", reason: "unknown", because: "budget" },
    { environment: "c", reason: "unknown", because: "budget" },
  ]);
});

test("a refusal of very many lists is cut, not sent whole", async () => {
  const changes = Array.from({ length: 300 }, (_, at) => {
    const { before, after } = change(`e${at}`, 10);
    return { before: after, after: before };
  });
  const refusals = await guardRefusals(["no_new_exposure"], changes, nobody);
  expect(refusals).toHaveLength(100);
});
