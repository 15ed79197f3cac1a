import { describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { contentOf } from "../support/database-content";

const service = ownService();

const isPro = { attribute: "plan", operator: "equals", value: "pro" };
const isIn = (country: string) => ({ attribute: "country", operator: "equals", value: country });

/** A project that keeps a sample, with a flag whose one rule asks for `plan`. */
async function sampled(): Promise<{ project: Project; flag: Flag }> {
  const project = await service.project({ settings: { sample_contexts: true } });
  const flag = await service.flag(project, { enabled: true });
  await service.rule(flag, { conditions: [isPro] });
  return { project, flag };
}

async function evaluate(project: Project, flag: Flag, context: object): Promise<void> {
  const body = { project_id: project.id, flag_key: flag.key, context };
  expect((await service.call("POST", "/api/v1/flags/evaluate", { body })).status).toBe(200);
}

const ask = (project: Project, body: object) =>
  service.call("POST", `/api/v1/flags/projects/${project.id}/audience`, { body });

const set = (project: Project, settings: object) =>
  service.call("PATCH", `/api/v1/flags/projects/${project.id}`, { body: { settings } });

describe("sample of a project's contexts", () => {
  test("a project's sample is off until an admin turns it on, and forgets all when it is turned off", async () => {
    const project = await service.project();
    const flag = await service.flag(project, { enabled: true });
    await service.rule(flag, { conditions: [isPro] });
    await evaluate(project, flag, { user_id: "u-1", plan: "pro" });
    const body = { rule: { conditions: [isPro] } };
    expect((await ask(project, body)).status).toBe(409);
    expect("sample_contexts" in project.settings).toBe(false);

    const on = await set(project, { sample_contexts: true });
    expect(on.body.data.settings).toEqual({ default_environment: "production", sample_contexts: true });
    expect((await ask(project, body)).body.data).toMatchObject({ seen: 0, matching: 0 });
    await evaluate(project, flag, { user_id: "u-1", plan: "pro" });
    expect((await ask(project, body)).body.data).toMatchObject({ seen: 1, matching: 1 });

    const off = await set(project, { sample_contexts: false });
    expect("sample_contexts" in off.body.data.settings).toBe(false);
    expect((await ask(project, body)).status).toBe(409);
    await set(project, { sample_contexts: true });
    expect((await ask(project, body)).body.data.seen).toBe(0);
  });

  test("a project's sample sees whoever evaluates, by each of the ways to evaluate, and no explanation", async () => {
    const { project, flag } = await sampled();
    await evaluate(project, flag, { user_id: "u-1", plan: "pro" });
    const context = (targetingKey: string) => ({ targetingKey, plan: "pro" });
    const headers = { "x-project-id": project.id, "x-environment": "production" };
    const sent = [
      service.call("POST", "/api/v1/flags/bootstrap", {
        body: { project_id: project.id, context: { user_id: "u-2", plan: "free" } },
      }),
      service.call("POST", `/ofrep/v1/evaluate/flags/${flag.key}`, { headers, body: { context: context("u-3") } }),
      service.call("POST", "/ofrep/v1/evaluate/flags", { headers, body: { context: context("u-3") } }),
      service.call("POST", "/ofrep/v1/evaluate/flags", { headers, body: { context: context("u-4") } }),
      service.call("POST", "/api/v1/flags/evaluate", {
        body: { project_id: project.id, flag_key: flag.key, explain: true, context: { user_id: "u-5", plan: "pro" } },
      }),
    ];
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const answer = await ask(project, { rule: { conditions: [isPro] } });
    expect(answer.body.data).toEqual({ environment: "production", seen: 4, matching: 3, unknown_attributes: [] });
  });

  test("a project's sample counts who matches a rule or a segment as the engine reads them", async () => {
    const { project, flag } = await sampled();
    const segment = await service.segment(project, {
      rules: [{ key: "country", operator: "in", value: "DE, FR" }],
    });
    await service.rule(flag, { conditions: [], segment_id: segment.id });
    for (const [index, country] of ["DE", "FR", "US", "DE"].entries()) {
      await evaluate(project, flag, { user_id: `u-${index}`, country, plan: index === 0 ? "pro" : "free" });
    }
    const matching = async (body: object) => (await ask(project, body)).body.data.matching;
    expect(await matching({ rule: { conditions: [isPro] } })).toBe(1);
    expect(await matching({ rule: { conditions: [], segment_id: segment.id } })).toBe(3);
    expect(await matching({ rule: { conditions: [isPro], segment_id: segment.id } })).toBe(1);
    expect(await matching({ rule: { conditions: [{ ...isPro, negate: true }], segment_id: segment.id } })).toBe(2);
    const rules = [
      { key: "country", operator: "equals", value: "US" },
      { key: "plan", operator: "equals", value: "pro" },
    ];
    expect(await matching({ segment: { rules, match_type: "any" } })).toBe(2);
    expect(await matching({ segment: { rules, match_type: "all" } })).toBe(0);
    expect(await matching({ environment: "staging", rule: { conditions: [] } })).toBe(0);
  });

  test("a project's sample says which attribute no rule uses, and begins anew when one does", async () => {
    const { project, flag } = await sampled();
    await evaluate(project, flag, { user_id: "u-1", plan: "pro", country: "DE" });
    const both = { rule: { conditions: [isPro, isIn("DE")] } };
    expect((await ask(project, both)).body.data).toEqual({
      environment: "production",
      seen: 1,
      matching: null,
      unknown_attributes: ["country"],
    });
    await service.rule(flag, { conditions: [isIn("DE")] });
    expect((await ask(project, both)).body.data).toMatchObject({ seen: 0, matching: 0 });
    await evaluate(project, flag, { user_id: "u-1", plan: "pro", country: "DE" });
    await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { name: "Renamed" } });
    expect((await ask(project, both)).body.data).toMatchObject({ seen: 1, matching: 1 });
  });

  test("a project's sample is not in the database", async () => {
    const { project, flag } = await sampled();
    await evaluate(project, flag, { user_id: "u-1", plan: "a plan that nobody else has" });
    expect((await ask(project, { rule: { conditions: [isPro] } })).body.data.seen).toBe(1);
    const { flushEvaluationCounts } = await import("@/lib/server/live/evaluation-counts");
    await flushEvaluationCounts();
    const rows = JSON.stringify((await contentOf(service.databaseUrl)).rows);
    expect(rows).toContain(flag.key);
    expect(rows).not.toContain("a plan that nobody else has");
  });
});

test("what is asked must be a rule or a segment of the project, in one of its environments", async () => {
  const { project } = await sampled();
  const elsewhere = await service.segment(await service.project());
  for (const [body, field] of [
    [{}, "rule"],
    [{ rule: { conditions: [] }, segment: { rules: [], match_type: "all" } }, "rule"],
    [{ rule: { conditions: [], segment_id: elsewhere.id } }, "rule.segment_id"],
    [{ rule: { conditions: [] }, environment: "nowhere" }, "environment"],
    [{ rule: { conditions: [{ attribute: "plan", operator: "is_odd", value: 1 }] } }, "rule.conditions.0.operator"],
  ] as const) {
    const answer = await ask(project, body);
    expect([answer.status, Object.keys(answer.body.details ?? {})], answer.text).toEqual([422, [field]]);
  }
});
