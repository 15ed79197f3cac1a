import { beforeAll, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { SegmentCondition } from "@/lib/contract/condition";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { TestUser } from "@/lib/contract/test-user";
import type { SeededDemo } from "@/lib/server/services/seed-demo";
import type { WriteContext } from "@/lib/server/services/write-context";
import { conditionsIn } from "@/lib/targeting";
import { ownService } from "../support/api-service";

const context: WriteContext = {
  actor: { type: "user", id: "u1", name: "ada@ledgerline.example" },
  requestId: "first-run",
  ifMatch: '"of-another-resource"',
};

let runs: SeededDemo[];

const service = ownService();

beforeAll(async () => {
  const { seedDemo } = await import("@/lib/server/services/seed-demo");
  runs = await Promise.all([seedDemo(context), seedDemo(context), seedDemo(context)]);
});

const list = async <T>(path: string): Promise<T[]> => (await service.call("GET", path)).body.data;
const project = () => runs[0]?.projectId;

/** Every resource of the project as the API gives it: what a change anywhere would show in. */
async function everything() {
  const flags = await list<Flag>(`/api/v1/flags?project_id=${project()}`);
  const lists: Rule[][] = [];
  for (const { id } of flags) {
    for (const environment of ["production", "staging", "development"]) {
      lists.push(await list(`/api/v1/flags/${id}/rules?environment=${environment}`));
    }
  }
  return {
    flags,
    segments: await list<Segment>(`/api/v1/flags/segments?project_id=${project()}`),
    rules: lists.flat(),
    testUsers: await list<TestUser>(`/api/v1/flags/test-users?project_id=${project()}`),
    audit: await list<AuditEntry>(`/api/v1/flags/audit?project_id=${project()}&limit=200`),
  };
}

test("three who seed at once make one project, and all hear of it", async () => {
  expect(runs.map(({ isNew }) => isNew).sort()).toEqual([false, false, true]);
  expect(new Set(runs.map(({ projectId }) => projectId)).size).toBe(1);
  expect(await list("/api/v1/flags/projects")).toEqual([
    expect.objectContaining({ id: project(), slug: runs[0]?.slug }),
  ]);
});

test("it holds nine flags of all four types, six segments, and rules in three environments", async () => {
  const { flags, segments, rules } = await everything();
  expect(flags).toHaveLength(9);
  expect(new Set(flags.map(({ flag_type }) => flag_type))).toEqual(new Set(["boolean", "string", "number", "json"]));
  expect(flags.some(({ status }) => status === "archived")).toBe(true);
  expect(flags.some(({ enabled }) => enabled)).toBe(true);
  expect(flags.find(({ key }) => key === "receipt-scanner")?.environments).toEqual({
    production: { enabled: true },
    staging: { enabled: true },
    development: { enabled: false },
  });
  // Whoever looks at the demo sees all that a rule can say.
  expect(rules.some(({ conditions }) => conditions.some((element) => "any" in element))).toBe(true);
  const named = flags.flatMap(({ variants = [] }) => variants.map(({ value }) => value));
  const served = rules.flatMap(({ split = [] }) => split.map(({ value }) => value));
  expect(served).not.toEqual([]);
  expect(named).toEqual(expect.arrayContaining(served));
  const scheduled = flags.filter(({ scheduled_at }) => scheduled_at !== null);
  expect(scheduled.map(({ enabled }) => enabled)).toEqual([false]);
  expect(segments).toHaveLength(6);
  expect(new Set(segments.map(({ match_type }) => match_type))).toEqual(new Set(["all", "any"]));
  expect(new Set(rules.map(({ environment }) => environment))).toEqual(
    new Set(["production", "staging", "development"]),
  );
});

test("every segment is in use, and one holds hundreds of ids", async () => {
  const { segments } = await everything();
  for (const { id } of segments) expect(await list(`/api/v1/flags/segments/${id}/usage`)).not.toEqual([]);
  const lengths = segments.flatMap(({ rules }) =>
    conditionsIn<SegmentCondition>(rules).map(({ value }) => (Array.isArray(value) ? value.length : 0)),
  );
  expect(Math.max(...lengths)).toBeGreaterThan(300);
});

test("each of its test users gets what is expected", async () => {
  const { flags, testUsers } = await everything();
  expect(testUsers.length).toBeGreaterThan(2);
  for (const { name, context: given, expectations } of testUsers) {
    expect(expectations, name).not.toEqual([]);
    for (const { flag_id, environment, value } of expectations) {
      const body = {
        project_id: project(),
        environment,
        flag_key: flags.find(({ id }) => id === flag_id)?.key,
        context: given,
      };
      const answer = await service.call("POST", "/api/v1/flags/evaluate", { body });
      expect(answer.body.data.value, name).toEqual(value);
    }
  }
});

test("each write stands in the history under whoever asked for it", async () => {
  const { flags, segments, rules, testUsers, audit } = await everything();
  expect(audit).toHaveLength(1 + flags.length + segments.length + rules.length + testUsers.length);
  for (const entry of audit) expect(entry).toMatchObject({ actor: context.actor, request_id: context.requestId });
});

test("running again changes nothing, whatever people have made of it", async () => {
  const [flag] = await list<Flag>(`/api/v1/flags?project_id=${project()}`);
  await service.call("PATCH", `/api/v1/flags/${flag?.id}`, { body: { name: "Ours now" } });
  const before = await everything();
  const { seedDemo } = await import("@/lib/server/services/seed-demo");
  expect(await seedDemo(context)).toEqual({ ...runs[0], isNew: false });
  expect(await everything()).toEqual(before);
});
