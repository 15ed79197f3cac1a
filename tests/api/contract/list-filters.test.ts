import { describe, expect, it } from "vitest";
import { sharedService } from "../../support/api-service";

const service = sharedService();

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

describe("what pages look up by name", () => {
  it("what pages look up by name finds a project by its slug, exactly", async () => {
    const shop = await project("Slug Shop");
    await project("Slug Shop Two");
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-shop");
    expect(found.body).toEqual({ data: [shop] });
    const none = await service.call("GET", "/api/v1/flags/projects?slug=slug");
    expect(none.body).toEqual({ data: [] });
  });

  it("what pages look up by name hides a project from another project's key, whatever slug it asks for", async () => {
    const mine = await project("Slug Mine");
    await project("Slug Theirs");
    const { key } = await service.createKey({ projectIds: [mine.id] });
    const found = await service.call("GET", "/api/v1/flags/projects?slug=slug-theirs", { key });
    expect(found.body).toEqual({ data: [] });
  });

  it("what pages look up by name finds a flag by its key, in the case it was written in", async () => {
    const { id } = await project("Key lookup");
    const checkout = await flag(id, "checkout");
    await flag(id, "Checkout");
    await flag(id, "checkout-2");
    const found = await service.call("GET", `/api/v1/flags?project_id=${id}&key=checkout`);
    expect(found.body).toEqual({ data: [checkout] });
  });
});

describe("a list", () => {
  it("a list counts each flag's rules by environment when asked, and says nothing of them otherwise", async () => {
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

  it("a list counts the rules that link to each segment when asked, on every page of the list", async () => {
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
        "all but some, of a flag that is true by default in the environment",
        { environments: { production: { enabled: false, default_value: { value: true } } } },
        [{ percentage: 30, value: false }],
        { to: "all_but_some", percentage: 30 },
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
        "the share of a rule that splits, of those whom its percentage lets in",
        { flag_type: "string", default_value: "a" },
        [
          {
            value: "a",
            percentage: 50,
            split: [
              { value: "b", weight: 33.334 },
              { value: "c", weight: 10 },
            ],
          },
        ],
        { to: "some", percentage: 21.667 },
      ],
      [
        "the share of a rule that splits everybody, whatever follows",
        {},
        [{ value: false, split: [{ value: true, weight: 12.5 }] }, { value: true }],
        { to: "some", percentage: 12.5 },
      ],
      [
        "everyone, where each arm of a split lets them in",
        { flag_type: "string", default_value: "a" },
        [{ value: "c", split: [{ value: "b", weight: 50 }] }],
        { to: "everyone" },
      ],
      [
        "all but some, where a split takes them out",
        { default_value: true },
        [{ value: true, percentage: 50, split: [{ value: false, weight: 20 }] }],
        { to: "all_but_some", percentage: 10 },
      ],
      [
        "at most so many, where a split before takes some of them out",
        {},
        [{ conditions: [plan], value: true, split: [{ value: false, weight: 20 }] }, { percentage: 5 }],
        { to: "some", attributes: ["plan"], percentage: 80, more_rules: 1, at_most: true },
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

    it.each(cases)("the list says whom a flag lets through: %s", async (what, fields, rules, audience) => {
      const { id } = await project(`Audience: ${what}`);
      const body = { project_id: id, key: "listed", flag_type: "boolean", ...fields };
      const made = (await service.call("POST", "/api/v1/flags", { body })).body.data;
      for (const fields of rules) await service.rule(made, fields);
      const listed = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=audiences`);
      expect(listed.body.data).toEqual([
        { ...made, audiences: audience === undefined ? {} : { production: audience } },
      ]);
    });

    it("the list says whom a flag lets through: a segment by its name", async () => {
      const made = await project("Audience: segments");
      const teams = await service.segment(made, { name: "Large teams" });
      const empty = await segment(made.id, "Empty");
      const listed = await flag(made.id, "teams");
      await service.rule(listed, { segment_id: empty.id });
      await service.rule(listed, { segment_id: teams.id, percentage: 40 });
      await service.rule(listed, { environment: "staging" });
      const answer = await service.call("GET", `/api/v1/flags?project_id=${made.id}&include[]=audiences`);
      expect(answer.body.data[0].audiences).toEqual({
        production: { to: "some", percentage: 40, segment: { id: teams.id, name: "Large teams" } },
        staging: { to: "everyone" },
      });
    });
  });

  it("a list tells a key of some environments nothing of the others", async () => {
    const { id } = await project("Audience: limited key");
    await flag(id, "listed");
    const { key } = await service.createKey({ environments: ["staging"] });
    const path = `/api/v1/flags?project_id=${id}`;
    expect((await service.call("GET", `${path}&include[]=audiences`, { key })).status).toBe(403);
    expect((await service.call("GET", path, { key })).status).toBe(200);
  });

  it("a list says who changed each flag or its rules last, and when, as they are called now", async () => {
    const { id } = await project("Last changes");
    const first = await flag(id, "first");
    await flag(id, "second");
    const { key, id: keyId } = await service.createKey({ name: "Release bot", scopes: ["flags:write"] });
    const body = { environment: "production", conditions: [], value: true };
    await service.call("POST", `/api/v1/flags/${first.id}/rules`, { key, body });
    const path = `/api/v1/flags?project_id=${id}&include[]=last_change&include[]=rule_counts`;
    const [changed, untouched] = (await service.call("GET", path)).body.data;
    expect(changed.rule_counts).toEqual({ production: 1 });
    expect(changed.last_change.actor).toMatchObject({ id: keyId, display_name: "Release bot" });
    for (const { id: flagId, last_change } of [changed, untouched]) {
      const log = await service.call("GET", `/api/v1/flags/audit?project_id=${id}&resource_id=${flagId}&limit=1`);
      const [{ created_at: at, actor }] = log.body.data;
      expect(last_change).toEqual({ at, actor });
    }
  });

  describe("why nobody seems to need a flag any more", () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const activity = (flagId: string, environment: string, last: number, only: [string, number] | null = null) =>
      service.stored.query(
        `INSERT INTO flag_activity (flag_id, environment, last_evaluated_at, only_value, only_value_since)
         VALUES ($1, $2, $3, $4, $5)`,
        [flagId, environment, daysAgo(last), only?.[0] ?? null, only === null ? null : daysAgo(only[1])],
      );

    it("why a flag is stale is said of what nobody asked for, and of what serves one value", async () => {
      const { id } = await project("Stale");
      const made = async (key: string, days = 100) => {
        const { id: flagId } = await flag(id, key);
        await service.stored.query("UPDATE flags SET created_at = $2 WHERE id = $1", [flagId, daysAgo(days)]);
        return flagId;
      };
      await service.stored.query("UPDATE database_epoch SET counted_since = $1", [daysAgo(90)]);
      const unasked = await made("unasked");
      await activity(unasked, "production", 50);
      await activity(unasked, "staging", 40);
      const askedElsewhere = await made("asked-elsewhere");
      await activity(askedElsewhere, "production", 50);
      await activity(askedElsewhere, "staging", 1);
      await made("never-asked");
      await made("new", 3);
      await activity(await made("all-on"), "production", 0, ["true", 31]);
      await activity(await made("all-on-lately"), "production", 0, ["true", 29]);
      await activity(await made("all-on-in-staging"), "staging", 0, ["true", 60]);
      await activity(await made("left-to-the-code"), "production", 0, ["code_default", 31]);
      const archived = await made("archived");
      await service.stored.query("UPDATE flags SET status = 'archived' WHERE id = $1", [archived]);

      const answer = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=stale`);
      const stale: { key: string; stale?: { since: string } }[] = answer.body.data;
      const told = Object.fromEntries(stale.flatMap(({ key, stale }) => (stale ? [[key, stale]] : [])));
      const since = (days: number) => expect.stringContaining(daysAgo(days).toISOString().slice(0, 10));
      expect(told).toEqual({
        unasked: { reason: "not_evaluated", since: since(40) },
        // Of the time before the database began to count, nothing is claimed.
        "never-asked": { reason: "not_evaluated", since: since(90) },
        "all-on": { reason: "one_value", since: since(31), environment: "production", value_text: "true" },
        "left-to-the-code": { reason: "one_value", since: since(31), environment: "production" },
      });

      await service.stored.query("UPDATE database_epoch SET counted_since = $1", [daysAgo(20)]);
      const lately = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=stale`);
      expect(Object.keys(lately.body.data.find(({ key }: { key: string }) => key === "never-asked"))).not.toContain(
        "stale",
      );
    });
  });

  it("a list refuses to include what there is not", async () => {
    const { id } = await project("Unknown include");
    const answer = await service.call("GET", `/api/v1/flags?project_id=${id}&include[]=secrets`);
    expect(answer.status).toBe(400);
  });
});
