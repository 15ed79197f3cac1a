import { describe, expect, test } from "vitest";
import { guardErrorExample } from "@/lib/contract/examples";
import { ownService } from "../support/api-service";

const service = ownService();
const plan = (value: string) => ({ attribute: "plan", operator: "equals", value });
const proOrTeam = { attribute: "plan", operator: "in", value: ["pro", "team"] };
const US = { attribute: "country", operator: "equals", value: "US" };
const atLeast = (age: number) => ({ attribute: "age", operator: "less_than", value: age, negate: true });
const since = (version: string) => ({ ...atLeast(0), attribute: "app", value: version, as: "version" });
const mail = (suffix: string, more: object) => ({ attribute: "email", operator: "ends_with", value: suffix, ...more });
const segmentRules = (...values: string[]) => [{ key: "plan", operator: "in", value: values }];

interface Place {
  projectId: string;
  flag: { id: string; key: string };
  segmentId: string;
  /** By the rules' names. */
  ids: Record<string, string>;
}

interface Write {
  method: string;
  path: string;
  body?: object;
}

/** A boolean flag that is off by default, with these rules in production and, with `environment`, elsewhere. */
async function place(rules: Record<string, object>, segment: object = {}): Promise<Place> {
  const project = await service.project();
  const flag = await service.flag(project.id, { enabled: true });
  const { id: segmentId } = await service.segment(project.id, { rules: segmentRules("pro"), ...segment });
  const ids: Record<string, string> = {};
  for (const [name, { inSegment, ...fields }] of Object.entries<{ inSegment?: boolean }>(rules as never)) {
    const made = await service.rule(flag.id, { ...fields, ...(inSegment && { segment_id: segmentId }) });
    ids[name] = made.id;
  }
  return { projectId: project.id, flag, segmentId, ids };
}

const write = ({ method, path, body }: Write, guard?: string) =>
  service.call(method, `/api/v1/flags/${path}${guard === undefined ? "" : `?guard=${guard}`}`, {
    ...(body !== undefined && { body }),
  });

async function valueFor({ projectId, flag }: Place, context: object, environment = "production") {
  const body = { project_id: projectId, flag_key: flag.key, environment, context };
  return (await service.data("POST", "/api/v1/flags/evaluate", body)).value;
}

const create =
  (body: object) =>
  ({ flag }: Place): Write => ({
    method: "POST",
    path: `${flag.id}/rules`,
    body: { environment: "production", value: true, ...body },
  });
const update =
  (name: string, body: object) =>
  ({ flag, ids }: Place): Write => ({ method: "PATCH", path: `${flag.id}/rules/${ids[name]}`, body });
const remove =
  (name: string) =>
  ({ flag, ids }: Place): Write => ({ method: "DELETE", path: `${flag.id}/rules/${ids[name]}` });
const order =
  (...names: string[]) =>
  ({ flag, ids }: Place): Write => ({
    method: "PUT",
    path: `${flag.id}/rules/order`,
    body: { environment: "production", rule_ids: names.map((name) => ids[name]) },
  });
const copy =
  (mode: string) =>
  ({ flag }: Place): Write => ({
    method: "POST",
    path: `${flag.id}/rules/copy`,
    body: { from: "staging", to: "production", mode },
  });
const updateSegment =
  (body: object) =>
  ({ segmentId }: Place): Write => ({ method: "PATCH", path: `segments/${segmentId}`, body });
const removeSegment = ({ segmentId }: Place): Write => ({ method: "DELETE", path: `segments/${segmentId}` });

const pro = { conditions: [plan("pro")], value: true };
const adults = { conditions: [atLeast(18)], value: true };
const updated = { conditions: [since("2.10")], value: true };
const internal = { conditions: [mail("@acme.com", { ignore_case: true })], value: true };
const external = { conditions: [mail("@acme.com", { ignore_case: true, negate: true })], value: true };
const half = { conditions: [plan("pro")], value: true, percentage: 50 };
const proOff = { conditions: [plan("pro")], value: false };
const everyone = { conditions: [], value: true };
const staged = { ...everyone, environment: "staging" };
const inSegment = { conditions: [], value: true, inSegment: true };
const inSegmentInUS = { conditions: [US], value: true, inSegment: true };

describe("?guard=no_new_exposure refuses, stores nothing, and shows somebody on whom the engine bears it out", () => {
  test.each<[string, Record<string, object>, (place: Place) => Write]>([
    ["a rule that serves more people", { pro }, create({ conditions: [plan("team")] })],
    [
      "a rule before one that held people back",
      { proOff, everyone },
      create({ conditions: [plan("pro")], position: 1 }),
    ],
    ["a rule's wider conditions", { pro }, update("pro", { conditions: [proOrTeam] })],
    ["a lower bound that people may reach", { adults }, update("adults", { conditions: [atLeast(16)] })],
    ["an older version that is enough", { updated }, update("updated", { conditions: [since("2.9")] })],
    [
      "less that keeps out, whatever the case",
      { external },
      update("external", { conditions: [mail("@acme.com", { negate: true })] }),
    ],
    ["another value", { proOff }, update("proOff", { value: true })],
    ["a rule that is turned on", { off: { ...pro, enabled: false } }, update("off", { enabled: true })],
    ["a rule that held people back and is turned off", { proOff, everyone }, update("proOff", { enabled: false })],
    ["a higher percentage", { half }, update("half", { percentage: 60 })],
    ["another attribute to draw by", { half }, update("half", { bucket_by: "company_id" })],
    ["a link to a segment that is taken off", { inSegment }, update("inSegment", { segment_id: null })],
    ["a move", { proOff, everyone }, update("everyone", { position: 1 })],
    ["an order", { proOff, everyone }, order("everyone", "proOff")],
    ["the end of a rule that held people back", { proOff, everyone }, remove("proOff")],
    ["rules that are added from elsewhere", { pro, staged }, copy("append")],
    ["rules that are replaced from elsewhere", { pro, staged }, copy("replace")],
    ["a wider segment", { inSegment }, updateSegment({ rules: segmentRules("pro", "team") })],
    [
      "a segment of which less is asked",
      { inSegment },
      updateSegment({ match_type: "any", rules: [...segmentRules("pro"), ...segmentRules("team")] }),
    ],
    ["the end of a segment that held people back", { inSegmentInUS }, removeSegment],
  ])("?guard=no_new_exposure refuses: %s", async (_what, rules, writeIn) => {
    const at = await place(rules);
    const request = writeIn(at);
    const before = await service.stored.everything();
    const refused = await write(request, "no_new_exposure");
    expect(refused.status, refused.text).toBe(409);
    expect(await service.stored.everything()).toBe(before);

    expect(refused.body.error).toBe("Refused by guard: no_new_exposure");
    const [refusal] = refused.body.guard;
    expect(refusal).toMatchObject({
      name: "no_new_exposure",
      reason: "new_exposure",
      flag_id: at.flag.id,
      flag_key: at.flag.key,
      environment: "production",
      change: { from: false, to: true, is_exposure: true },
    });
    expect(refused.body.details.guard).toEqual([refusal.sentence]);
    expect(refusal.sentence).toBe(`${at.flag.key} in production: ${refusal.change.sentence}`);

    expect(await valueFor(at, refusal.change.witness)).toBe(false);
    expect((await write(request)).status).toBeLessThan(300);
    expect(await valueFor(at, refusal.change.witness)).toBe(true);
  });

  test("?guard=no_new_exposure refuses: in the words of the documented example", async () => {
    const at = await place({ pro });
    const { body } = await write(update("pro", { conditions: [proOrTeam] })(at), "no_new_exposure");
    const [refusal] = body.guard;
    const [documented] = guardErrorExample.guard;
    expect(refusal).toEqual({
      ...documented,
      flag_id: at.flag.id,
      flag_key: at.flag.key,
      sentence: documented?.sentence.replace("new-checkout", at.flag.key),
      change: { ...documented?.change, rule_after: at.ids.pro },
    });
    expect(Object.keys(body)).toEqual(Object.keys(guardErrorExample));
  });

  test("?guard=no_new_exposure refuses: an unstored rule goes by its number, others by their ids", async () => {
    const at = await place({ half });
    const [created] = (await write(create(everyone)(at), "no_new_exposure")).body.guard;
    expect(created.change).toMatchObject({ rule_before: null, rule_after: "new-1" });
    const [raised] = (await write(update("half", { percentage: null })(at), "no_new_exposure")).body.guard;
    expect(raised.change.rule_after).toBe(at.ids.half);
  });

  test("?guard=no_new_exposure refuses: every list that uses a segment, in any flag and environment", async () => {
    const at = await place({ inSegment, inStaging: { ...inSegment, environment: "staging" } });
    const other = await service.flag(at.projectId, { enabled: false });
    await service.rule(other.id, { conditions: [], segment_id: at.segmentId });
    const refused = await write(updateSegment({ rules: segmentRules("pro", "team") })(at), "no_new_exposure");
    const places = refused.body.guard.map((refusal: { flag_id: string; environment: string }) => [
      refusal.flag_id,
      refusal.environment,
    ]);
    expect(places.sort()).toEqual(
      [
        [at.flag.id, "production"],
        [at.flag.id, "staging"],
        [other.id, "production"],
      ].sort(),
    );
  });
});

describe("?guard=no_new_exposure lets pass, and the write is made", () => {
  test.each<[string, Record<string, object>, (place: Place) => Write]>([
    ["a rule for people who have the value already", { pro }, create({ conditions: [plan("pro"), US] })],
    ["a higher bound", { adults }, update("adults", { conditions: [atLeast(21)] })],
    ["a rule for people above a bound that is passed", { adults }, create({ conditions: [atLeast(18), US] })],
    ["a newer version that is needed", { updated }, update("updated", { conditions: [since("2.11.0")] })],
    ["what was the same whatever the case", { internal }, update("internal", { conditions: [mail("@acme.com", {})] })],
    [
      "more that keeps out",
      { external },
      update("external", { conditions: [mail("cme.com", { ignore_case: true, negate: true })] }),
    ],
    ["a rule that is off", { pro }, create({ ...everyone, enabled: false })],
    ["a rule that gives the default", { pro }, create({ conditions: [], value: false, position: 1 })],
    ["a lower percentage", { half }, update("half", { percentage: 40 })],
    ["a rule that is turned off", { pro }, update("pro", { enabled: false })],
    ["a name", { half }, update("half", { name: "Half of them" })],
    ["an order that exposes nobody", { everyone, proOff }, order("proOff", "everyone")],
    ["the end of a rule", { pro }, remove("pro")],
    ["rules that are replaced by fewer", { everyone, staged: { ...pro, environment: "staging" } }, copy("replace")],
    [
      "a narrower segment",
      { inSegment },
      updateSegment({ rules: [...segmentRules("pro"), { key: "country", operator: "equals", value: "US" }] }),
    ],
    ["a segment that no rule uses", { pro }, updateSegment({ rules: segmentRules("pro", "team") })],
    ["the end of a segment whose rules are turned off with it", { inSegment }, removeSegment],
  ])("?guard=no_new_exposure lets pass: %s", async (_what, rules, writeIn) => {
    const at = await place(rules);
    const before = await service.stored.revision(at.projectId);
    const answer = await write(writeIn(at), "no_new_exposure,expectations");
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(await service.stored.revision(at.projectId)).toBe(before + 1);
  });

  test("?guard=no_new_exposure lets pass: a write that changes nothing, whatever stands in the list", async () => {
    const at = await place({ pattern: { conditions: [{ attribute: "plan", operator: "regex", value: "^[a-z]+$" }] } });
    const before = await service.stored.everything();
    const conditions = [{ attribute: "plan", operator: "regex", value: "^[a-z]+$" }];
    expect((await write(update("pattern", { conditions })(at), "no_new_exposure")).status).toBe(200);
    expect((await write(order("pattern")(at), "no_new_exposure")).status).toBe(200);
    expect((await write(updateSegment({ rules: segmentRules("pro") })(at), "no_new_exposure")).status).toBe(200);
    expect(await service.stored.everything()).toBe(before);
  });
});

describe("what cannot be proven", () => {
  test("what cannot be proven is refused with the reason: a pattern that is beyond reasoning", async () => {
    const at = await place({ pattern: { conditions: [{ attribute: "plan", operator: "regex", value: "^[a-z]+$" }] } });
    // The same strings, said otherwise.
    const conditions = [{ attribute: "plan", operator: "regex", value: "^[a-z]{1,}$" }];
    const before = await service.stored.everything();
    const refused = await write(update("pattern", { conditions })(at), "no_new_exposure");
    expect([refused.status, refused.body.guard]).toEqual([
      409,
      [
        {
          name: "no_new_exposure",
          reason: "unknown",
          flag_id: at.flag.id,
          flag_key: at.flag.key,
          environment: "production",
          because: "opaque",
          sentence: expect.stringMatching(/not known whether anybody gets a new value, because a pattern/),
        },
      ],
    ]);
    expect(await service.stored.everything()).toBe(before);
    expect((await write(update("pattern", { conditions })(at), "expectations")).status).toBe(200);
  });

  test("what cannot be proven is refused with the reason: a list that is too long to be searched", async () => {
    const at = await place({});
    await service.stored.query(
      `INSERT INTO rules (id, flag_id, environment, position, conditions, value, salt)
       SELECT gen_random_uuid(), $1, 'production', n,
          '[{"attribute":"plan","operator":"equals","value":"pro"}]', 'true', n
       FROM generate_series(1, 1001) AS n`,
      [at.flag.id],
    );
    const refused = await write(create({ conditions: [plan("pro")] })(at), "no_new_exposure");
    expect(refused.status).toBe(409);
    expect(refused.body.guard).toMatchObject([{ reason: "unknown", because: "budget" }]);
  });
});

describe("?guard=expectations", () => {
  const expectTrue = async ({ projectId, flag }: Place, context: object, environment = "production") =>
    service.data("POST", "/api/v1/flags/test-users", {
      project_id: projectId,
      name: "Ada",
      context,
      expectations: [{ flag_id: flag.id, environment, value: true }],
    });

  test.each<[string, Record<string, object>, (place: Place) => Write]>([
    ["a new rule", { pro }, create({ conditions: [], value: false, position: 1 })],
    ["a change", { pro }, update("pro", { conditions: [plan("team")] })],
    ["a deletion", { pro }, remove("pro")],
    ["an order", { pro, proOff }, order("proOff", "pro")],
    ["a copy", { pro }, copy("replace")],
    ["a segment", { inSegment }, updateSegment({ rules: segmentRules("team") })],
    ["the end of a segment", { inSegment }, removeSegment],
  ])("?guard=expectations refuses %s that breaks one, and stores nothing", async (_what, rules, writeIn) => {
    const at = await place(rules);
    const ada = await expectTrue(at, { plan: "pro" });
    const before = await service.stored.everything();
    const refused = await write(writeIn(at), "expectations");
    expect(refused.status, refused.text).toBe(409);
    expect(refused.body).toMatchObject({
      error: "Refused by guard: expectations",
      details: { guard: [`${at.flag.key} in production: Ada would get false, and true is expected`] },
      guard: [
        {
          name: "expectations",
          reason: "broken",
          flag_id: at.flag.id,
          environment: "production",
          test_user: {
            id: ada.id,
            name: "Ada",
            before: { value: true },
            after: { value: false },
            expected: true,
            breaks_expectation: "yes",
          },
        },
      ],
    });
    expect(await service.stored.everything()).toBe(before);
    expect((await write(writeIn(at))).status).toBeLessThan(300);
    expect(await valueFor(at, { plan: "pro" })).toBe(false);
  });

  test("?guard=expectations lets pass what breaks none: that fails already, is elsewhere, comes true", async () => {
    const at = await place({ pro });
    await expectTrue(at, { plan: "team" });
    expect((await write(update("pro", { value: false })(at), "expectations")).status).toBe(200);
    expect((await write(update("pro", { value: true, conditions: [plan("team")] })(at), "expectations")).status).toBe(
      200,
    );
    const elsewhere = await place({ pro });
    await expectTrue(elsewhere, { plan: "pro" }, "staging");
    expect((await write(remove("pro")(elsewhere), "expectations")).status).toBe(204);
  });

  test("?guard=expectations is judged as if the flag was on", async () => {
    const at = await place({ pro });
    await service.data("PATCH", `/api/v1/flags/${at.flag.id}`, { enabled: false });
    await expectTrue(at, { plan: "pro" });
    expect((await write(remove("pro")(at), "expectations")).status).toBe(409);
  });

  test("?guard=expectations together with the other tells what both have against it", async () => {
    const at = await place({ pro });
    await expectTrue(at, { plan: "pro" });
    const refused = await write(update("pro", { conditions: [plan("team")] })(at), "expectations,no_new_exposure");
    expect(refused.body.error).toBe("Refused by guard: no_new_exposure, expectations");
    expect(refused.body.guard.map(({ name }: { name: string }) => name)).toEqual(["no_new_exposure", "expectations"]);
    expect(refused.body.details.guard).toHaveLength(2);
  });
});

describe("guard", () => {
  test.each([["", "nonsense", "no_new_exposure,", "no_new_exposure expectations", "No_New_Exposure"]].flat())(
    "a guard that is %j is refused, so that a slip of the pen does not pass for one",
    async (name) => {
      const at = await place({ pro });
      const answer = await write(remove("pro")(at), name);
      expect([answer.status, answer.body.error]).toEqual([
        400,
        "guard must be one of no_new_exposure, expectations, or both with a comma",
      ]);
    },
  );

  test("a guard is judged after what is wrong with the write itself", async () => {
    const at = await place({ pro });
    const wrong = await write(create({ conditions: [], segment_id: at.flag.id })(at), "no_new_exposure");
    expect(wrong.status).toBe(422);
    const stale = await service.call("PATCH", `/api/v1/flags/${at.flag.id}/rules/${at.ids.pro}?guard=no_new_exposure`, {
      body: { conditions: [] },
      headers: { "if-match": '"old"' },
    });
    expect(stale.status).toBe(412);
  });

  test("a guard holds against concurrent writes: of two that expose only together, one is refused", async () => {
    for (let round = 0; round < 6; round += 1) {
      const at = await place({ first: { ...proOff, ...{ inSegment: true } }, second: proOff, pro });
      const writes =
        round % 2 === 0
          ? [remove("first")(at), remove("second")(at)]
          : [updateSegment({ rules: segmentRules("nobody") })(at), remove("second")(at)];
      const answers = await Promise.all(writes.map((each) => write(each, "no_new_exposure")));
      expect(answers.map(({ status }) => status >= 300).sort()).toEqual([false, true]);
      expect(answers.find(({ status }) => status >= 300)?.body.guard[0].reason).toBe("new_exposure");
      expect(await valueFor(at, { plan: "pro" })).toBe(false);
    }
  });
});
