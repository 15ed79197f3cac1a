import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import type { FlagComparison, Promoted } from "@/lib/contract/promotion";
import type { Rule } from "@/lib/contract/rule";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const [from, to] = ["staging", "production"];
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];
const team = [{ attribute: "plan", operator: "equals", value: "team" }];

const projectPath = (id: string) => `${flags}/projects/${id}`;
const compare = (projectId: string, more = ""): Promise<FlagComparison[]> =>
  service.data("GET", `${projectPath(projectId)}/compare?from=${from}&to=${to}${more}`);

type Sent = Readonly<{ include?: string[]; dry_run?: boolean; from?: string; to?: string }>;

const promote = (projectId: string, flagIds: readonly string[], more: Sent = {}, search = "", headers = {}) =>
  service.call("POST", `${projectPath(projectId)}/promote${search}`, {
    body: { from, to, flag_ids: flagIds, ...more },
    headers,
  });

async function promoted(...sent: Parameters<typeof promote>): Promise<Promoted> {
  const answer = await promote(...sent);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

const entriesOf = (projectId: string): Promise<AuditEntry[]> =>
  service.data("GET", `${flags}/audit?project_id=${projectId}`);

const undo = (entry: string | undefined, search = "?extent=batch") =>
  service.call("POST", `${flags}/audit/${entry}/restore${search}`);

const untimed = ({ updated_at: _, ...rule }: Rule) => rule;
const rulesIn = async (flag: Pick<Flag, "id">, environment: string) =>
  (await service.rules(flag, environment)).map(untimed);

/** What of a rule is not its place's own. */
function said(rule: Omit<Rule, "updated_at">) {
  const { id, environment, created_at, ...content } = rule;
  return content;
}

/** A flag whose staging was copied from production and then changed in every way. */
async function place() {
  const { id: projectId } = await service.project();
  const flag: Flag = await service.flag(projectId, { enabled: true, environments: { [to]: { enabled: false } } });
  const rule = (fields: object) => service.rule(flag.id, { conditions: pro, environment: to, ...fields });
  const [kept, raised, dropped] = [
    await rule({ name: "Kept" }),
    await rule({ name: "Raised", percentage: 10 }),
    await rule({ name: "Dropped" }),
  ];
  const body = { from: to, to: from, mode: "replace" };
  const copies: Rule[] = await service.data("POST", `${flags}/${flag.id}/rules/copy`, body);
  const path = (name: string) => `${flags}/${flag.id}/rules/${copies.find((copy) => copy.name === name)?.id}`;
  await service.data("PATCH", path("Raised"), { percentage: 50, position: 1 });
  await service.call("DELETE", path("Dropped"));
  const added = await service.rule(flag.id, { conditions: team, environment: from, name: "Added", percentage: 25 });
  await service.data("PATCH", `${flags}/${flag.id}/environments/${from}`, { default_value: { value: false } });
  return { projectId, flag, kept, raised, dropped, added };
}

describe("comparing two environments", () => {
  test("comparing two environments tells how each flag differs, rule by rule, and who would change", async () => {
    const { projectId, flag, kept, raised, dropped, added } = await place();
    await service.flag(projectId, { enabled: true });
    const [told, ...others] = await compare(projectId);
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      ...{ flag_id: flag.id, flag_key: flag.key, flag_name: flag.name },
      differs: ["state", "default", "rules"],
      state: { from: true, to: false },
      default_value: { from: { value: false }, to: null },
      rules: {
        added: [added],
        removed: [dropped],
        changed: [{ from: { salt: raised.salt, percentage: 50 }, to: raised }],
        moved: [expect.toBeOneOf([kept.id, raised.id])],
      },
      effect: { new_exposure: "yes", unanswered: [] },
    });
    const changes = told?.effect.changes.map(({ from: old, to: now, who }) => [old, now, who]);
    expect(changes).toContainEqual([false, true, "plan is pro (50 %)"]);
  });

  test("comparing two environments tells nothing of mere moves, of archived flags, and of none", async () => {
    const { id: projectId } = await service.project();
    expect(await compare(projectId)).toEqual([]);
    const flag: Flag = await service.flag(projectId, { enabled: true });
    await service.rule(flag.id, { position: 3, environment: from });
    await service.data("POST", `${flags}/${flag.id}/rules/copy`, { from, to, mode: "append" });
    expect(await compare(projectId)).toEqual([]);
    const archived: Flag = await service.flag(projectId, { status: "archived" });
    await service.rule(archived.id, { environment: from });
    expect(await compare(projectId)).toEqual([]);
    expect(await compare(projectId, `&flag_id=${archived.id}`)).toMatchObject([
      { flag_id: archived.id, differs: ["rules"], effect: { changes: [], new_exposure: "no" } },
    ]);
  });

  test("comparing two environments gives pages, none of which is empty while another follows", async () => {
    const { id: projectId } = await service.project();
    const made: Flag[] = [];
    for (const _ of Array(5)) made.push(await service.flag(projectId));
    for (const at of [0, 2, 4]) await service.rule(made[at]?.id ?? "", { environment: from });
    const page = async (cursor: string) =>
      (await service.call("GET", `${projectPath(projectId)}/compare?from=${from}&to=${to}&limit=2${cursor}`)).body;
    const first = await page("");
    const second = await page(`&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data].map(({ flag_id }) => flag_id)).toEqual([0, 2, 4].map((at) => made[at]?.id));
    expect([first.data.length, second.next_cursor]).toEqual([2, null]);
  });

  test.each([
    ["from=moon&to=production", /^from must be one of/],
    ["from=staging&to=moon", /^to must be one of/],
    ["from=staging&to=staging", /^to must not be the same/],
    ["from=staging", /^to is required/],
  ])("comparing two environments needs two environments of the project: %s", async (search, message) => {
    const { id } = await service.project();
    const { status, body } = await service.call("GET", `${projectPath(id)}/compare?${search}`);
    expect([status, body.error]).toEqual([400, expect.stringMatching(message)]);
  });
});

describe("promoting flags", () => {
  test("promoting flags makes one environment like the other, and keeps rules' ids and salts", async () => {
    const { projectId, flag, kept, raised, dropped } = await place();
    const before = await rulesIn(flag, from);
    const done = await promoted(projectId, [flag.id], {}, "?comment=Release%207");
    expect(done).toMatchObject({ from, to, flags: [{ flag_id: flag.id, changed: ["state", "default", "rules"] }] });
    const after = await rulesIn(flag, to);
    expect(after.map(said)).toEqual(before.map(said));
    expect(after.map(({ id }) => id)).toEqual([raised.id, kept.id, expect.any(String)]);
    expect(after.map(({ id }) => id)).not.toContain(dropped.id);
    expect(await rulesIn(flag, from)).toEqual(before);
    const { environments } = await service.data("GET", `${flags}/${flag.id}`);
    expect(environments[to]).toEqual({ enabled: true, default_value: { value: false } });
    expect(await compare(projectId)).toEqual([]);
    const [entry] = await entriesOf(projectId);
    expect(entry).toMatchObject({
      ...{ id: done.flags[0]?.entry_id, batch_id: done.batch_id, action: "flag.promoted", environment: to },
      ...{ resource_type: "flag", resource_id: flag.id, comment: "Release 7" },
      before: { environments: flag.environments, rules: [{ id: kept.id }, { id: raised.id }, { id: dropped.id }] },
      after: { environments, promoted_from: from, rules: after },
    });
  });

  test("promoting flags takes what was asked for and no more", async () => {
    const { projectId, flag } = await place();
    const rules = await rulesIn(flag, to);
    expect((await promoted(projectId, [flag.id], { include: ["state"] })).flags).toMatchObject([
      { changed: ["state"] },
    ]);
    expect((await service.data("GET", `${flags}/${flag.id}`)).environments[to]).toEqual({ enabled: true });
    expect(await rulesIn(flag, to)).toEqual(rules);
    await promoted(projectId, [flag.id], { include: ["rules"] });
    expect((await compare(projectId)).map(({ differs }) => differs)).toEqual([["default"]]);
    const known = (await entriesOf(projectId)).length;
    expect(await promoted(projectId, [flag.id], { include: ["rules", "state"] })).toEqual({ from, to, flags: [] });
    expect(await entriesOf(projectId)).toHaveLength(known);
  });

  test("promoting flags tells beforehand who changes, and is refused when something has changed since", async () => {
    const { projectId, flag } = await place();
    const before = await service.stored.everything();
    const told = await promoted(projectId, [flag.id], { dry_run: true });
    expect(await service.stored.everything()).toBe(before);
    expect(told).toMatchObject({
      flags: [{ flag_id: flag.id, changed: ["state", "default", "rules"] }],
      effect: { new_exposure: "yes", lists: [{ flag_id: flag.id, environment: to }] },
    });
    expect(told.batch_id).toBeUndefined();
    const ifMatch = { "if-match": told.etag ?? "" };
    await service.rule(flag.id, { environment: from });
    expect((await promote(projectId, [flag.id], {}, "", ifMatch)).status).toBe(412);
    const { etag } = await promoted(projectId, [flag.id], { dry_run: true });
    await promoted(projectId, [flag.id], {}, "", { "if-match": etag ?? "" });
  });

  test("promoting flags tells where the default in the code counts, and that a flag is off", async () => {
    const { id } = await service.project();
    const fields = { enabled: true, when_disabled: "code_default", environments: { [to]: { enabled: false } } };
    const flag = await service.flag(id, fields);
    const user = { project_id: id, name: "Ada", context: { plan: "pro" } };
    await service.data("POST", `${flags}/test-users`, user);
    const effect = async () => (await promoted(id, [flag.id], { dry_run: true })).effect?.lists[0];
    expect(await effect()).toMatchObject({ changes: [], code_default: ["before"] });
    expect((await compare(id))[0]?.effect).toMatchObject({ changes: [], code_default: ["before"] });
    await service.rule(flag.id, { environment: from, conditions: pro, value: true });
    expect((await effect())?.test_users).toMatchObject([
      { before: { value: false, reason: "DISABLED" }, after: { value: true, reason: "TARGETING_MATCH" } },
    ]);
    await service.data("PATCH", `${flags}/${flag.id}`, { when_disabled: "default_value" });
    expect(await effect()).not.toHaveProperty("code_default");
  });

  test("promoting flags is refused whole by a guard for one exposure or broken expectation", async () => {
    const { projectId, flag } = await place();
    const harmless: Flag = await service.flag(projectId, { enabled: true });
    await service.rule(harmless.id, { environment: from, value: false });
    const ids = [harmless.id, flag.id];
    const before = await service.stored.everything();
    const refused = await promote(projectId, ids, {}, "?guard=no_new_exposure");
    expect([refused.status, refused.body.guard]).toEqual([
      409,
      [expect.objectContaining({ flag_id: flag.id, environment: to, reason: "new_exposure" })],
    ]);
    expect(await service.stored.everything()).toBe(before);
    await promoted(projectId, [harmless.id], {}, "?guard=no_new_exposure");
    const expectations = [{ flag_id: flag.id, environment: to, value: false }];
    const user = { project_id: projectId, name: "Pro", context: { plan: "pro" }, expectations };
    await service.data("POST", `${flags}/test-users`, user);
    const broken = await promote(projectId, ids, {}, "?guard=expectations");
    expect([broken.status, broken.body.guard]).toEqual([
      409,
      [expect.objectContaining({ flag_id: flag.id, reason: "broken" })],
    ]);
  });

  test("promoting flags needs two environments, the project's flags, each once, and known parts", async () => {
    const { projectId, flag } = await place();
    const foreign: Flag = await service.flag((await service.project()).id);
    const fields = async (ids: string[], more: object = {}) => {
      const { status, body } = await promote(projectId, ids, more);
      expect(status).toBe(422);
      return Object.keys(body.details).sort();
    };
    expect(await fields([flag.id, foreign.id])).toEqual(["flag_ids.1"]);
    expect(await fields([])).toEqual(["flag_ids"]);
    expect(await fields([flag.id, flag.id])).toEqual(["flag_ids"]);
    expect(await fields([flag.id], { from: "moon", include: [] })).toEqual(["from", "include"]);
    expect(await fields([flag.id], { to: from, include: ["tags"] })).toEqual(["include.0", "to"]);
  });

  test("promoting flags raises the project's revision once, whatever the number of flags", async () => {
    const { id: projectId } = await service.project();
    const made: Flag[] = [];
    for (const _ of Array(3)) made.push(await service.flag(projectId, { enabled: true }));
    for (const { id } of made) await service.rule(id, { environment: from });
    const revision = async () =>
      (await service.data("POST", `${flags}/bootstrap`, { project_id: projectId, environment: to, context: {} }))
        .revision;
    const before = await revision();
    await promoted(
      projectId,
      made.map(({ id }) => id),
    );
    expect(await revision()).toBe(before + 1);
  });
});

describe("taking a promotion back", () => {
  test("taking a promotion back puts back what each flag was, in one act that can be taken back again", async () => {
    const { projectId, flag } = await place();
    const other: Flag = await service.flag(projectId, { enabled: true });
    await service.rule(other.id, { environment: from });
    const state = async () => [
      await service.data("GET", `${flags}/${flag.id}`).then(({ updated_at: _, ...rest }) => rest),
      await rulesIn(flag, to),
      await rulesIn(other, to),
    ];
    const before = await state();
    const done = await promoted(projectId, [flag.id, other.id]);
    const after = await state();
    const entry = done.flags[1]?.entry_id;
    const dry = await undo(entry, "?extent=batch&dry_run=true");
    expect(dry.body.data.effect.lists).toHaveLength(2);
    expect(await state()).toEqual(after);
    const undone = await undo(entry);
    expect(undone.status, undone.text).toBe(200);
    expect(await state()).toEqual(before);
    const entries = (await entriesOf(projectId)).filter(({ batch_id }) => batch_id === undone.body.data.batch_id);
    expect(entries.map(({ action, restored_from }) => [action, restored_from]).toSorted()).toEqual(
      done.flags.map(({ entry_id }) => ["flag.promotion_restored", entry_id]).toSorted(),
    );
    expect((await undo(entry)).status).toBe(409);
    expect((await undo(undone.body.data.entry_id)).status).toBe(200);
    expect(await state()).toEqual(after);
  });

  test("taking a promotion back can be of one flag alone", async () => {
    const { projectId, flag } = await place();
    const other: Flag = await service.flag(projectId, { enabled: true });
    await service.rule(other.id, { environment: from });
    const before = await rulesIn(flag, to);
    const done = await promoted(projectId, [flag.id, other.id]);
    expect((await undo(done.flags[0]?.entry_id, "")).status).toBe(200);
    expect(await rulesIn(flag, to)).toEqual(before);
    expect(await rulesIn(other, to)).toHaveLength(1);
  });

  test("taking a promotion back leaves what was changed since, and flags that are gone", async () => {
    const { projectId, flag, raised, dropped } = await place();
    const gone: Flag = await service.flag(projectId, { enabled: true });
    await service.rule(gone.id, { environment: from });
    const done = await promoted(projectId, [flag.id, gone.id]);
    const since = await service.rule(flag.id, { name: "Since" });
    await service.data("PATCH", `${flags}/${flag.id}/rules/${raised.id}`, { name: "Renamed" });
    await service.call("DELETE", `${flags}/${gone.id}`);
    expect((await undo(done.flags[0]?.entry_id)).status).toBe(200);
    const rules = await rulesIn(flag, to);
    expect(rules.map(({ name, percentage, position }) => [position, name, percentage])).toEqual([
      [1, "Kept", null],
      [2, "Renamed", 10],
      [3, "Since", null],
      [4, "Dropped", null],
    ]);
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining([dropped.id, since.id]));
    expect((await undo(done.flags[1]?.entry_id, "")).status).toBe(409);
  });
});

test("everybody gets in one environment what they get in the other after any whole promotion", async () => {
  const condition = fc.constantFrom(pro[0], team[0], { attribute: "age", operator: "greater_than", value: 30 });
  const rule = fc.record(
    {
      environment: fc.constantFrom(from, to),
      conditions: fc.array(condition, { maxLength: 2 }),
      value: fc.constantFrom("a", "b", "c"),
      percentage: fc.option(fc.nat(100)),
      split: fc.constant([{ value: "arm", weight: 33.334 }]),
      enabled: fc.boolean(),
      position: fc.nat(5),
    },
    { requiredKeys: ["environment", "conditions", "value", "percentage", "enabled", "position"] },
  );
  const state = fc.record(
    { enabled: fc.boolean(), default_value: fc.constantFrom({ value: "a" }, { value: "own" }) },
    { requiredKeys: ["enabled"] },
  );
  const flag = fc.record({
    states: fc.record({ [from]: state, [to]: state }),
    rules: fc.array(rule, { maxLength: 5 }),
    isCopied: fc.boolean(),
  });
  const { id: projectId } = await service.project();
  const ids: string[] = [];
  for (const { states, rules, isCopied } of fc.sample(flag, 12)) {
    const fields = { enabled: true, flag_type: "string", default_value: "shared", environments: states };
    const { id } = await service.flag(projectId, fields);
    ids.push(id);
    for (const each of rules) await service.rule(id, each);
    if (!isCopied) continue;
    const copied: Rule[] = await service.data("POST", `${flags}/${id}/rules/copy`, { from, to, mode: "append" });
    const path = `${flags}/${id}/rules/${copied[0]?.id}`;
    if (copied.length > 0) await service.data("PATCH", path, { percentage: 40, position: 7 });
  }
  const contexts = fc.sample(
    fc.record({ user_id: fc.uuid(), plan: fc.constantFrom("pro", "team"), age: fc.nat(60) }),
    20,
  );
  const valuesIn = async (environment: string) => {
    const ask = (context: object) =>
      service.data("POST", `${flags}/bootstrap`, { project_id: projectId, environment, context });
    const answers = await Promise.all(contexts.map(ask));
    return answers.map(({ flags: each }) =>
      Object.entries<{ value: unknown; reason: string }>(each).map(([key, { value, reason }]) => [key, value, reason]),
    );
  };
  const everything = () => Promise.all(ids.map(async (id) => [await rulesIn({ id }, from), await rulesIn({ id }, to)]));
  const before = [await valuesIn(to), await everything()];
  expect(before[0]).not.toEqual(await valuesIn(from));
  const done = await promoted(projectId, ids);
  expect(await valuesIn(to)).toEqual(await valuesIn(from));
  expect((await undo(done.flags[0]?.entry_id)).status).toBe(200);
  expect([await valuesIn(to), await everything()]).toEqual(before);
}, 30_000);
