import { expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";

const FLAGS = 200;

let project: Project;

const service = ownService();

/** Flags whose rules are read in several pages: each has one in every environment, with a value of 8 kB. */
async function makeLargeProject(): Promise<Project> {
  const made = await service.project();
  await service.stored.query(
    `WITH flag AS (
       INSERT INTO flags (id, project_id, key, name, flag_type, default_value, enabled, tags, created_at)
       SELECT gen_random_uuid(), $1, 'flag-' || number, 'Flag', 'string', '"off"', true, '{}',
         timestamptz '2026-01-01' + number * interval '1 minute'
       FROM generate_series(1, $2::int) AS number RETURNING id, key)
     INSERT INTO rules (id, flag_id, environment, position, conditions, value, salt)
     SELECT gen_random_uuid(), flag.id, environment, 1, '[]', to_json(key || environment || repeat('x', 8000)), 'salt'
     FROM flag, unnest($3::text[]) AS environment`,
    [made.id, FLAGS, made.environments],
  );
  return made;
}

async function values(environment: string): Promise<[string, string][]> {
  const body = { project_id: project.id, environment, context: { plan: "free" } };
  const { body: answer } = await service.call("POST", "/api/v1/flags/bootstrap", { body });
  const flags = Object.entries<{ value: string }>(answer.data.flags);
  return flags.map(([key, { value }]) => [key, value.replace(/x+$/, "")]);
}

test("a large project is evaluated whole and in order, in each environment and after changes", async () => {
  project = await makeLargeProject();
  const keys = Array.from({ length: FLAGS }, (_, index) => `flag-${index + 1}`);
  const expected = (environment: string) => keys.map((key) => [key, key + environment]);
  expect(await values("production")).toEqual(expected("production"));

  // Meanwhile a flag is new, one is changed in one environment, and one is gone.
  const [first, second] = await service.stored.query<{ id: string }>(
    "SELECT id FROM flags WHERE project_id = $1 ORDER BY created_at LIMIT 2",
    [project.id],
  );
  const segment = await service.segment(project);
  const added = await service.flag(project, { flag_type: "string", default_value: "new", enabled: true });
  await service.rule(added, { segment_id: segment.id, value: "of the segment" });
  await service.call("DELETE", `/api/v1/flags/${first?.id}`);
  const rule = { environment: "staging", conditions: [], value: "first in staging", position: 1 };
  await service.call("POST", `/api/v1/flags/${second?.id}/rules`, { body: rule });

  const rest = (environment: string) => [...expected(environment).slice(1), [added.key, "new"]];
  expect(await values("production")).toEqual(rest("production"));
  const inStaging = rest("staging");
  inStaging[0] = ["flag-2", "first in staging"];
  expect(await values("staging")).toEqual(inStaging);

  // Both are held now: a change to a segment is one to both.
  const widened = await service.call("PATCH", `/api/v1/flags/segments/${segment.id}`, {
    body: { rules: [{ key: "plan", operator: "equals", value: "free" }] },
  });
  expect(widened.status).toBe(200);
  expect((await values("production")).at(-1)).toEqual([added.key, "of the segment"]);
  expect(await values("staging")).toEqual(inStaging);
});
