import { describe, expect, it } from "vitest";
import { contractService } from "../../support/contract-service";
import { makeRule, makeSegment } from "../../support/rule-fixtures";

const service = contractService();

const project = async (name: string) =>
  (await service.call("POST", "/api/v1/flags/projects", { body: { name } })).body.data;
const flag = async (projectId: string, key: string) =>
  (await service.call("POST", "/api/v1/flags", { body: { project_id: projectId, key, flag_type: "boolean" } })).body
    .data;
async function segment(projectId: string, name: string) {
  const body = { project_id: projectId, name, rules: [], match_type: "all" };
  return (await service.call("POST", "/api/v1/flags/segments", { body })).body.data;
}
const rule = (flagId: string, environment: string, segmentId: string | null = null) =>
  service.call("POST", `/api/v1/flags/${flagId}/rules`, {
    body: { environment, conditions: [], value: true, segment_id: segmentId },
  });

describe("what the pages look up by the names in their addresses", () => {
  it("finds a project by its slug, exactly", async () => {
    const shop = await project("Slug Shop");
    await project("Slug Shop Two");
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-shop");
    expect(found.body).toEqual({ data: [shop] });
    const none = await service.call("GET", "/api/v1/flags/projects?slug=slug");
    expect(none.body).toEqual({ data: [] });
  });

  it("hides a project from a key that is limited to another, whatever slug it asks for", async () => {
    const mine = await project("Slug Mine");
    await project("Slug Theirs");
    const { key } = await service.createKey({ projectIds: [mine.id] });
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-theirs", { key });
    expect(found.body).toEqual({ data: [] });
  });

  it("finds a flag by its key, in the case it was written in", async () => {
    const { id } = await project("Key lookup");
    const checkout = await flag(id, "checkout");
    await flag(id, "Checkout");
    await flag(id, "checkout-2");
    const found = await service.call("GET", `/api/v1/flags?project_id=${id}&key=checkout`);
    expect(found.body).toEqual({ data: [checkout] });
  });
});

describe("what a list can carry besides", () => {
  it("counts each flag's rules by environment when asked, and says nothing of them otherwise", async () => {
    const { id } = await project("Rule counts");
    const used = await flag(id, "used");
    const unused = await flag(id, "unused");
    await rule(used.id, "production");
    await rule(used.id, "production");
    await rule(used.id, "staging");
    const counted = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=rule_counts`);
    expect(counted.body.data).toEqual([
      { ...used, rule_counts: { production: 2, staging: 1 } },
      { ...unused, rule_counts: {} },
    ]);
    const plain = await service.call("GET", `/api/v1/flags?project_id=${id}`);
    expect(plain.body.data).toEqual([used, unused]);
  });

  it("counts the rules that link to each segment when asked, on every page of the list", async () => {
    const { id } = await project("Segment counts");
    const used = await segment(id, "Used");
    const unused = await segment(id, "Unused");
    const linked = await flag(id, "linked");
    await rule(linked.id, "production", used.id);
    await rule(linked.id, "staging", used.id);
    const path = `/api/v1/flags/segments?project_id=${id}&include[]=rule_count`;
    const counted = await service.call("GET", path);
    expect(counted.body.data).toEqual([
      { ...used, rule_count: 2 },
      { ...unused, rule_count: 0 },
    ]);
    const first = await service.call("GET", `${path}&limit=1`);
    expect(first.body.data).toEqual([{ ...used, rule_count: 2 }]);
    const second = await service.call("GET", `${path}&limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body).toEqual({ data: [{ ...unused, rule_count: 0 }], next_cursor: null });
  });

  describe("whom a flag lets through in an environment", () => {
    const nobody = { percentage: 0 };
    const plan = { attribute: "plan", operator: "equals", value: "pro" };
    const conditions = ["a", "b", "a", "c", "d"].map((attribute) => ({ ...plan, attribute }));
    const cases: [string, object, object[], object | undefined][] = [
      ["nothing where no rule decides", {}, [{ enabled: false }, nobody], undefined],
      ["everyone, by a rule for all", {}, [{}, { conditions: [plan], value: false }], { to: "everyone" }],
      ["nobody, where the rules give what is off", {}, [{ value: false }, {}], { to: "nobody" }],
      ["a share of everyone", {}, [{ percentage: 25 }], { to: "some", percentage: 25 }],
      ["by what conditions ask for, a few of them", {}, [{ conditions }], { to: "some", attributes: ["a", "b", "c"] }],
      [
        "the first of several",
        {},
        [{ percentage: 5 }, { percentage: 9 }, nobody, { conditions: [plan] }],
        {
          to: "some",
          percentage: 5,
          more_rules: 2,
        },
      ],
      [
        "at most so many, where a rule before takes some out",
        {},
        [{ conditions: [plan], value: false }, { percentage: 5 }],
        {
          to: "some",
          percentage: 5,
          at_most: true,
        },
      ],
      ["all but some", {}, [{ percentage: 30, value: false }, {}], { to: "all_but_some", percentage: 30 }],
      [
        "all but some, of a flag that is true by default",
        { default_value: true },
        [{ conditions: [plan], value: false }],
        {
          to: "all_but_some",
          attributes: ["plan"],
        },
      ],
      [
        "another text than the default",
        { flag_type: "string", default_value: "a" },
        [
          { value: "a", percentage: 7 },
          { value: "b", percentage: 8 },
        ],
        {
          to: "some",
          percentage: 8,
          at_most: true,
        },
      ],
      [
        "an object as it means, in whatever order",
        { flag_type: "json", default_value: { a: 1, b: 2 } },
        [{ value: { b: 2, a: 1 } }],
        {
          to: "nobody",
        },
      ],
    ];

    it.each(cases)("%s", async (what, fields, rules, audience) => {
      const { id } = await project(`Audience: ${what}`);
      const body = { project_id: id, key: "listed", flag_type: "boolean", ...fields };
      const made = (await service.call("POST", "/api/v1/flags", { body })).body.data;
      for (const fields of rules) await makeRule(service, made, fields);
      const listed = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=audiences`);
      expect(listed.body.data).toEqual([
        { ...made, audiences: audience === undefined ? {} : { production: audience } },
      ]);
    });

    it("a segment by its name, and nobody by one that asks for nothing", async () => {
      const made = await project("Audience: segments");
      const teams = await makeSegment(service, made, { name: "Large teams" });
      const empty = await segment(made.id, "Empty");
      const listed = await flag(made.id, "teams");
      await makeRule(service, listed, { segment_id: empty.id });
      await makeRule(service, listed, { segment_id: teams.id, percentage: 40 });
      await makeRule(service, listed, { environment: "staging" });
      const answer = await service.call("GET", `/api/v1/flags?project_id=${made.id}&include[]=audiences`);
      expect(answer.body.data[0].audiences).toEqual({
        production: { to: "some", percentage: 40, segment: { id: teams.id, name: "Large teams" } },
        staging: { to: "everyone" },
      });
    });
  });

  it("tells a key that is limited to environments nothing of the others", async () => {
    const { id } = await project("Audience: limited key");
    await flag(id, "listed");
    const { key } = await service.createKey({ environments: ["staging"] });
    const path = `/api/v1/flags?project_id=${id}`;
    expect((await service.call("GET", `${path}&include[]=audiences`, { key })).status).toBe(403);
    expect((await service.call("GET", path, { key })).status).toBe(200);
  });

  it("says who changed each flag or its rules last, and when, as they are called now", async () => {
    const { id } = await project("Last changes");
    const first = await flag(id, "first");
    const second = await flag(id, "second");
    const { key, id: keyId } = await service.createKey({ name: "Release bot", scopes: ["flags:write"] });
    const body = { environment: "production", conditions: [], value: true };
    const made = await service.call("POST", `/api/v1/flags/${first.id}/rules`, { key, body });
    const answer = await service.call(
      "GET",
      `/api/v1/flags?project_id=${id}&include[]=last_change&include[]=rule_counts`,
    );
    const [changed, untouched] = answer.body.data;
    expect(changed.rule_counts).toEqual({ production: 1 });
    expect(changed.last_change).toEqual({
      at: made.body.data.created_at,
      actor: { type: "api_key", id: keyId, name: key.slice(0, 12), display_name: "Release bot" },
    });
    expect(untouched.last_change).toMatchObject({ at: second.created_at, actor: { type: "api_key" } });
  });

  it("refuses to include what there is not", async () => {
    const { id } = await project("Unknown include");
    const answer = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=secrets`);
    expect(answer.status).toBe(400);
  });
});
