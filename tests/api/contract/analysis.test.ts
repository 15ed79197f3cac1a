import { describe, expect, test } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const plan = (value: string) => ({ attribute: "plan", operator: "equals", value });

async function flagWithRules(rules: object[]) {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const made = [];
  for (const rule of rules) made.push(await service.rule(flag.id, rule));
  const analyze = (body: object = {}) =>
    service.data("POST", `/api/v1/flags/${flag.id}/rules/analyze`, { environment: "production", ...body });
  const valueFor = async (context: object) =>
    (await service.data("POST", "/api/v1/flags/evaluate", { project_id: project.id, flag_key: flag.key, context }))
      .value;
  return { project, flag, ids: made.map(({ id }) => id), analyze, valueFor };
}

describe("analyzing a flag's rules", () => {
  test("analyzing a flag's rules names the rule that is never reached and those that serve its people", async () => {
    const { ids, analyze } = await flagWithRules([
      { conditions: [{ attribute: "plan", operator: "in", value: ["pro", "team"] }] },
      { conditions: [plan("pro")] },
    ]);
    const { findings, not_analysed, effect } = await analyze();
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: "never_reached",
        rule_ids: [ids[1]],
        because_of: [ids[0]],
        witness: { plan: "pro" },
      }),
    );
    expect([not_analysed, effect]).toEqual([[], null]);
  });

  test("analyzing a flag's rules says whom a draft changes, with a witness that holds, and saves nothing", async () => {
    const { flag, ids, analyze, valueFor } = await flagWithRules([{ conditions: [plan("pro")] }]);
    const conditions = [{ attribute: "plan", operator: "in", value: ["pro", "team"] }];
    const { effect } = await analyze({ rules: [{ id: ids[0], conditions, value: true }] });
    expect(effect).toMatchObject({ new_exposure: "yes", unanswered: [] });
    expect(effect.changes).toHaveLength(1);
    const [change] = effect.changes;
    expect(change).toMatchObject({ rule_before: null, rule_after: ids[0], from: false, to: true, is_exposure: true });
    expect(await valueFor(change.witness)).toBe(false);
    await service.data("PATCH", `/api/v1/flags/${flag.id}/rules/${ids[0]}`, { conditions });
    expect(await valueFor(change.witness)).toBe(true);
  });

  test("analyzing a flag's rules proves that a draft exposes nobody", async () => {
    const { ids, analyze } = await flagWithRules([{ conditions: [plan("pro")], percentage: 50 }]);
    const { effect } = await analyze({
      rules: [{ id: ids[0], conditions: [plan("pro")], value: true, percentage: 20 }],
    });
    expect(effect).toMatchObject({ new_exposure: "no", unanswered: [], changes: [{ from: true, to: false }] });
  });

  test("an order that changes nobody has no changes", async () => {
    const { ids, analyze } = await flagWithRules([
      { conditions: [plan("pro")] },
      { conditions: [plan("team"), { attribute: "country", operator: "equals", value: "US" }] },
    ]);
    const { effect } = await analyze({
      rules: [
        {
          id: ids[1],
          conditions: [plan("team"), { attribute: "country", operator: "equals", value: "US" }],
          value: true,
        },
        { id: ids[0], conditions: [plan("pro")], value: true },
      ],
    });
    expect(effect).toEqual({ changes: [], unanswered: [], test_users: [], new_exposure: "no" });
  });

  test("a draft with foreign rules, foreign segments and values of another type is told all of it", async () => {
    const { analyze, flag } = await flagWithRules([]);
    const elsewhere = await service.segment((await service.project()).id);
    const somebody = "00000000-0000-4000-8000-000000000000";
    const draft = {
      environment: "production",
      rules: [{ id: somebody, conditions: [], value: true, segment_id: elsewhere.id }],
    };
    const refused = await service.call("POST", `/api/v1/flags/${flag.id}/rules/analyze`, { body: draft });
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body.details)).toEqual(["rules.0.id", "rules.0.segment_id"]);
    const wrong = { environment: "nowhere", rules: [{ conditions: [], value: "on" }] };
    const answer = await service.call("POST", `/api/v1/flags/${flag.id}/rules/analyze`, { body: wrong });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(["environment", "rules.0.value"]);
    expect((await analyze({ rules: [] })).effect.changes).toEqual([]);
  });
});

describe("saved test users", () => {
  test("saved test users are shown before and after a draft that changes them, with what is expected", async () => {
    const { project, flag, ids, analyze } = await flagWithRules([{ conditions: [plan("pro")] }]);
    const save = (name: string, context: object, expected?: boolean) =>
      service.data("POST", "/api/v1/flags/test-users", {
        project_id: project.id,
        name,
        context,
        expectations: expected === undefined ? [] : [{ flag_id: flag.id, environment: "production", value: expected }],
      });
    const ada = await save("Ada", { plan: "pro" }, true);
    await save("Bob", { plan: "free" }, false);
    const cleo = await save("Cleo", { plan: "team" });
    const { effect } = await analyze({ rules: [{ id: ids[0], conditions: [plan("team")], value: true }] });
    const no = { value: false, reason: "DEFAULT", rule_id: null };
    const yes = { value: true, reason: "TARGETING_MATCH", rule_id: ids[0] };
    expect(effect.test_users).toEqual([
      { id: ada.id, name: "Ada", before: yes, after: no, expected: true, breaks_expectation: "yes" },
      { id: cleo.id, name: "Cleo", before: no, after: yes, breaks_expectation: "no" },
    ]);
  });

  test("users whom a new rule's bucket decides are reported as unknown", async () => {
    const { project, flag, analyze } = await flagWithRules([]);
    await service.data("POST", "/api/v1/flags/test-users", {
      project_id: project.id,
      name: "Ada",
      context: { user_id: "ada" },
      expectations: [{ flag_id: flag.id, environment: "production", value: false }],
    });
    const { effect } = await analyze({ rules: [{ conditions: [], value: true, percentage: 50 }] });
    expect(effect.test_users).toMatchObject([{ name: "Ada", after: null, breaks_expectation: "unknown" }]);
  });
});

describe("analyzing a segment", () => {
  test("analyzing a segment shows what deleting it does to each rule, and that is what it does", async () => {
    const { project, flag, valueFor } = await flagWithRules([]);
    const segment = await service.segment(project.id, {
      rules: [{ key: "plan", operator: "equals", value: "pro" }],
      match_type: "all",
    });
    const country = { attribute: "country", operator: "equals", value: "US" };
    await service.rule(flag.id, { segment_id: segment.id, conditions: [country] });
    await service.rule(flag.id, { segment_id: segment.id, conditions: [] });
    const { lists, new_exposure } = await service.data("POST", `/api/v1/flags/segments/${segment.id}/analyze`, {
      deleted: true,
    });
    expect(new_exposure).toBe("yes");
    expect(lists).toHaveLength(1);
    const [{ changes, unanswered }] = lists;
    expect(unanswered).toEqual([]);
    expect(changes.map(({ from, to }: { from: unknown; to: unknown }) => [from, to])).toEqual(
      expect.arrayContaining([
        [false, true],
        [true, false],
      ]),
    );
    const valuesOf = () => Promise.all(changes.map(({ witness }: { witness: object }) => valueFor(witness)));
    expect(await valuesOf()).toEqual(changes.map(({ from }: { from: unknown }) => from));
    await service.data("DELETE", `/api/v1/flags/segments/${segment.id}`);
    expect(await valuesOf()).toEqual(changes.map(({ to }: { to: unknown }) => to));
  });

  test("analyzing a segment shows the effect in every flag and environment that uses it", async () => {
    const { project, flag } = await flagWithRules([]);
    const other = await service.flag(project.id);
    const segment = await service.segment(project.id, {
      rules: [{ key: "plan", operator: "equals", value: "pro" }],
      match_type: "all",
    });
    await service.rule(flag.id, { segment_id: segment.id, conditions: [] });
    await service.rule(flag.id, { segment_id: segment.id, conditions: [], environment: "staging", value: false });
    await service.rule(other.id, { segment_id: segment.id, conditions: [plan("pro")] });
    await service.rule(other.id, { conditions: [], environment: "development" });
    const ada = { name: "Ada", context: { plan: "team" } };
    await service.data("POST", "/api/v1/flags/test-users", { project_id: project.id, ...ada });
    const rules = [{ key: "plan", operator: "in", value: ["pro", "team"] }];
    const { lists, new_exposure } = await service.data("POST", `/api/v1/flags/segments/${segment.id}/analyze`, {
      rules,
    });
    const told = lists.map(
      (list: { flag_id: string; environment: string; changes: unknown[]; new_exposure: string }) => [
        list.flag_id,
        list.environment,
        list.changes.length,
        list.new_exposure,
      ],
    );
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        [flag.id, "production", 1, "yes"],
        [flag.id, "staging", 0, "no"],
        [other.id, "production", 0, "no"],
      ]),
    );
    expect(new_exposure).toBe("yes");
    const tried = lists.map((list: { flag_id: string; environment: string; test_users: { name: string }[] }) => [
      list.flag_id,
      list.environment,
      list.test_users.map(({ name }) => name),
    ]);
    expect(tried).toEqual(
      expect.arrayContaining([
        [flag.id, "production", ["Ada"]],
        [flag.id, "staging", []],
        [other.id, "production", []],
      ]),
    );
  });
});
