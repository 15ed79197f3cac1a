import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { AuditEntry } from "@/lib/contract/audit";
import { ownService } from "../support/api-service";
import { addMember, type Person, setUpAdmin } from "../support/people";

let admin: Person;
const flags = "/api/v1/flags";
const why = "Ticket 42: nobody could sign in & pay";
const withWhy = `comment=${encodeURIComponent(why)}`;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
});

async function historyOf(projectId: string, search = ""): Promise<AuditEntry[]> {
  const answer = await service.call("GET", `${flags}/audit?project_id=${projectId}${search}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

/** Who may ask could learn people's attributes from many answers: it needs the right to write, and writes nothing. */
const ASKING = "POST /api/v1/flags/projects/[project_id]/audience";

describe("comment", () => {
  test("a comment is taken by every route that writes", async () => {
    const { loadRoutes } = await import("@/lib/server/http/route-table");
    const routes = await loadRoutes(fileURLToPath(new URL("../../app", import.meta.url)));
    const writes = routes.flatMap(({ path, handlers }) =>
      Object.entries(handlers).flatMap(([method, route]) =>
        method !== "GET" && "definition" in route && route.definition.scope === "flags:write"
          ? [{ route: `${method} ${path}`, query: route.definition.query }]
          : [],
      ),
    );
    expect(writes.length).toBeGreaterThan(20);
    const deaf = writes.filter(({ query }) => !(query instanceof z.ZodObject && "comment" in query.shape));
    expect(deaf.map(({ route }) => route)).toEqual([ASKING]);
  });

  test("a comment stands in the entries of every kind of write, and in no entry of a write without one", async () => {
    const project = await service.project();
    const flag = await service.flag(project);
    const rule = await service.rule(flag);
    const segment = await service.segment(project);
    const before = await historyOf(project.id);
    expect(before.filter((entry) => "comment" in entry)).toEqual([]);

    const rules = `${flags}/${flag.id}/rules`;
    const testUser = { project_id: project.id, name: "Ada", context: { plan: "pro" } };
    const writes: [string, string, object?][] = [
      ["POST", flags, { project_id: project.id, key: "new", flag_type: "boolean" }],
      ["PATCH", `${flags}/${flag.id}`, { enabled: true }],
      ["POST", rules, { environment: "production", position: 1, conditions: [], value: true, segment_id: segment.id }],
      ["PATCH", `${rules}/${rule.id}`, { percentage: 5 }],
      ["POST", `${rules}/copy`, { from: "production", to: "staging", mode: "append" }],
      ["PATCH", `${flags}/segments/${segment.id}`, { name: "Renamed" }],
      ["DELETE", `${flags}/segments/${segment.id}`],
      ["DELETE", `${rules}/${rule.id}`],
      ["POST", `${flags}/segments`, { project_id: project.id, name: "New", rules: [], match_type: "all" }],
      ["POST", `${flags}/test-users`, testUser],
      ["PATCH", `${flags}/projects/${project.id}`, { name: "Renamed" }],
      ["DELETE", `${flags}/${flag.id}`],
    ];
    for (const [method, path, body] of writes) {
      const answer = await service.call(method, `${path}?${withWhy}`, body === undefined ? {} : { body });
      expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    }
    const confirmed = `${flags}/projects/${project.id}?confirm=${project.slug}&${withWhy}`;
    expect((await service.call("DELETE", confirmed)).status).toBe(204);

    const made = (await historyOf(project.id)).slice(0, -before.length);
    // Deleting the project is one; deleting the segment made two more, for the rule that used it and its copy.
    expect(made.length).toBe(writes.length + 3);
    expect(new Set(made.map(({ comment }) => comment))).toEqual(new Set([why]));
  });

  test("a comment is kept with what is done to keys and members, too", async () => {
    const key = await admin.call("POST", `/api/v1/keys?${withWhy}`, { name: "CI", scopes: ["flags:read"] });
    await admin.call("DELETE", `/api/v1/keys/${key.body.data.key_id ?? key.body.data.id}?${withWhy}`);
    const member = { name: "Bob", email: "bob@example.com", role: "viewer" };
    const { body } = await admin.call("POST", `/api/v1/members?${withWhy}`, member);
    const path = `/api/v1/members/${body.data.id}`;
    await admin.call("POST", `${path}/invitation?${withWhy}`);
    await admin.call("PATCH", `${path}?${withWhy}`, { role: "editor" });
    await admin.call("DELETE", `${path}?${withWhy}`);
    const entries = await service.stored.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE comment = '${why}' AND project_id IS NULL ORDER BY sequence`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      "api_key.created",
      "api_key.revoked",
      "member.created",
      "member.invited",
      "member.updated",
      "member.deleted",
    ]);
  });

  test("a comment that is blank, too long, repeated or not storable is refused, and nothing is written", async () => {
    const project = await service.project();
    const flag = await service.flag(project);
    const before = await service.stored.everything();
    for (const search of [
      "comment=",
      "comment=%20",
      `comment=${"x".repeat(501)}`,
      "comment=a&comment=b",
      "comment=%00",
    ]) {
      const answer = await service.call("PATCH", `${flags}/${flag.id}?${search}`, { body: { enabled: true } });
      expect([search, answer.status]).toEqual([search, 400]);
      expect(answer.body.error).toMatch(/comment/);
    }
    expect(await service.stored.everything()).toBe(before);
    const longest = await service.call("PATCH", `${flags}/${flag.id}?comment=${"x".repeat(500)}`, {
      body: { enabled: true },
    });
    expect(longest.status).toBe(200);
  });
});

test("an entry says what people call its actor now, as long as there is one", async () => {
  const project = await service.project();
  const editor = await addMember(service, admin, "editor");
  const key = await service.createKey({ name: "Deploy job" });
  const path = `${flags}/${(await service.flag(project)).id}`;
  await editor.call("PATCH", path, { name: "By a person" });
  await service.call("PATCH", path, { key: key.key, body: { name: "By a key" } });
  const [byKey, byPerson] = await historyOf(project.id);
  expect(byKey?.actor).toMatchObject({ type: "api_key", display_name: "Deploy job" });
  expect(byPerson?.actor).toMatchObject({ name: editor.email, display_name: expect.stringMatching(/^editor/) });

  await admin.call("PATCH", `/api/v1/members/${editor.id}`, { name: "Grace" });
  expect((await historyOf(project.id))[1]?.actor.display_name).toBe("Grace");
  await admin.call("DELETE", `/api/v1/members/${editor.id}`);
  const gone = (await historyOf(project.id))[1]?.actor;
  expect(gone).toEqual({ type: "user", id: editor.id, name: editor.email });
});

test("the history can be narrowed to what can have changed one environment", async () => {
  const project = await service.project();
  const flag = await service.flag(project);
  const first = await service.rule(flag);
  const second = await service.rule(flag, { environment: "staging" });
  const testUser = { project_id: project.id, name: "Ada", context: {} };
  await service.call("POST", `${flags}/test-users`, { body: testUser });
  const copy = { from: "production", to: "development", mode: "append" };
  await service.call("POST", `${flags}/${flag.id}/rules/copy`, { body: copy });
  const told = async (environment: string) =>
    (await historyOf(project.id, `&environment=${environment}`)).map((entry) => [
      entry.action,
      entry.environment ?? null,
      entry.resource_type === "rule" ? entry.resource_id : null,
    ]);
  const ofAll = [
    ["flag.created", null, null],
    ["project.created", null, null],
  ];
  expect(await told("production")).toEqual([["rule.created", "production", first.id], ...ofAll]);
  expect(await told("staging")).toEqual([["rule.created", "staging", second.id], ...ofAll]);
  expect(await told("development")).toEqual([["rules.copied", "development", null], ...ofAll]);
  expect(await told("gone-since")).toEqual(ofAll);
  const wrong = await service.call("GET", `${flags}/audit?project_id=${project.id}&environment=Not%20One`);
  expect(wrong.status).toBe(400);
});
