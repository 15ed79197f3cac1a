import { beforeAll, describe, expect, test } from "vitest";
import { ownService } from "../support/api-service";
import { addMember, fromPage, PASSWORD, type Person, setUpAdmin, tokenIn } from "../support/people";

let admin: Person;
let editor: Person;
let viewer: Person;
let projectId: string;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
  editor = await addMember(service, admin, "editor");
  viewer = await addMember(service, admin, "viewer");
  projectId = (await admin.call("GET", "/api/v1/flags/projects")).body.data[0].id;
});

const INSUFFICIENT = { error: "Insufficient scope" };

describe("role", () => {
  test("a role is what /me says, with what it may do", async () => {
    expect((await viewer.call("GET", "/api/v1/me")).body.data).toMatchObject({
      type: "user",
      email: viewer.email,
      role: "viewer",
      scopes: ["flags:read"],
      project_ids: null,
    });
    expect((await admin.call("GET", "/api/v1/me")).body.data).toMatchObject({ role: "admin", scopes: ["flags:write"] });
  });

  test("a role of a viewer reads and writes nothing", async () => {
    expect((await viewer.call("GET", `/api/v1/flags?project_id=${projectId}`)).status).toBe(200);
    const flag = { project_id: projectId, key: "viewers", name: "x", flag_type: "boolean", default_value: false };
    const refused = await viewer.call("POST", "/api/v1/flags", flag);
    expect([refused.status, refused.body]).toEqual([403, INSUFFICIENT]);
  });

  test("a role of an editor writes flags, and neither projects, keys nor members", async () => {
    const flag = { project_id: projectId, key: "editors", name: "x", flag_type: "boolean", default_value: false };
    expect((await editor.call("POST", "/api/v1/flags", flag)).status).toBe(201);
    const refused = [
      await editor.call("POST", "/api/v1/flags/projects", { name: "x" }),
      await editor.call("PATCH", `/api/v1/flags/projects/${projectId}`, { name: "x" }),
      await editor.call("DELETE", `/api/v1/flags/projects/${projectId}?confirm=first`),
      await editor.call("GET", "/api/v1/keys"),
      await editor.call("POST", "/api/v1/keys", { name: "x", scopes: ["flags:write"] }),
      await editor.call("GET", "/api/v1/members"),
      await editor.call("PATCH", `/api/v1/members/${editor.id}`, { role: "admin" }),
      await editor.call("POST", `/api/v1/members/${admin.id}/invitation`, {}),
    ];
    for (const { status, body } of refused) expect([status, body]).toEqual([403, INSUFFICIENT]);
  });

  test("a role of an admin makes projects", async () => {
    expect((await admin.call("POST", "/api/v1/flags/projects", { name: "Second" })).status).toBe(201);
  });

  test("a role counts from the next request on when it changes", async () => {
    const member = await addMember(service, admin, "editor");
    const body = { project_id: projectId, name: member.id, context: {} };
    expect((await member.call("POST", "/api/v1/flags/test-users", body)).status).toBe(201);
    await admin.call("PATCH", `/api/v1/members/${member.id}`, { role: "viewer" });
    expect((await member.call("POST", "/api/v1/flags/test-users", body)).status).toBe(403);
    await admin.call("DELETE", `/api/v1/members/${member.id}`);
    expect((await member.call("GET", "/api/v1/me")).status).toBe(401);
  });
});

describe("keys and members", () => {
  test("keys and members are closed to every key, whatever its scopes", async () => {
    for (const [method, path, body] of [
      ["GET", "/api/v1/keys"],
      ["POST", "/api/v1/keys", { name: "x", scopes: ["flags:write"] }],
      ["GET", "/api/v1/members"],
      ["POST", "/api/v1/members", { name: "x", email: "x@example.com", role: "admin" }],
    ] as const) {
      const answer = await service.call(method, path, body && { body });
      expect([answer.status, answer.body]).toEqual([403, INSUFFICIENT]);
    }
  });

  test("a key is in the answer that makes it and nowhere else", async () => {
    const expires = "2099-01-31T12:00:00Z";
    const body = { name: "CI", scopes: ["flags:read"], project_ids: [projectId], expires_at: expires };
    const made = await admin.call("POST", "/api/v1/keys", body);
    expect(made.status).toBe(201);
    const { key, ...shown } = made.body.data;
    expect(key).toMatch(/^kr_live_[A-Za-z0-9_-]{43}$/);
    expect(shown).toMatchObject({
      name: "CI",
      key_prefix: key.slice(0, 12),
      project_ids: [projectId],
      expires_at: expires,
    });

    const list = await admin.call("GET", "/api/v1/keys");
    expect(list.body.data).toContainEqual(shown);
    expect(list.text).not.toContain(key);
    expect((await service.call("GET", `/api/v1/flags?project_id=${projectId}`, { key })).status).toBe(200);
  });

  test("a key that is revoked stops at once and stays in the list", async () => {
    const { id, key } = (await admin.call("POST", "/api/v1/keys", { name: "x", scopes: ["flags:read"] })).body.data;
    expect((await service.call("GET", "/api/v1/me", { key })).status).toBe(200);
    expect((await admin.call("DELETE", `/api/v1/keys/${id}`)).status).toBe(204);
    await expect.poll(async () => (await service.call("GET", "/api/v1/me", { key })).status).toBe(401);
    const list = await admin.call("GET", "/api/v1/keys");
    expect(list.body.data.find((listed: { id: string }) => listed.id === id).revoked_at).not.toBeNull();
    expect((await admin.call("DELETE", "/api/v1/keys/nonsense")).status).toBe(404);
  });

  test("a key that is renewed is in that answer alone, and both are listed with their state", async () => {
    const { id } = (await admin.call("POST", "/api/v1/keys", { name: "CI", scopes: ["flags:read"] })).body.data;
    const renewed = await admin.call("POST", `/api/v1/keys/${id}/rotate`, { overlap_hours: 1 });
    expect(renewed.status).toBe(201);
    const { key, ...shown } = renewed.body.data;
    expect((await service.call("GET", "/api/v1/me", { key })).status).toBe(200);
    const list = await admin.call("GET", "/api/v1/keys");
    expect(list.text).not.toContain(key);
    const old = list.body.data.find((listed: { id: string }) => listed.id === id);
    const taken = list.body.data.find((listed: { id: string }) => listed.id === shown.id);
    expect([old.replaces, old.replaced_at, taken.replaces]).toEqual([null, expect.any(String), id]);
    const bad = await admin.call("POST", `/api/v1/keys/${id}/rotate`, { overlap_hours: 721 });
    expect([bad.status, Object.keys(bad.body.details)]).toEqual([422, ["overlap_hours"]]);
    expect((await admin.call("POST", "/api/v1/keys/nonsense/rotate", {})).status).toBe(404);
  });

  test("a key that does not fit is refused with every reason", async () => {
    const body = { name: " ", scopes: [], project_ids: [], expires_at: "tomorrow" };
    const answer = await admin.call("POST", "/api/v1/keys", body);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.details).sort()).toEqual(["expires_at", "name", "project_ids", "scopes"]);
    const unknown = { name: "x", scopes: ["flags:read"], project_ids: ["00000000-0000-4000-8000-000000000000"] };
    expect((await admin.call("POST", "/api/v1/keys", unknown)).status).toBe(422);
    const past = { name: "x", scopes: ["flags:read"], expires_at: "2020-01-01T00:00:00Z" };
    expect((await admin.call("POST", "/api/v1/keys", past)).body.details).toEqual({
      expires_at: ["Must be in the future"],
    });
  });
});

describe("invitation", () => {
  const invite = (email: string) => admin.call("POST", "/api/v1/members", { name: "New", email, role: "viewer" });
  const accept = (path: string, password = PASSWORD) =>
    fromPage(service, "/api/auth/invitation", { token: tokenIn(path), password });

  test("an invitation is good once, and makes an invited member an active one", async () => {
    const invited = (await invite("new@example.com")).body.data;
    expect(invited.status).toBe("invited");
    expect((await accept(invited.invitation.path)).status).toBe(204);
    expect((await accept(invited.invitation.path)).status).toBe(403);
    const member = await admin.call("GET", `/api/v1/members/${invited.id}`);
    expect(member.body.data.status).toBe("active");
    expect((await admin.call("GET", "/api/v1/members")).text).not.toContain("token");
  });

  test("an invitation made anew, ends the one before, and the sessions of whoever it replaces", async () => {
    const invited = (await invite("again@example.com")).body.data;
    const second = await admin.call("POST", `/api/v1/members/${invited.id}/invitation`);
    expect(second.status).toBe(201);
    expect((await accept(invited.invitation.path)).status).toBe(403);
    const first = (await accept(second.body.data.path)).headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const third = await admin.call("POST", `/api/v1/members/${invited.id}/invitation`);
    await accept(third.body.data.path, "a new password");
    expect((await service.call("GET", "/api/v1/me", { key: null, headers: { cookie: first } })).status).toBe(401);
  });

  test("an invitation that is used ends the others that were made at the same time", async () => {
    const { id } = await addMember(service, admin, "viewer");
    const made = await Promise.all(
      Array.from({ length: 5 }, () => admin.call("POST", `/api/v1/members/${id}/invitation`)),
    );
    const statuses: number[] = [];
    for (const { body } of made) {
      const token = tokenIn(body.data.path);
      const accepted = await fromPage(service, "/api/auth/invitation", { token, password: PASSWORD });
      statuses.push(accepted.status);
    }
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  });

  test("an invitation to an address that is taken, in whatever capitals, is a conflict", async () => {
    const answer = await invite(editor.email.toUpperCase());
    expect([answer.status, answer.body.details]).toEqual([409, { email: ["Is taken"] }]);
  });
});

describe("last admin", () => {
  const REFUSED = { error: "The last admin can be neither removed nor given another role" };

  test("the last admin stays one, while an admin who was only invited does not count", async () => {
    const invited = await admin.call("POST", "/api/v1/members", {
      name: "x",
      email: "idle@example.com",
      role: "admin",
    });
    const demoted = await admin.call("PATCH", `/api/v1/members/${admin.id}`, { role: "editor" });
    const removed = await admin.call("DELETE", `/api/v1/members/${admin.id}`);
    expect([demoted.status, demoted.body]).toEqual([409, REFUSED]);
    expect([removed.status, removed.body]).toEqual([409, REFUSED]);
    await admin.call("DELETE", `/api/v1/members/${invited.body.data.id}`);
  });

  test("the last admin is left when two demote each other at once", async () => {
    const other = await addMember(service, admin, "admin");
    const answers = await Promise.all([
      admin.call("PATCH", `/api/v1/members/${other.id}`, { role: "editor" }),
      other.call("PATCH", `/api/v1/members/${admin.id}`, { role: "editor" }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    if (answers[1].status === 200) {
      await other.call("PATCH", `/api/v1/members/${admin.id}`, { role: "admin" });
    }
    expect((await admin.call("GET", "/api/v1/me")).body.data.role).toBe("admin");
  });
});

describe("members", () => {
  test("members come in pages, and a stale change is refused", async () => {
    const whole = (await admin.call("GET", "/api/v1/members")).body.data;
    const first = (await admin.call("GET", "/api/v1/members?limit=2")).body;
    const second = (await admin.call("GET", `/api/v1/members?limit=2&cursor=${first.next_cursor}`)).body;
    expect([...first.data, ...second.data]).toEqual(whole.slice(0, 4));

    const stale = await admin.call("PATCH", `/api/v1/members/${viewer.id}`, { name: "x" }, { "if-match": '"old"' });
    expect(stale.status).toBe(412);
    expect(stale.body.current.id).toBe(viewer.id);
  });
});

describe("test users", () => {
  const make = (name: string, context: unknown = { plan: "pro" }) =>
    editor.call("POST", "/api/v1/flags/test-users", { project_id: projectId, name, context });

  test("test users are kept as they were sent, changed, listed and deleted, with their history", async () => {
    const context = { user_id: "ada", company: { plan: "pro" }, roles: ["a", "b"], age: 42, beta: true, none: null };
    const made = (await make("Ada", context)).body.data;
    expect(made).toMatchObject({ project_id: projectId, name: "Ada", context });
    const path = `/api/v1/flags/test-users/${made.id}`;
    const changed = (await editor.call("PATCH", path, { context: { plan: "free" } })).body.data;
    expect(changed).toMatchObject({ name: "Ada", context: { plan: "free" } });
    expect((await viewer.call("GET", path)).body.data).toEqual(changed);
    const list = await viewer.call("GET", `/api/v1/flags/test-users?project_id=${projectId}`);
    expect(list.body.data).toContainEqual(changed);
    expect((await viewer.call("DELETE", path)).status).toBe(403);
    expect((await editor.call("DELETE", path)).status).toBe(204);
    expect((await editor.call("GET", path)).status).toBe(404);
    const history = await viewer.call("GET", `/api/v1/flags/audit?project_id=${projectId}&resource_id=${made.id}`);
    expect(history.body.data.map(({ action }: { action: string }) => action)).toEqual([
      "test_user.deleted",
      "test_user.updated",
      "test_user.created",
    ]);
  });

  test("test users of another project are not a limited key's", async () => {
    const other = (await admin.call("POST", "/api/v1/flags/projects", { name: "Other", slug: "other" })).body.data;
    const limited = await service.createKey({ projectSlugs: ["other"] });
    const { id } = (await make("Mine")).body.data;
    const forbidden = [403, { error: "Forbidden" }];
    for (const [method, path] of [
      ["GET", `/api/v1/flags/test-users/${id}`],
      ["DELETE", `/api/v1/flags/test-users/${id}`],
      ["GET", `/api/v1/flags/test-users?project_id=${projectId}`],
    ] as const) {
      const answer = await service.call(method, path, { key: limited.key });
      expect([answer.status, answer.body]).toEqual(forbidden);
    }
    expect(
      (await service.call("GET", `/api/v1/flags/test-users?project_id=${other.id}`, { key: limited.key })).body,
    ).toEqual({ data: [] });
  });

  test("test users do not make evaluation ask again", async () => {
    const { getDb } = await import("@/lib/server/db/client");
    const revision = async () =>
      (await getDb().prisma.project.findUniqueOrThrow({ where: { id: projectId } })).revision;
    const before = await revision();
    await make("Quiet");
    expect(await revision()).toBe(before);
  });

  test("test users have one name each, and a context that is bounded", async () => {
    await make("Twice");
    expect((await make("Twice")).status).toBe(409);
    let deep: unknown = 1;
    for (let level = 0; level < 40; level += 1) deep = { deep };
    for (const context of [[], null, "x", { text: "x".repeat(70_000) }, { text: "\0" }, { deep }]) {
      const answer = await make(`Bad ${JSON.stringify(context).slice(0, 5)}`, context);
      expect([answer.status, Object.keys(answer.body.details)[0]]).toEqual([422, "context"]);
    }
  });
});
