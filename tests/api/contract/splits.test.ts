import { describe, expect, test } from "vitest";
import type { Rule } from "@/lib/contract/rule";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";

const thirds = [
  { value: "A", weight: 33.334 },
  { value: "B", weight: 33.333 },
  { value: "C", weight: 33.333 },
];
const people = Array.from({ length: 60 }, (_, at) => `user-${at}`);

/** A flag of texts that is on, with a rule that splits everybody in thirds. */
async function splitting(fields: object = {}) {
  const { id: projectId } = await service.project();
  const flag = await service.flag(projectId, { flag_type: "string", default_value: "off", enabled: true });
  const rule = await service.rule(flag.id, { value: "rest", split: thirds, ...fields });
  return { projectId, flag, rule, path: `${flags}/${flag.id}/rules/${rule.id}` };
}

type Splitting = Awaited<ReturnType<typeof splitting>>;

/** What each of `people` gets. */
async function served({ projectId, flag }: Pick<Splitting, "projectId" | "flag">, environment = "production") {
  const body = { project_id: projectId, environment, flag_key: flag.key };
  const ask = (user_id: string) => service.data("POST", `${flags}/evaluate`, { ...body, context: { user_id } });
  return Promise.all(people.map(async (id) => (await ask(id)).value));
}

const untimed = ({ id: _, environment: __, position: ___, created_at, updated_at, ...rule }: Rule) => rule;

describe("rule's split", () => {
  test("a rule's split is kept as it was sent, changed by PATCH, and taken away by null", async () => {
    const { path, rule } = await splitting();
    expect(rule.split).toEqual(thirds);
    expect(await service.data("GET", path)).toEqual(rule);
    const half = [{ value: "A", weight: 50 }];
    expect((await service.data("PATCH", path, { split: half })).split).toEqual(half);
    expect((await service.data("PATCH", path, { name: "Half" })).split).toEqual(half);
    expect("split" in (await service.data("PATCH", path, { split: null }))).toBe(false);
    expect("split" in (await service.data("GET", path))).toBe(false);
    const unsplit = await service.rule(rule.flag_id, { value: "x", split: null });
    expect("split" in unsplit).toBe(false);
  });

  test("a rule's split that changes nothing writes nothing", async () => {
    const { projectId, path } = await splitting();
    const before = await service.data("GET", `${flags}/audit?project_id=${projectId}`);
    await service.data("PATCH", path, { split: thirds });
    expect(await service.data("GET", `${flags}/audit?project_id=${projectId}`)).toEqual(before);
  });

  test("a rule's split may hold any value of the flag's type, also null and long lists of equal arms", async () => {
    const { id: projectId } = await service.project();
    const { id } = await service.flag(projectId, { flag_type: "json", default_value: {} });
    const split = Array.from({ length: 20 }, (_, at) => ({ value: at === 0 ? null : { at }, weight: 5 }));
    expect((await service.rule(id, { value: null, split })).split).toEqual(split);
  });

  const many = Array.from({ length: 21 }, () => ({ value: "A", weight: 1 }));
  const weight = ["Must be a number above 0 and up to 100, with three decimals at most"];
  test.each<[string, unknown, Record<string, unknown>]>([
    ["no arms", [], { split: ["Must have 1 to 20 arms"] }],
    ["21 arms", many, { split: ["Must have 1 to 20 arms"] }],
    ["no list", "A", { split: [expect.any(String)] }],
    [
      "weights of more than 100 in all",
      [...thirds, { value: "D", weight: 0.001 }],
      {
        split: ["The weights must not come to more than 100 in all"],
      },
    ],
    [
      "bad weights",
      [0, -1, 33.3334, 100.001, "5"].map((each) => ({ value: "A", weight: each })),
      {
        "split.0.weight": weight,
        "split.1.weight": weight,
        "split.2.weight": weight,
        "split.3.weight": weight,
        "split.4.weight": weight,
      },
    ],
    [
      "arms of another type, without a value, and with a field too many",
      [{ value: "A", weight: 1 }, { value: 2, weight: 1 }, { weight: 1 }, { value: "D", weight: 1, name: "d" }],
      {
        "split.1.value": ["Must be a string: the flag's type is string"],
        "split.2.value": ["Required"],
        "split.3.name": [expect.any(String)],
      },
    ],
  ])(
    "a rule's split with %s is refused with the path of each fault, and nothing is stored",
    async (_, split, details) => {
      const { flag, path, rule } = await splitting();
      const body = { environment: "production", conditions: [], value: "rest", split };
      for (const answer of [
        await service.call("POST", `${flags}/${flag.id}/rules`, { body }),
        await service.call("PATCH", path, { body: { split } }),
      ]) {
        expect([answer.status, answer.body.details]).toEqual([422, details]);
      }
      expect(await service.rules(flag)).toEqual([rule]);
      const draft = await service.call("POST", `${flags}/${flag.id}/rules/analyze`, {
        body: { environment: "production", rules: [{ conditions: [], value: "rest", split }] },
      });
      const inDraft = Object.entries(details).map(([at, messages]) => [`rules.0.${at}`, messages]);
      expect([draft.status, draft.body.details]).toEqual([422, Object.fromEntries(inDraft)]);
    },
  );
});

describe("whom a rule splits", () => {
  test("whom a rule splits get their arm's value with reason SPLIT everywhere, and a trace of it", async () => {
    const { projectId, flag, rule } = await splitting();
    const context = { user_id: "user-1" };
    const asked = { project_id: projectId, flag_key: flag.key, context };
    const { trace, ...answer } = await service.data("POST", `${flags}/evaluate`, { ...asked, explain: true });
    const { split } = trace[0];
    expect(split).toEqual({
      bucket_by: "user_id",
      bucket: expect.any(Number),
      arm: [33.334, 66.667, 100].findIndex((end) => split.bucket < end),
      detail: expect.stringMatching(/^bucket [\d.]+ of 100: arm \d of 3, from [\d.]+ % to [\d.]+ %$/),
    });
    const { value } = thirds[split.arm] ?? {};
    expect(answer).toMatchObject({ value, reason: "SPLIT", rule_id: rule.id });
    const all = await service.data("POST", `${flags}/bootstrap`, { project_id: projectId, context });
    expect(all.flags[flag.key]).toMatchObject({ value, reason: "SPLIT", rule_id: rule.id });
    const ofrep = await service.call("POST", `/ofrep/v1/evaluate/flags/${flag.key}`, {
      headers: { "x-project-id": projectId },
      body: { context: { targetingKey: "user-1" } },
    });
    expect(ofrep.body).toMatchObject({ value, reason: "SPLIT", metadata: { reason: "SPLIT", rule_id: rule.id } });
  });

  test("whom a rule splits get the rule's value without an id, and no split decided", async () => {
    const { projectId, flag } = await splitting();
    const asked = { project_id: projectId, flag_key: flag.key, context: {} };
    const answer = await service.data("POST", `${flags}/evaluate`, asked);
    expect(answer).toMatchObject({ value: "rest", reason: "TARGETING_MATCH" });
  });

  test("whom a rule splits get the same by a copied and by a restored rule", async () => {
    const here = await splitting({ percentage: 80 });
    const before = await served(here);
    expect(new Set(before)).toEqual(new Set(["A", "B", "C", "off"]));
    await service.data("POST", `${flags}/${here.flag.id}/rules/copy`, {
      from: "production",
      to: "staging",
      mode: "append",
    });
    const environments = `${flags}/projects/${here.projectId}/environments`;
    await service.data("POST", environments, { name: "preview", copy_from: "production" });
    for (const environment of ["staging", "preview"]) {
      const [copy] = await service.rules(here.flag, environment);
      expect(copy && untimed(copy)).toEqual(untimed(here.rule));
      expect(await served(here, environment)).toEqual(before);
    }
    await service.call("DELETE", here.path);
    await restoreLast(here);
    expect(await served(here)).toEqual(before);
    expect((await service.data("GET", here.path)).split).toEqual(thirds);
  });
});

async function restoreLast({ projectId }: Pick<Splitting, "projectId">): Promise<void> {
  const [entry] = await service.data("GET", `${flags}/audit?project_id=${projectId}`);
  await service.data("POST", `${flags}/audit/${entry.id}/restore`);
}

describe("audit log", () => {
  test("the audit log has a split before and after, and restores it after any change", async () => {
    const here = await splitting();
    const half = [{ value: "A", weight: 50 }];
    const splitNow = async () => (await service.data("GET", here.path)).split;
    await service.data("PATCH", here.path, { split: half });
    const [changed] = await service.data("GET", `${flags}/audit?project_id=${here.projectId}`);
    expect([changed.before.split, changed.after.split]).toEqual([thirds, half]);
    await restoreLast(here);
    expect(await splitNow()).toEqual(thirds);
    await service.data("PATCH", here.path, { split: null });
    await restoreLast(here);
    expect(await splitNow()).toEqual(thirds);
    await service.data("PATCH", here.path, { split: null });
    await service.data("PATCH", here.path, { split: half });
    await restoreLast(here);
    expect(await splitNow()).toBeUndefined();
  });
});

describe("analysis", () => {
  test("the analysis tells who, and how many, move from which arm to which when a weight is raised", async () => {
    const { flag, rule } = await splitting();
    const split = [
      { value: "A", weight: 35.834 },
      { value: "B", weight: 30.833 },
      { value: "C", weight: 33.333 },
    ];
    const { effect } = await service.data("POST", `${flags}/${flag.id}/rules/analyze`, {
      environment: "production",
      rules: [{ id: rule.id, conditions: [], value: "rest", split }],
    });
    expect(effect.unanswered).toEqual([]);
    expect(effect.changes).toEqual([
      expect.objectContaining({
        ...{ rule_before: rule.id, arm_before: 1, rule_after: rule.id, arm_after: 0, from: "B", to: "A" },
        who: "2.5 % of people (from 33.334 % to 35.834 %)",
        is_exposure: true,
      }),
    ]);
  });

  test("the analysis refuses by a guard an arm that exposes somebody, and not a mere reorder", async () => {
    const { path, flag } = await splitting({ split: [{ value: "A", weight: 20 }], value: "off" });
    const more = [{ value: "A", weight: 20.001 }];
    const refused = await service.call("PATCH", `${path}?guard=no_new_exposure`, { body: { split: more } });
    expect([refused.status, refused.body.guard[0].change]).toEqual([
      409,
      expect.objectContaining({ who: "0.001 % of people (from 20 % to 20.001 %)", arm_after: 0 }),
    ]);
    const fewer = [{ value: "A", weight: 19.999 }];
    const passed = await service.call("PATCH", `${path}?guard=no_new_exposure`, { body: { split: fewer } });
    expect(passed.status).toBe(200);
    expect((await service.rules(flag))[0]?.split).toEqual(fewer);
  });

  test("the analysis says of a saved test user that the bucket for a new rule is unknown", async () => {
    const { projectId, flag } = await splitting();
    await service.data("POST", `${flags}/test-users`, {
      project_id: projectId,
      name: "Mara",
      context: { user_id: "m" },
    });
    const draft = { conditions: [], value: "off", split: thirds };
    const { effect } = await service.data("POST", `${flags}/${flag.id}/rules/analyze`, {
      environment: "production",
      rules: [draft],
    });
    expect(effect.test_users).toEqual([expect.objectContaining({ name: "Mara", after: null })]);
  });
});
