import { beforeAll, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { MAX_SEARCHED_TEXT } from "@/lib/targeting/operators/search";
import { ownService } from "../../support/api-service";

const FLAGS = 400;

let project: Project;

const service = ownService();

beforeAll(async () => {
  project = await service.project();
  await service.stored.query(
    `WITH flag AS (
       INSERT INTO flags (id, project_id, key, name, flag_type, default_value, enabled, tags)
       SELECT gen_random_uuid(), $1, 'flag-' || number, 'Flag', 'boolean', 'false', true, '{}'
       FROM generate_series(1, $2::int) AS number RETURNING id, key)
     INSERT INTO rules (id, flag_id, environment, position, conditions, value, salt)
     SELECT gen_random_uuid(), flag.id, 'production', 1, json_build_array(json_build_object(
       'attribute', 'agent', 'operator', 'regex', 'value', '[a-z]+' || key || '[0-9]+x')), 'true', 'salt'
     FROM flag`,
    [project.id, FLAGS],
  );
});

/** No pattern is found in it, and each is searched for to the end. */
const agent = "Mozilla compatible ".repeat(1_000).slice(0, MAX_SEARCHED_TEXT);

test.each([
  ["bootstrap", "/api/v1/flags/bootstrap", () => ({ project_id: project.id, context: { agent } })],
  ["OFREP", "/ofrep/v1/evaluate/flags", () => ({ context: { agent } })],
])("while %s evaluates many patterns in a long text, other evaluations are answered", async (_, path, bodyOf) => {
  const { key } = await service.flag(project, { enabled: true });
  const evaluate = () =>
    service.call("POST", "/api/v1/flags/evaluate", { body: { project_id: project.id, flag_key: key, context: {} } });
  await evaluate();
  const order: string[] = [];
  const headers = { "x-project-id": project.id };
  const bulk = service.call("POST", path, { body: bodyOf(), headers }).then((answer) => {
    order.push("all flags");
    return answer;
  });
  for (let count = 0; count < 3; count += 1) {
    expect((await evaluate()).status).toBe(200);
    order.push("one flag");
  }
  const { status, body: answer, text } = await bulk;
  expect(status, text).toBe(200);
  expect(Object.keys(answer.data?.flags ?? answer.flags).length).toBeGreaterThanOrEqual(FLAGS);
  expect(order).toEqual(["one flag", "one flag", "one flag", "all flags"]);
});
