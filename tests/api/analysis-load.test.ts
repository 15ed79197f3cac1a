import { describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";
import { heavyLists } from "../support/heavy-lists";
import { longestHold } from "../support/longest-hold";

const service = ownService();

/** The service runs in this process, so its loop is ours, and so is what the test itself does with it. */
const MOST_HELD_MS = 50;

const report = (name: string, held: number) =>
  process.env.PRINT_HOLDS && console.log(`${name}: held ${held.toFixed(0)} ms`);

/** A flag of the project with the list, stored as the API would have stored it. */
async function store({ list }: ReturnType<typeof heavyLists>[number]) {
  const project = await service.project();
  const flag = await service.flag(project.id, { flag_type: "json", default_value: { value: false }, enabled: true });
  await service.stored.query(
    `INSERT INTO segments (id, project_id, name, match_type, rules)
     SELECT (each->>'id')::uuid, $1, each->>'id', each->>'match_type', (each->'rules')::json
     FROM json_array_elements($2) AS each ON CONFLICT DO NOTHING`,
    [project.id, JSON.stringify(withIds(list.segments, project.id))],
  );
  await service.stored.query(
    `INSERT INTO rules (id, flag_id, environment, position, conditions, value, percentage, segment_id, salt)
     SELECT gen_random_uuid(), $1, 'production', (each->>'position')::int, (each->'conditions')::json,
            (each->'value')::json, (each->>'percentage')::int, (each->>'segment_id')::uuid, each->>'position'
     FROM json_array_elements($2) AS each`,
    [flag.id, JSON.stringify(withIds(list.rules, project.id))],
  );
  return { project, flag };
}

/** Segments have ids of their own in each project. */
const withIds = (items: readonly object[], projectId: string): object[] =>
  JSON.parse(JSON.stringify(items).replaceAll("00000000-0000-4000-9000", projectId.slice(0, 23)));

describe.each(heavyLists().map((heavy) => [heavy.name, heavy] as const))("%s", (name, heavy) => {
  test("costly lists are analysed, or said not to be, and evaluation goes on meanwhile", async () => {
    const { project, flag } = await store(heavy);
    const evaluate = () =>
      service.call("POST", "/api/v1/flags/evaluate", {
        body: { project_id: project.id, flag_key: flag.key, environment: "production", context: {} },
      });
    await evaluate();
    const start = performance.now();
    const { result, held } = await longestHold(async () => {
      const analysing = service.call("POST", `/api/v1/flags/${flag.id}/rules/analyze`, {
        body: { environment: "production" },
      });
      const meanwhile = await evaluate();
      return { meanwhile, answer: await analysing };
    });
    const took = performance.now() - start;
    report(`${name}, ${took.toFixed(0)} ms`, held);
    expect(result.meanwhile.status).toBe(200);
    expect(result.answer.status).toBe(200);
    const { findings, not_analysed } = result.answer.body.data;
    expect(findings.length + not_analysed.length).toBeGreaterThan(0);
    expect(took).toBeLessThan(8_000);
    expect(held).toBeLessThan(MOST_HELD_MS);
  });

  // One that ends by its budget, and one that is long to read: the others take the same way.
  const isGuarded = ["patterns that are choices of 64 parts", "segments of 100,000 ids"].includes(name);
  if (!isGuarded) return;
  test("a guarded write is made or refused with a reason, and the loop is free", async () => {
    const { flag } = await store(heavy);
    const body = { environment: "production", conditions: [], value: { other: true }, position: 1 };
    const { result, held } = await longestHold(() =>
      service.call("POST", `/api/v1/flags/${flag.id}/rules?guard=no_new_exposure`, { body }),
    );
    report(`${name}, guard`, held);
    expect(result.status, result.text).toBe(409);
    expect(["new_exposure", "unknown"]).toContain(result.body.guard[0].reason);
    expect(held).toBeLessThan(MOST_HELD_MS);
  });
});

test("a draft of a segment with 100,000 ids", async () => {
  const ids = Array.from({ length: 100_000 }, (_, at) => `user-${at.toString(36)}-0123`);
  const rules = [{ key: "user_id", operator: "in", value: ids }];
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const segment = await service.segment(project.id, { rules });
  await service.rule(flag.id, { segment_id: segment.id });
  const raw = JSON.stringify({ rules: [{ ...rules[0], value: ids.slice(1) }] });
  const { result, held } = await longestHold(() =>
    service.call("POST", `/api/v1/flags/segments/${segment.id}/analyze`, { raw }),
  );
  report("a draft of a segment", held);
  expect(result.status, result.text).toBe(200);
  expect(["no", "unknown"]).toContain(result.body.data.new_exposure);
});
