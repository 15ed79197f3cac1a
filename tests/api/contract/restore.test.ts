import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Rule } from "@/lib/contract/rule";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const production = "production";
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];

interface Place {
  projectId: string;
  flagId: string;
  rules: string;
}

async function place(fields: object = {}): Promise<Place> {
  const { id: projectId } = await service.project();
  const { id: flagId } = await service.flag(projectId, { enabled: true, ...fields });
  return { projectId, flagId, rules: `${flags}/${flagId}/rules` };
}

/** The last entry of a project, or the last with this action. */
async function lastEntry({ projectId }: Pick<Place, "projectId">, action?: string): Promise<AuditEntry> {
  const entries: AuditEntry[] = await service.data("GET", `${flags}/audit?project_id=${projectId}`);
  const found = entries.find((entry) => action === undefined || entry.action === action);
  if (found === undefined) throw new Error(`No entry ${action}`);
  return found;
}

const restore = ({ id }: Pick<AuditEntry, "id">, search = "", headers: Record<string, string> = {}) =>
  service.call("POST", `${flags}/audit/${id}/restore${search}`, { headers });

async function restored(entry: Pick<AuditEntry, "id">, search = "") {
  const answer = await restore(entry, search);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

async function refused(entry: Pick<AuditEntry, "id">, status: number, message: RegExp, search = ""): Promise<void> {
  const before = await service.stored.everything();
  const answer = await restore(entry, search);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(message)]);
  expect(await service.stored.everything()).toBe(before);
}

const list = ({ rules }: Place, environment = production): Promise<Rule[]> =>
  service.data("GET", `${rules}?environment=${environment}`);
const ids = (rules: readonly { id: string }[]) => rules.map(({ id }) => id);
const untimed = ({ updated_at: _, ...rule }: Rule) => rule;

describe("deleted rule", () => {
  test("a deleted rule comes back with its id and its salt, in its place", async () => {
    const here = await place();
    const [, middle] = [
      await service.rule(here.flagId),
      await service.rule(here.flagId, { name: "A share", conditions: pro, percentage: 25, bucket_by: "team" }),
      await service.rule(here.flagId),
    ];
    const before = await list(here);
    await service.call("DELETE", `${here.rules}/${middle.id}`);
    const entry = await lastEntry(here, "rule.deleted");
    const done = await restored(entry);
    expect((await list(here)).map(untimed)).toEqual(before.map(untimed));
    const told = await lastEntry(here);
    expect(told).toMatchObject({
      action: "rule.restored",
      restored_from: entry.id,
      before: null,
      environment: production,
    });
    expect(done).toMatchObject({ entry_id: told.id, resource_id: middle.id, before: null, after: told.after });
  });

  test("a deleted rule pushes aside whoever has its place now", async () => {
    const here = await place();
    const first = await service.rule(here.flagId);
    const second = await service.rule(here.flagId);
    await service.call("DELETE", `${here.rules}/${first.id}`);
    const entry = await lastEntry(here);
    await service.call("PUT", `${here.rules}/order`, { body: { environment: production, rule_ids: [second.id] } });
    await restored(entry);
    expect((await list(here)).map(({ id, position }) => [id, position])).toEqual([
      [first.id, 1],
      [second.id, 2],
    ]);
  });

  test("a deleted rule is refused while it is there, without what it needs, and in a full list", async () => {
    const here = await place();
    const segment = await service.segment(here.projectId);
    const rule = await service.rule(here.flagId, { environment: "staging", segment_id: segment.id, conditions: pro });
    await service.call("DELETE", `${here.rules}/${rule.id}`);
    const entry = await lastEntry(here, "rule.deleted");

    const project = `${flags}/projects/${here.projectId}`;
    await service.call("PATCH", project, { body: { environments: [production] } });
    await refused(entry, 409, /environments that the project no longer has: staging/);
    await service.call("PATCH", project, { body: { environments: [production, "staging"] } });

    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    const segmentEntry = await lastEntry(here, "segment.deleted");
    await refused(entry, 409, /segment that was deleted/);
    await restored(segmentEntry);

    await restored(entry);
    await refused(entry, 409, /there already/);
    await service.call("DELETE", `${flags}/${here.flagId}`);
    await refused(entry, 409, /flag was deleted/);
  });
});

describe("changed rule", () => {
  test("a changed rule gets back what the entry changed, and keeps what others changed since", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId, { percentage: 25, conditions: pro });
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { percentage: 40 } });
    const entry = await lastEntry(here);
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { name: "By somebody else" } });
    const done = await restored(entry, "?comment=Too%20many");
    expect(done.after).toMatchObject({ percentage: 25, name: "By somebody else" });
    expect((await list(here))[0]).toEqual(done.after);
    expect(await lastEntry(here)).toMatchObject({ action: "rule.restored", comment: "Too many" });
    await refused(entry, 409, /so already/);
    // The entry that restored can be restored itself.
    expect((await restored({ id: done.entry_id })).after).toMatchObject({ percentage: 40 });
  });

  test("a changed rule goes back behind those who stepped aside for it, and up again", async () => {
    const here = await place();
    const [first, second, third] = [
      await service.rule(here.flagId),
      await service.rule(here.flagId),
      await service.rule(here.flagId),
    ];
    await service.call("PATCH", `${here.rules}/${second.id}`, { body: { position: 1 } });
    expect(ids(await list(here))).toEqual([second.id, first.id, third.id]);
    const entry = await lastEntry(here);
    const done = await restored(entry);
    expect(ids(await list(here))).toEqual([first.id, second.id, third.id]);
    await refused(entry, 409, /so already/);
    await restored({ id: done.entry_id });
    expect(ids(await list(here))).toEqual([second.id, first.id, third.id]);
    await service.call("PATCH", `${here.rules}/${second.id}`, { body: { position: 9 } });
    await restored(await lastEntry(here));
    expect(ids(await list(here))).toEqual([second.id, first.id, third.id]);
  });

  test("a changed rule gets back all that it was, when that is asked for", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId, { percentage: 25, conditions: pro });
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { percentage: 40 } });
    const entry = await lastEntry(here);
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { name: "Later", conditions: [] } });
    const { after } = await restored(entry, "?extent=version");
    expect(untimed(after)).toEqual(untimed(entry.before as Rule));
  });

  test("a changed rule is refused while the segment that it was in is gone", async () => {
    const here = await place();
    const segment = await service.segment(here.projectId);
    const rule = await service.rule(here.flagId, { segment_id: segment.id, conditions: pro });
    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    const entry = await lastEntry(here, "rule.segment_cleared");
    await refused(entry, 409, /segment that was deleted/);
    // And its own entry brings it back with the rule.
    await restored(await lastEntry(here, "segment.deleted"));
    expect((await list(here)).map(({ id, segment_id }) => [id, segment_id])).toEqual([[rule.id, segment.id]]);
  });

  test("a changed rule is refused once it was deleted", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId);
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { percentage: 40 } });
    const entry = await lastEntry(here);
    await service.call("DELETE", `${here.rules}/${rule.id}`);
    await refused(entry, 409, /rule was deleted/);
  });
});

describe("order", () => {
  test("an order goes back to what it was, also when rules came and went since", async () => {
    const here = await place();
    const [a, b, c] = ids([
      await service.rule(here.flagId),
      await service.rule(here.flagId),
      await service.rule(here.flagId),
    ]);
    await service.call("PUT", `${here.rules}/order`, { body: { environment: production, rule_ids: [c, b, a] } });
    const entry = await lastEntry(here);
    const late = await service.rule(here.flagId, { position: 1 });
    await service.call("DELETE", `${here.rules}/${b}`);
    await restored(entry);
    expect(ids(await list(here))).toEqual([late.id, a, c]);
    expect(await lastEntry(here)).toMatchObject({ action: "rules.order_restored", restored_from: entry.id });
    await refused(entry, 409, /so already/);
  });
});

describe("copy of rules", () => {
  test.each(["append", "replace"])("a copy of rules that was to %s is taken out again", async (mode) => {
    const here = await place();
    await service.rule(here.flagId, { environment: "staging", conditions: pro });
    await service.rule(here.flagId, { environment: "staging" });
    await service.rule(here.flagId, { percentage: 5 });
    const before = await list(here);
    await service.call("POST", `${here.rules}/copy`, { body: { from: "staging", to: production, mode } });
    const copied = await list(here);
    await restored(await lastEntry(here));
    expect((await list(here)).map(untimed)).toEqual(before.map(untimed));
    const entry = await lastEntry(here);
    expect(entry.action).toBe("rules.list_restored");
    // And in again, with the ids that they had.
    await restored(entry);
    expect((await list(here)).map(untimed)).toEqual(copied.map(untimed));
  });
});

describe("flag", () => {
  test("a flag that was deleted comes back with its rules, and with what test users are to get from it", async () => {
    const here = await place({ key: "checkout", tags: ["pay"], description: "All of it" });
    const segment = await service.segment(here.projectId);
    await service.rule(here.flagId, { segment_id: segment.id, percentage: 25 });
    await service.rule(here.flagId, { environment: "staging", conditions: pro, enabled: false });
    const expectations = [{ flag_id: here.flagId, environment: production, value: true }];
    const testUser = { project_id: here.projectId, name: "Ada", context: { plan: "pro" }, expectations };
    await service.data("POST", `${flags}/test-users`, testUser);
    const before = [await list(here), await list(here, "staging")].flat();
    const flag = await service.data("GET", `${flags}/${here.flagId}`);

    await service.call("DELETE", `${flags}/${here.flagId}`);
    const entry = await lastEntry(here);
    expect(entry.before).toMatchObject({ key: "checkout", rules: before });
    const { after } = await restored(entry);
    expect({ ...after, updated_at: flag.updated_at }).toEqual(flag);
    const now = [await list(here), await list(here, "staging")].flat();
    expect(now.map(untimed)).toEqual(before.map(untimed));
    // What came back is told as what went was.
    const expected = [{ environment: production, value: true, test_user_id: expect.any(String) }];
    expect((await lastEntry(here)).after).toEqual({ ...after, rules: now, expectations: expected });
    const [ada] = await service.data("GET", `${flags}/test-users?project_id=${here.projectId}`);
    expect(ada.expectations).toEqual(expectations);
    const evaluated = { project_id: here.projectId, flag_key: "checkout", context: { user_id: "u", plan: "free" } };
    expect((await service.data("POST", `${flags}/evaluate`, evaluated)).reason).toBe("DEFAULT");
    await refused(entry, 409, /there already/);
  });

  test("a flag is refused when its key was given away, or a segment or environment of its rules is gone", async () => {
    const here = await place({ key: "taken" });
    const segment = await service.segment(here.projectId);
    await service.rule(here.flagId, { segment_id: segment.id, environment: "staging" });
    await service.call("DELETE", `${flags}/${here.flagId}`);
    const entry = await lastEntry(here);
    await service.call("PATCH", `${flags}/projects/${here.projectId}`, { body: { environments: [production] } });
    await refused(entry, 409, /environments that the project no longer has: staging/);
    await service.call("PATCH", `${flags}/projects/${here.projectId}`, {
      body: { environments: [production, "staging"] },
    });
    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    await refused(entry, 409, /segment that was deleted/);
    await restored(await lastEntry(here, "segment.deleted"));
    const other = await service.flag(here.projectId, { key: "taken" });
    await refused(entry, 409, /Another flag has its key/);
    await service.call("DELETE", `${flags}/${other.id}`);
    await restored(entry);
  });

  test("a flag gets its default back, and its switch stays as it is", async () => {
    const here = await place();
    await service.call("PATCH", `${flags}/${here.flagId}`, { body: { default_value: { value: true } } });
    const entry = await lastEntry(here);
    await service.call("PATCH", `${flags}/${here.flagId}`, { body: { enabled: false } });
    const { after } = await restored(entry);
    expect(after).toMatchObject({ default_value: { value: false }, enabled: false });
  });

  test("a flag is not turned on by a schedule whose time has passed", async () => {
    const here = await place({ enabled: false, scheduled_at: "2999-01-01T00:00:00Z" });
    await service.call("PATCH", `${flags}/${here.flagId}`, { body: { scheduled_at: null, description: "Later" } });
    const entry = await lastEntry(here);
    await service.stored.query(
      `UPDATE audit_entries SET before = replace(before::text, '2999', '2020')::json WHERE id = '${entry.id}'`,
    );
    expect((await restored(entry)).after).toMatchObject({ scheduled_at: null, description: null });
  });
});

describe("segment", () => {
  test("a segment that was deleted comes back to the rules it was cleared from, unless changed since", async () => {
    const here = await place();
    const segment = await service.segment(here.projectId);
    const alone = await service.rule(here.flagId, { segment_id: segment.id });
    const beside = await service.rule(here.flagId, { segment_id: segment.id, conditions: pro });
    const changed = await service.rule(here.flagId, { segment_id: segment.id });
    const before = await list(here);
    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    const entry = await lastEntry(here);
    await service.call("PATCH", `${here.rules}/${changed.id}`, { body: { conditions: pro, enabled: true } });
    const order = { environment: production, rule_ids: [changed.id, beside.id, alone.id] };
    await service.call("PUT", `${here.rules}/order`, { body: order });

    const done = await restored(entry);
    expect(done).toMatchObject({ resource_id: segment.id, before: null, left_alone: [changed.id] });
    const now = new Map((await list(here)).map((rule) => [rule.id, rule]));
    expect(now.get(alone.id)).toMatchObject({ segment_id: segment.id, enabled: true });
    expect(now.get(beside.id)).toMatchObject({ segment_id: segment.id, enabled: true, conditions: pro });
    expect(now.get(changed.id)).toMatchObject({ segment_id: null, conditions: pro });
    expect(before).toHaveLength(3);
    const entries: AuditEntry[] = await service.data("GET", `${flags}/audit?project_id=${here.projectId}&limit=3`);
    expect(entries.map(({ action, restored_from: from }) => [action, from])).toEqual([
      ["segment.restored", entry.id],
      ["rule.segment_restored", entry.id],
      ["rule.segment_restored", entry.id],
    ]);
    await refused(entry, 409, /there already/);
  });

  test("a segment gets back what was changed of it, and is refused once it was deleted", async () => {
    const here = await place();
    const segment = await service.segment(here.projectId);
    await service.call("PATCH", `${flags}/segments/${segment.id}`, { body: { rules: [] } });
    const entry = await lastEntry(here);
    await service.call("PATCH", `${flags}/segments/${segment.id}`, { body: { name: "Renamed" } });
    expect((await restored(entry)).after).toMatchObject({ name: "Renamed", rules: [{ value: "pro" }] });
    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    await refused(entry, 409, /segment was deleted/);
  });
});

test("what has nothing before it, or is no flag, segment or rule, is refused with the reason", async () => {
  const here = await place();
  await refused(await lastEntry(here, "flag.created"), 409, /nothing before it/);
  await service.rule(here.flagId, { position: 70 });
  const body = { environment: production, rule_ids: ids(await list(here)) };
  await service.call("PUT", `${here.rules}/order`, { body });
  await refused(await lastEntry(here, "rules.reordered"), 409, /No rule was moved: they were only numbered anew/);
  await service.call("PATCH", `${flags}/projects/${here.projectId}`, { body: { name: "Renamed" } });
  await refused(await lastEntry(here, "project.updated"), 409, /Only changes to flags, segments and rules/);
  await service.call("DELETE", `${flags}/${here.flagId}`);
  const entry = await lastEntry(here);
  // As versions wrote it that did not keep a flag's rules.
  await service.stored.query(`UPDATE audit_entries SET before = '{"key": "old"}' WHERE id = '${entry.id}'`);
  await refused(entry, 409, /does not hold the flag's rules/);
});

test("an entry of no project, one that never was, and one of a project that is gone are 404", async () => {
  const here = await place();
  const entry = await lastEntry(here);
  const [ofKeys] = await service.stored.query<{ id: string }>("SELECT id FROM audit_entries WHERE project_id IS NULL");
  const { slug } = await service.data("GET", `${flags}/projects/${here.projectId}`);
  await service.call("PATCH", `${flags}/${here.flagId}`, { body: { name: "Renamed" } });
  const renaming = await lastEntry(here);
  await service.call("DELETE", `${flags}/projects/${here.projectId}?confirm=${slug}`);
  for (const id of [ofKeys?.id ?? "", entry.project_id ?? "", "nonsense", renaming.id]) {
    expect((await restore({ id })).status).toBe(404);
  }
});

describe("If-Match", () => {
  test("If-Match lets a restore pass on what was read, and refuses it on anything older", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId, { percentage: 25 });
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { percentage: 40 } });
    const entry = await lastEntry(here);
    const stale = await restore(entry, "", { "if-match": '"stale"' });
    expect([stale.status, stale.body.current.percentage]).toEqual([412, 40]);
    const { etag } = await restored(entry, "?dry_run=true");
    const read = await service.call("GET", `${here.rules}/${rule.id}`);
    expect(etag).toBe(read.headers.get("etag"));
    expect((await restore(entry, "", { "if-match": etag })).status).toBe(200);
  });

  test("If-Match is never right for what is not there", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId);
    await service.call("DELETE", `${here.rules}/${rule.id}`);
    const entry = await lastEntry(here);
    const answer = await restore(entry, "", { "if-match": "*" });
    expect([answer.status, answer.body.current]).toEqual([412, null]);
    expect(await restored(entry, "?dry_run=true")).not.toHaveProperty("etag");
  });
});

describe("dry run", () => {
  test("a dry run says what would be restored and who would change, and stores nothing", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId, { conditions: pro });
    await service.call("DELETE", `${here.rules}/${rule.id}`);
    const entry = await lastEntry(here);
    const before = await service.stored.everything();
    const told = await restored(entry, "?dry_run=true");
    expect(await service.stored.everything()).toBe(before);
    expect(told).not.toHaveProperty("entry_id");
    expect(told.after).toMatchObject({ id: rule.id, conditions: pro });
    expect(told.effect).toMatchObject({
      new_exposure: "yes",
      lists: [{ environment: production, changes: [{ from: false, to: true, who: "plan is pro" }] }],
    });
  });

  test("a dry run of a deleted flag says who would get something else than the default", async () => {
    const here = await place();
    await service.rule(here.flagId, { conditions: pro });
    await service.call("DELETE", `${flags}/${here.flagId}`);
    const { effect } = await restored(await lastEntry(here), "?dry_run=true");
    expect(effect.lists).toMatchObject([{ flag_id: here.flagId, changes: [{ to: true, who: "plan is pro" }] }]);
  });

  test("a dry run of a default says who changes in every environment", async () => {
    const here = await place();
    await service.call("PATCH", `${flags}/${here.flagId}`, { body: { default_value: { value: true } } });
    const { effect } = await restored(await lastEntry(here), "?dry_run=true");
    expect(effect.lists.map(({ environment }: { environment: string }) => environment)).toEqual([
      "production",
      "staging",
      "development",
    ]);
    expect(effect.lists[0].changes).toMatchObject([{ from: true, to: false }]);
  });

  test("a dry run of a segment says who changes in the rules that it comes back to", async () => {
    const here = await place();
    const segment = await service.segment(here.projectId);
    await service.rule(here.flagId, { segment_id: segment.id });
    await service.call("DELETE", `${flags}/segments/${segment.id}`);
    const { effect } = await restored(await lastEntry(here), "?dry_run=true");
    expect(effect.lists).toMatchObject([{ flag_id: here.flagId, new_exposure: "yes" }]);
  });
});

describe("guard", () => {
  test("a guard refuses a restore that exposes somebody, and lets another pass", async () => {
    const here = await place();
    const rule = await service.rule(here.flagId, { conditions: pro });
    await service.call("PATCH", `${here.rules}/${rule.id}`, { body: { enabled: false } });
    const turnedOff = await lastEntry(here);
    await refused(turnedOff, 409, /Refused by guard: no_new_exposure/, "?guard=no_new_exposure");
    const { entry_id: id } = await restored(turnedOff);
    expect((await restore({ id }, "?guard=no_new_exposure")).status).toBe(200);
  });

  test("a guard refuses a flag whose rules would be new to somebody", async () => {
    const here = await place();
    await service.rule(here.flagId, { conditions: pro });
    await service.call("DELETE", `${flags}/${here.flagId}`);
    await refused(await lastEntry(here), 409, /Refused by guard/, "?guard=no_new_exposure");
  });
});
