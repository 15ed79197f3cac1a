import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { contractService } from "../support/contract-service";
import { heavyLists } from "../support/heavy-lists";

const service = contractService();

/** The service runs in this process, so its loop is ours. The bound is generous: tests of others share the machine. */
const MOST_HELD_MS = 250;

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

/** How long the loop was held at most while something was done. */
async function longestHold<T>(work: () => Promise<T>): Promise<{ result: T; held: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const result = await work();
  delay.disable();
  return { result, held: delay.max / 1e6 };
}

describe.each(heavyLists().map((heavy) => [heavy.name, heavy] as const))("%s", (name, heavy) => {
  test("are analysed, or said not to be, and evaluation goes on meanwhile", async () => {
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
    if (process.env.PRINT_HOLDS) console.log(`${heavy.name}: held ${held.toFixed(0)} ms, took ${took.toFixed(0)} ms`);
    expect(result.meanwhile.status).toBe(200);
    expect(result.answer.status).toBe(200);
    const { findings, not_analysed } = result.answer.body.data;
    expect(findings.length + not_analysed.length).toBeGreaterThan(0);
    expect(took).toBeLessThan(8_000);
    expect(held).toBeLessThan(MOST_HELD_MS);
  });

  // One that ends by its budget, and one that is long to read: the others take the same way.
  const isGuarded = ["patterns that are choices of 64 parts", "segments of 100,000 ids"].includes(name);
  test.runIf(isGuarded)("a guarded write is made or refused with a reason, and the loop is free", async () => {
    const { flag } = await store(heavy);
    const body = { environment: "production", conditions: [], value: { other: true }, position: 1 };
    const { result, held } = await longestHold(() =>
      service.call("POST", `/api/v1/flags/${flag.id}/rules?guard=no_new_exposure`, { body }),
    );
    if (process.env.PRINT_HOLDS) console.log(`${heavy.name}, guard: held ${held.toFixed(0)} ms`);
    expect(result.status, result.text).toBe(409);
    expect(["new_exposure", "unknown"]).toContain(result.body.guard[0].reason);
    expect(held).toBeLessThan(MOST_HELD_MS);
  });
});
