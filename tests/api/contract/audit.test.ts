import { createHash, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";
import type { Answer } from "../../support/service";

const service = sharedService();
let actor: { id: string; key: string };

beforeAll(async () => {
  actor = await service.createKey();
});

const flags = "/api/v1/flags";

async function trailOf(project: Pick<Project, "id">, search = ""): Promise<AuditEntry[]> {
  const answer = await service.call("GET", `${flags}/audit?project_id=${project.id}${search}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

/**
 * Calls as `actor` under a request id of its own; returns the answer and the entries that the call made, oldest first.
 */
async function act(project: Project, method: string, path: string, body?: unknown) {
  const requestId = `test-${randomUUID()}`;
  const headers = { "x-request-id": requestId };
  const answer = await service.call(method, path, { key: actor.key, body, headers });
  expect(answer.status, answer.text).toBeLessThan(300);
  expect(answer.headers.get("x-request-id")).toBe(requestId);
  const entries = (await trailOf(project)).filter((entry) => entry.request_id === requestId).toReversed();
  for (const entry of entries) {
    expect(entry.actor).toEqual({ type: "api_key", id: actor.id, name: actor.key.slice(0, 12), display_name: "tests" });
    expect(entry.project_id).toBe(project.id);
    expect(Math.abs(Date.now() - Date.parse(entry.created_at))).toBeLessThan(60_000);
  }
  return { answer, entries: entries.map(({ action, before, after }) => ({ action, before, after })), full: entries };
}

test("each write to a project makes one entry with what was before and after it", async () => {
  const answer = await service.call("POST", `${flags}/projects`, { key: actor.key, body: { name: "Audited" } });
  const project: Project = answer.body.data;
  expect(await trailOf(project)).toMatchObject([{ action: "project.created", before: null, after: project }]);
  const updated = await act(project, "PATCH", `${flags}/projects/${project.id}`, { name: "Renamed" });
  expect(updated.entries).toEqual([{ action: "project.updated", before: project, after: updated.answer.body.data }]);
});

test("each write to a flag makes one entry with what was before and after it", async () => {
  const project = await service.project();
  const body = { project_id: project.id, key: "k", flag_type: "json", default_value: { value: { a: null } } };
  const created = await act(project, "POST", flags, body);
  const flag = created.answer.body.data;
  expect(created.entries).toEqual([{ action: "flag.created", before: null, after: flag }]);
  const updated = await act(project, "PATCH", `${flags}/${flag.id}`, { enabled: true });
  expect(updated.entries).toEqual([{ action: "flag.updated", before: flag, after: updated.answer.body.data }]);
  const deleted = await act(project, "DELETE", `${flags}/${flag.id}`);
  const before = { ...updated.answer.body.data, rules: [], expectations: [] };
  expect(deleted.entries).toEqual([{ action: "flag.deleted", before, after: null }]);
});

test("each write to a segment makes one entry with what was before and after it", async () => {
  const project = await service.project();
  const body = { project_id: project.id, name: "S", match_type: "all", rules: [] };
  const created = await act(project, "POST", `${flags}/segments`, body);
  const segment = created.answer.body.data;
  expect(created.entries).toEqual([{ action: "segment.created", before: null, after: segment }]);
  const updated = await act(project, "PATCH", `${flags}/segments/${segment.id}`, { match_type: "any" });
  expect(updated.entries).toEqual([{ action: "segment.updated", before: segment, after: updated.answer.body.data }]);
  const deleted = await act(project, "DELETE", `${flags}/segments/${segment.id}`);
  expect(deleted.entries).toEqual([{ action: "segment.deleted", before: updated.answer.body.data, after: null }]);
});

test("each write to a rule makes one entry, also when others stepped aside for it", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const rules = `${flags}/${flag.id}/rules`;
  await service.rule(flag);
  const body = { environment: "production", position: 1, conditions: [], value: true };
  const created = await act(project, "POST", rules, body);
  const rule = created.answer.body.data;
  expect(created.entries).toEqual([{ action: "rule.created", before: null, after: rule }]);
  const moved = await act(project, "PATCH", `${rules}/${rule.id}`, { position: 2 });
  expect(moved.entries).toEqual([{ action: "rule.updated", before: rule, after: moved.answer.body.data }]);
  const deleted = await act(project, "DELETE", `${rules}/${rule.id}`);
  expect(deleted.entries).toEqual([{ action: "rule.deleted", before: moved.answer.body.data, after: null }]);
});

test("an order is one entry with the order before and after, a copy one with the lists", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const made = [await service.rule(flag), await service.rule(flag)];
  const last = await service.rule(flag, { name: "Last" });
  const ids = [...made, last].map(({ id }) => id);
  const order = { environment: "production", rule_ids: [last.id, ...made.map(({ id }) => id)] };
  const ordered = await act(project, "PUT", `${flags}/${flag.id}/rules/order`, order);
  expect(ordered.entries).toEqual([
    {
      action: "rules.reordered",
      before: { environment: "production", rule_ids: ids },
      // Names, because the history is read when rules are renamed and gone.
      after: { ...order, moved: [{ rule_id: last.id, name: "Last" }] },
    },
  ]);
  const copy = { from: "production", to: "staging", mode: "append" };
  const copied = await act(project, "POST", `${flags}/${flag.id}/rules/copy`, copy);
  const rules = await service.rules(flag, "staging");
  expect(copied.answer.body.data).toEqual(rules);
  expect(copied.entries).toEqual([
    {
      action: "rules.copied",
      before: { environment: "staging", rules: [] },
      after: { environment: "staging", copied_from: "production", mode: "append", rules },
    },
  ]);
});

test("deleting a segment makes an entry for it and one for each rule that it changes", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const segment = await service.segment(project);
  const alone = await service.rule(flag, { segment_id: segment.id });
  const conditions = [{ attribute: "plan", operator: "exists", value: null }];
  const beside = await service.rule(flag, { segment_id: segment.id, conditions });
  const { full } = await act(project, "DELETE", `${flags}/segments/${segment.id}`);
  const [aloneAfter, besideAfter] = await service.rules(flag);
  expect(aloneAfter).toMatchObject({ segment_id: null, enabled: false });
  expect(besideAfter).toMatchObject({ segment_id: null, enabled: true });
  expect(full).toMatchObject([
    { action: "rule.segment_cleared_and_disabled", flag_id: flag.id, before: alone, after: aloneAfter },
    { action: "rule.segment_cleared", flag_id: flag.id, before: beside, after: besideAfter },
    { action: "segment.deleted", before: segment, after: null },
  ]);
});

test("an entry and its change commit together", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const rule = await service.rule(flag);
  const [row] = await service.stored.query<{ together: boolean }>(
    `SELECT rules.xmin::text = audit_entries.xmin::text AS together
     FROM rules JOIN audit_entries ON audit_entries.resource_id = rules.id WHERE rules.id = $1`,
    [rule.id],
  );
  expect(row?.together).toBe(true);
});

test("when the entry cannot be written, neither is the change", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const rule = await service.rule(flag);
  const segment = await service.segment(project);
  await service.stored.query("ALTER TABLE audit_entries ADD CONSTRAINT refuses CHECK (false) NOT VALID");
  try {
    const before = await service.stored.everything();
    const attempts: Promise<Answer>[] = [
      service.call("POST", `${flags}/projects`, { body: { name: "Unaudited" } }),
      service.call("PATCH", `${flags}/${flag.id}`, { body: { enabled: true } }),
      service.call("PATCH", `${flags}/${flag.id}/rules/${rule.id}`, { body: { position: 9 } }),
      service.call("DELETE", `${flags}/segments/${segment.id}`),
      service.call("DELETE", `${flags}/projects/${project.id}?confirm=${project.slug}`),
    ];
    for (const { status, body } of await Promise.all(attempts)) {
      expect([status, body]).toEqual([500, { error: "Internal server error" }]);
    }
    expect(await service.stored.everything()).toBe(before);
  } finally {
    await service.stored.query("ALTER TABLE audit_entries DROP CONSTRAINT refuses");
  }
});

test("what failed, and what changed nothing, makes no entry and raises no revision", async () => {
  const project = await service.project();
  const body = { name: "Same", description: null, tags: ["a"], default_value: { value: { b: 1, a: [0] } } };
  const flag = await service.flag(project, { flag_type: "json", ...body });
  const rule = await service.rule(flag, { value: 0, percentage: 5 });
  const segment = await service.segment(project);
  const path = `${flags}/${flag.id}`;
  const stale = { headers: { "if-match": '"stale"' } };
  const before = await service.stored.everything();
  const statuses = [
    await service.call("PATCH", path, { body: { ...body, enabled: false, scheduled_at: null } }),
    await service.call("PATCH", path, { body: {} }),
    await service.call("PATCH", `${path}/rules/${rule.id}`, { raw: '{"value": -0, "position": 1, "conditions": []}' }),
    await service.call("PATCH", `${flags}/segments/${segment.id}`, {
      body: { name: segment.name, rules: segment.rules },
    }),
    await service.call("PATCH", `${flags}/projects/${project.id}`, { body: { name: project.name, settings: {} } }),
    await service.call("POST", `${path}/rules/copy`, { body: { from: "staging", to: "development", mode: "replace" } }),
    await service.call("PATCH", path, { body: { enabled: "yes" } }),
    await service.call("PATCH", path, { body: { enabled: true }, ...stale }),
    await service.call("DELETE", `${path}/rules/${rule.id}`, stale),
    await service.call("POST", flags, { body: { project_id: project.id, key: flag.key, flag_type: "boolean" } }),
    await service.call("DELETE", `${flags}/projects/${project.id}?confirm=wrong`),
    await service.call("DELETE", `${flags}/segments/${randomUUID()}`),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 422, 412, 412, 409, 400, 404]);
  expect(await service.stored.everything()).toBe(before);
});

test("a change to nothing but the order of a value's keys is a change", async () => {
  const project = await service.project();
  const flag = await service.flag(project, { flag_type: "json", default_value: { value: { a: 1, b: 2 } } });
  const sent = await service.call("PATCH", `${flags}/${flag.id}`, {
    raw: '{"default_value": {"value": {"b": 2, "a": 1}}}',
  });
  expect(sent.text).toContain('"default_value":{"value":{"b":2,"a":1}}');
  expect((await trailOf(project))[0]?.action).toBe("flag.updated");
});

test("neither a key nor its hash is ever in the audit log", async () => {
  const { key, id } = await service.createKey();
  const project = await service.project();
  await service.call("PATCH", `${flags}/projects/${project.id}`, { key, body: { name: "By another" } });
  await service.revokeKey(id);
  const entries = await service.stored.query<{ text: string }>(
    "SELECT t::text AS text FROM audit_entries t WHERE actor_id = $1 OR resource_id::text = $1",
    [id],
  );
  expect(entries.length).toBe(3);
  const text = JSON.stringify(entries);
  const hash = createHash("sha256").update(key).digest();
  for (const secret of [key, key.slice(8), hash.toString("hex"), hash.toString("base64"), hash.toString("base64url")]) {
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/hash/i);
});

test("a deleted project leaves its audit log, and a filter that finds nothing in it is an empty list", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const deleted = await service.call("DELETE", `${flags}/projects/${project.id}?confirm=${project.slug}`);
  expect(deleted.status).toBe(204);
  expect(await trailOf(project)).toMatchObject([
    { action: "project.deleted", before: project, after: null },
    { action: "flag.created", after: flag },
    { action: "project.created" },
  ]);
  expect(await trailOf(project, "&actor=nobody")).toEqual([]);
  const never = await service.call("GET", `${flags}/audit?project_id=${randomUUID()}`);
  expect([never.status, never.body]).toEqual([404, { error: "Not found" }]);
});

test("the audit log of a flag has its rules, its order and its copies, and nothing of another flag", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const other = await service.flag(project);
  const [first, second] = [await service.rule(flag), await service.rule(flag), await service.rule(other)];
  const rule_ids = [second.id, first.id];
  await act(project, "PUT", `${flags}/${flag.id}/rules/order`, { environment: "production", rule_ids });
  await act(project, "POST", `${flags}/${flag.id}/rules/copy`, { from: "production", to: "staging", mode: "append" });
  const actions = async (id: string) => (await trailOf(project, `&resource_id=${id}`)).map(({ action }) => action);
  const made = ["rule.created", "rule.created", "flag.created"];
  expect(await actions(flag.id)).toEqual(["rules.copied", "rules.reordered", ...made]);
  expect(await actions(first.id)).toEqual(["rule.created"]);
  expect(await actions(other.id)).toEqual(["rule.created", "flag.created"]);
});

test("the audit log can be narrowed to one actor", async () => {
  const project = await service.project();
  await act(project, "PATCH", `${flags}/projects/${project.id}`, { name: "By the actor" });
  const byActor = await trailOf(project, `&actor=${actor.key.slice(0, 12)}`);
  expect(byActor.map(({ action }) => action)).toEqual(["project.updated"]);
});

test("a page of the audit log has 50 entries unless told otherwise, and pages give each entry once", async () => {
  const project = await service.project();
  for (let change = 0; change < 60; change += 1) {
    await service.call("PATCH", `${flags}/projects/${project.id}`, { body: { name: `Name ${change}` } });
  }
  const first = await service.call("GET", `${flags}/audit?project_id=${project.id}`);
  expect(first.body.data.length).toBe(50);
  const rest = await trailOf(project, `&cursor=${first.body.next_cursor}`);
  const names = [...first.body.data, ...rest].map(({ after }) => after.name);
  expect(names).toEqual([...Array.from({ length: 60 }, (_, change) => `Name ${59 - change}`), project.name]);
});

test("a page ends before it grows past 16 MiB, and shows one entry at least", async () => {
  const project = await service.project();
  const value = Array.from({ length: 100_000 }, (_, index) => `a-rather-long-user-identifier-${index}`);
  const rules = [{ key: "user_id", operator: "in", value }];
  const { id } = await service.segment(project, { rules });
  for (const name of ["A", "B", "C", "D"]) {
    expect((await service.call("PATCH", `${flags}/segments/${id}`, { body: { name } })).status).toBe(200);
  }
  const sizes: number[] = [];
  const actions: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const search = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: Answer = await service.call("GET", `${flags}/audit?project_id=${project.id}&limit=200${search}`);
    expect(page.body.data.length).toBeGreaterThan(0);
    sizes.push(page.text.length);
    actions.push(...page.body.data.map((entry: AuditEntry) => entry.action));
    cursor = page.body.next_cursor;
  }
  expect(actions).toEqual([...Array(4).fill("segment.updated"), "segment.created", "project.created"]);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(16.5 * 1024 * 1024);
});
