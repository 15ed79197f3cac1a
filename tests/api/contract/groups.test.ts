import { beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Segment } from "@/lib/contract/segment";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const segments = "/api/v1/flags/segments";
const plan = { attribute: "plan", operator: "equals", value: "pro" };
const country = { attribute: "country", operator: "equals", value: "US" };
const key = { key: "plan", operator: "equals", value: "pro" };

let project: Project;
let flag: Flag;
beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project.id, { enabled: true });
});

const createRule = (conditions: unknown) =>
  service.call("POST", `/api/v1/flags/${flag.id}/rules`, {
    body: { environment: "production", conditions, value: true },
  });
const createSegment = (rules: unknown, name = "S") =>
  service.call("POST", segments, { body: { project_id: project.id, name, match_type: "all", rules } });
const segmentOf = (rules: unknown, name: string): Promise<Segment> => service.segment(project.id, { name, rules });
const updateSegment = (id: string, rules: unknown) => service.call("PATCH", `${segments}/${id}`, { body: { rules } });

async function valueFor(key: string, context: object) {
  const body = { project_id: project.id, environment: "production", flag_key: key, context, explain: true };
  return service.data("POST", "/api/v1/flags/evaluate", body);
}

describe("list of conditions", () => {
  const deep = (depth: number): object => (depth === 0 ? plan : { any: [deep(depth - 1)] });

  test.each<[string, unknown, Record<string, RegExp>]>([
    ["an empty group", [{ any: [] }], { "conditions.0.any": /not be empty/ }],
    ["negate on a group", [{ any: [plan], negate: true }], { "conditions.0.negate": /Unknown/ }],
    ["a group of two kinds", [{ all: [plan], any: [plan] }], { "conditions.0.any": /Unknown/ }],
    ["a group that is no list", [{ none: plan }], { "conditions.0.none": /list/ }],
    [
      "a reference with other fields",
      [{ segment: "x", negate: true }],
      {
        "conditions.0.segment": /UUID/i,
        "conditions.0.negate": /Unknown/,
      },
    ],
    ["groups five deep", [plan, deep(5)], { "conditions.1.any.0.any.0.any.0.any.0": /at most 4 deep/ }],
    ["201 elements", [{ any: Array(100).fill(plan) }, { any: Array(99).fill(plan) }], { conditions: /200 elements/ }],
    [
      "what is wrong deep inside, all at once",
      [{ any: [{ none: [{ ...plan, value: null }] }, { ...plan, operator: "is" }] }, {}],
      {
        "conditions.0.any.0.none.0.value": /Required/,
        "conditions.0.any.1.operator": /Must be one of/,
        "conditions.1.attribute": /Required/,
        "conditions.1.operator": /Required|one of/,
      },
    ],
    [
      "a pattern in a group",
      [{ any: [{ ...plan, operator: "regex", value: "(a+)+" }] }],
      {
        "conditions.0.any.0.value": /nested/,
      },
    ],
  ])("a list of conditions is refused with %s, and the path says where", async (_name, conditions, expected) => {
    const before = await service.stored.everything();
    const { status, body } = await createRule(conditions);
    expect({ status, paths: Object.keys(body.details ?? {}).sort() }).toEqual({
      status: 422,
      paths: Object.keys(expected).sort(),
    });
    for (const [path, words] of Object.entries(expected)) expect(body.details[path][0]).toMatch(words);
    expect(await service.stored.everything()).toBe(before);
  });

  test("a list of groups four deep and 200 elements is kept as it was written, and uses what it needs", async () => {
    const conditions = [deep(4), { none: Array(98).fill(country) }, { any: Array(94).fill(plan) }, plan];
    const rule = await createRule(conditions);
    expect(rule.status, rule.text).toBe(201);
    expect(rule.body.data.conditions).toEqual(conditions);
  });

  test.each<[string, unknown[], string]>([
    [
      "an operator that segments do not have",
      [{ any: [{ key: "a", operator: "exists", value: null }] }],
      "0.any.0.operator",
    ],
    ["an empty group", [key, { none: [] }], "1.none"],
    ["negate on a group", [{ any: [key], negate: true }], "0.negate"],
    ["groups five deep", [{ any: [{ all: [{ any: [{ none: [{ any: [key] }] }] }] }] }], "0.any.0.all.0.any.0.none.0"],
    ["201 elements", [{ any: Array(200).fill(key) }], ""],
  ])("a list of conditions of a segment is refused with %s, and the path says where", async (_name, rules, path) => {
    const before = await service.stored.everything();
    const { status, body } = await createSegment(rules);
    expect([status, Object.keys(body.details ?? {})]).toEqual([422, [path === "" ? "rules" : `rules.${path}`]]);
    expect(await service.stored.everything()).toBe(before);
  });

  test("a list of conditions nested 10,000 deep is refused and breaks nothing", async () => {
    const text = `${'{"any":['.repeat(10_000)}${"]}".repeat(10_000)}`;
    const { status } = await service.call("POST", `/api/v1/flags/${flag.id}/rules`, {
      raw: `{"environment":"production","value":true,"conditions":[${text}]}`,
    });
    expect(status).toBe(422);
  });
});

test("a rule with groups and references is evaluated, and its trace says why part by part", async () => {
  const own = await service.flag(project.id, { enabled: true });
  const vip = await segmentOf([{ key: "vip", operator: "equals", value: true }], "VIP");
  const conditions = [plan, { any: [country, { segment: vip.id }] }, { none: [{ ...country, value: "DE" }] }];
  await service.rule(own.id, { conditions });
  expect(await valueFor(own.key, { plan: "pro", vip: true })).toMatchObject({
    value: true,
    trace: [
      {
        conditions: [
          { attribute: "plan", matches: true },
          {
            group: "any",
            matches: true,
            detail: "1 of 2 hold",
            conditions: [{ attribute: "country" }, { segment_id: vip.id, matches: true }],
          },
          { group: "none", matches: true, conditions: [{ detail: 'cannot evaluate: no "country"' }] },
        ],
      },
    ],
  });
  expect(await valueFor(own.key, { plan: "pro", country: "DE", vip: true })).toMatchObject({ value: false });
});

describe("reference to a segment", () => {
  test("a reference to a segment of another project, or of none, is refused by its path", async () => {
    const foreign = await service.segment((await service.project()).id);
    const { status, body } = await createRule([{ any: [plan, { segment: foreign.id }] }]);
    expect([status, Object.keys(body.details ?? {})]).toEqual([422, ["conditions.0.any.1.segment"]]);
    const segment = await createSegment([{ segment: "0b9e2a53-6a3b-4b0e-9a53-2b1f6a3b4b0e" }]);
    expect([segment.status, Object.keys(segment.body.details ?? {})]).toEqual([422, ["rules.0.segment"]]);
  });

  test("a reference to a segment that would close a circle is refused, and names the circle", async () => {
    const a = await segmentOf([key], "A");
    const b = await segmentOf([{ none: [{ segment: a.id }] }], "B");
    const c = await segmentOf([key, { segment: b.id }], "C");
    const closed = await updateSegment(a.id, [key, { any: [{ segment: c.id }] }]);
    expect(closed.status, closed.text).toBe(422);
    expect(closed.body.details).toEqual({ "rules.1.any.0.segment": ["Closes a circle: A → C → B → A"] });
    const itself = await updateSegment(a.id, [{ segment: a.id }]);
    expect(itself.body.details).toEqual({ "rules.0.segment": ["Closes a circle: A → A"] });
  });

  test("a reference to a segment cannot close a circle by two writes at once", async () => {
    const a = await segmentOf([key], "One");
    const b = await segmentOf([key], "Other");
    const answers = await Promise.all([
      updateSegment(a.id, [{ segment: b.id }]),
      updateSegment(b.id, [{ segment: a.id }]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test("a reference to a segment that leads through too many segments is refused", async () => {
    let last = await segmentOf([key], "end");
    for (let length = 0; length < 10; length += 1) last = await segmentOf([{ segment: last.id }], `link ${length}`);
    const { status, body } = await createSegment([{ segment: last.id }]);
    expect([status, Object.keys(body.details ?? {})]).toEqual([422, ["rules"]]);
  });

  test("a reference to a segment keeps the segment from being deleted, which says where it stands", async () => {
    const vip = await segmentOf([key], "Kept");
    const big = await segmentOf([{ segment: vip.id }], "Large teams");
    const own = await service.flag(project.id);
    const rule = await service.rule(own.id, { name: "Staff", conditions: [{ none: [{ segment: vip.id }] }] });
    const refused = await service.call("DELETE", `${segments}/${vip.id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.details.segment).toEqual([
      "Stands in the segment Large teams",
      `Stands in the conditions of rule 1 (Staff) of ${own.key} in production`,
    ]);
    await updateSegment(big.id, [key]);
    await service.call("PATCH", `/api/v1/flags/${own.id}/rules/${rule.id}`, { body: { conditions: [plan] } });
    expect((await service.call("DELETE", `${segments}/${vip.id}`)).status).toBe(204);
  });

  test("a reference to a segment keeps the segment from being deleted, also beside a link to it", async () => {
    const vip = await segmentOf([key], "Twice");
    const own = await service.flag(project.id);
    await service.rule(own.id, { conditions: [{ segment: vip.id }], segment_id: vip.id });
    expect(await service.data("GET", `${segments}/${vip.id}/usage`)).toMatchObject([{ in_conditions: true }]);
    expect((await service.call("DELETE", `${segments}/${vip.id}`)).status).toBe(409);
  });

  test("a reference to a segment counts as a use: of the rule that names it and of what leads there", async () => {
    const vip = await segmentOf([key], "Used");
    const big = await segmentOf([{ segment: vip.id }], "Outer");
    const own = await service.flag(project.id);
    const named = await service.rule(own.id, { conditions: [{ any: [plan, { segment: vip.id }] }] });
    const linked = await service.rule(own.id, { segment_id: big.id });
    expect(await service.data("GET", `${segments}/${vip.id}/usage`)).toEqual([
      { segment_id: big.id, segment_name: "Outer" },
      expect.objectContaining({ rule_id: named.id, only_condition: false, in_conditions: true }),
      expect.objectContaining({ rule_id: linked.id, only_condition: false, through: [{ id: big.id, name: "Outer" }] }),
    ]);
    const listed = await service.data("GET", `${segments}?project_id=${project.id}&include[]=rule_count`);
    expect(listed.find(({ id }: Segment) => id === vip.id).rule_count).toBe(1);
  });

  test("a reference to a segment takes evaluation along when the segment that it leads to changes", async () => {
    const inner = await segmentOf([{ key: "level", operator: "equals", value: "gold" }], "Inner");
    const outer = await segmentOf([{ segment: inner.id }], "Outer of all");
    const own = await service.flag(project.id, { enabled: true });
    await service.rule(own.id, { conditions: [{ segment: outer.id }] });
    expect(await valueFor(own.key, { level: "gold" })).toMatchObject({ value: true });
    await updateSegment(inner.id, [{ key: "level", operator: "equals", value: "silver" }]);
    expect(await valueFor(own.key, { level: "gold" })).toMatchObject({ value: false });
    expect(await valueFor(own.key, { level: "silver" })).toMatchObject({ value: true });
    const further = await segmentOf([{ key: "level", operator: "equals", value: "tin" }], "Further");
    await updateSegment(inner.id, [{ segment: further.id }]);
    expect(await valueFor(own.key, { level: "tin" })).toMatchObject({ value: true });
  });

  test("a reference to a segment is followed by who changes and by guards, through other segments", async () => {
    const inner = await segmentOf([{ key: "level", operator: "equals", value: "gold" }], "Core");
    const outer = await segmentOf([{ segment: inner.id }], "Shell");
    const own = await service.flag(project.id, { enabled: true });
    await service.rule(own.id, { conditions: [{ any: [{ segment: outer.id }] }] });
    const rules = [{ key: "level", operator: "in", value: ["gold", "silver"] }];
    const effect = await service.data("POST", `${segments}/${inner.id}/analyze`, { rules });
    expect(effect.new_exposure).toBe("yes");
    expect(effect.lists[0].changes[0].witness).toMatchObject({ level: "silver" });
    const guarded = await service.call("PATCH", `${segments}/${inner.id}?guard=no_new_exposure`, { body: { rules } });
    expect(guarded.status).toBe(409);
  });

  test("a reference to a segment is restored only while the segment is there, or with it", async () => {
    const inner = await segmentOf([key], "Gone soon");
    const outer = await segmentOf([{ segment: inner.id }], "Deleted first");
    const entryOf = async (id: string) =>
      (await service.data("GET", `/api/v1/flags/audit?project_id=${project.id}&resource_id=${id}`))[0].id;
    await service.call("DELETE", `${segments}/${outer.id}`);
    const outerEntry = await entryOf(outer.id);
    await service.call("DELETE", `${segments}/${inner.id}`);
    const restore = (id: string) => service.call("POST", `/api/v1/flags/audit/${id}/restore`, { body: {} });
    expect((await restore(outerEntry)).status).toBe(409);
    expect((await restore(await entryOf(inner.id))).status).toBe(200);
    expect((await restore(outerEntry)).status).toBe(200);
    expect((await service.data("GET", `${segments}/${outer.id}`)).rules).toEqual([{ segment: inner.id }]);
  });
});

test("attributes in groups are suggested and counted like others", async () => {
  const { id } = await service.project();
  const own = await service.flag(id);
  await service.rule(own.id, { conditions: [{ any: [plan, { none: [country] }] }, plan] });
  expect(await service.data("GET", `/api/v1/flags/attributes?project_id=${id}`)).toEqual([
    { name: "plan", count: 2 },
    { name: "country", count: 1 },
  ]);
});
