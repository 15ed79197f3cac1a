import { beforeAll, describe, expect, test } from "vitest";
import type { Change, ChangeEvent, Viewer } from "@/lib/contract/change";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { addMember, type Person, setUpAdmin } from "../support/people";
import { openStream } from "../support/sse";

let admin: Person;
let editor: Person;
let project: Project;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
  editor = await addMember(service, admin, "editor");
  project = await service.project();
});

interface Listening {
  /** The next change or viewers event. */
  next(event: "change"): Promise<ChangeEvent & { id: string }>;
  next(event: "viewers"): Promise<{ viewers: Viewer[]; id: string }>;
  close(): void;
}

/** Listens as a page of the dashboard does; the first event has been read. */
async function listen(who: Person, { of = project, query = "", headers = {} } = {}): Promise<Listening> {
  const stream = await openStream(`${service.url}/api/v1/flags/stream?project_id=${of.id}&include[]=changes${query}`, {
    cookie: who.cookie,
    ...headers,
  });
  expect(stream.status).toBe(200);
  return {
    close: stream.close,
    next: async (wanted: string) => {
      for (;;) {
        const event = await stream.next();
        if (event === undefined) throw new Error("The stream has ended");
        if (event.event === wanted) return { ...JSON.parse(event.data ?? ""), id: event.id };
      }
    },
  };
}

/** A stream that has said where it begins. */
async function listening(who: Person = editor, of = project): Promise<Listening> {
  const stream = await listen(who, { of });
  await stream.next("viewers");
  return stream;
}

const only = ({ changes }: ChangeEvent): Partial<Change>[] =>
  changes.map(({ resource_type, resource_id, flag_id, action }) => ({
    resource_type,
    ...(resource_id !== undefined && { resource_id }),
    ...(flag_id !== undefined && { flag_id }),
    action,
  }));

describe("stream of changes", () => {
  test("a stream of changes says which resource each write changed, and who did it", async () => {
    const flag = await service.flag(project);
    const segment = await service.segment(project);
    const rule = await service.rule(flag);
    const stream = await listening();
    const ofRule = { resource_type: "rule", resource_id: rule.id, flag_id: flag.id } as const;
    const writes: [string, string, object | undefined, Partial<Change>[]][] = [
      [
        "PATCH",
        `/flags/${flag.id}`,
        { enabled: true },
        [{ resource_type: "flag", resource_id: flag.id, flag_id: flag.id, action: "flag.updated" }],
      ],
      [
        "PATCH",
        `/flags/${flag.id}/rules/${rule.id}`,
        { segment_id: segment.id },
        [{ ...ofRule, action: "rule.updated" }],
      ],
      [
        "PATCH",
        `/flags/segments/${segment.id}`,
        { match_type: "any" },
        [{ resource_type: "segment", resource_id: segment.id, action: "segment.updated" }],
      ],
      [
        "DELETE",
        `/flags/segments/${segment.id}`,
        undefined,
        [
          { ...ofRule, action: "rule.segment_cleared_and_disabled" },
          { resource_type: "segment", resource_id: segment.id, action: "segment.deleted" },
        ],
      ],
      [
        "PATCH",
        `/flags/projects/${project.id}`,
        { name: "Renamed" },
        [{ resource_type: "project", resource_id: project.id, action: "project.updated" }],
      ],
    ];
    for (const [method, path, body, expected] of writes) {
      const sent = await admin.call(method, `/api/v1${path}`, body, { "x-request-id": `page-${method}-1` });
      expect(sent.status, path).toBeLessThan(300);
      const event = await stream.next("change");
      expect(event.is_complete).toBe(true);
      expect(only(event), path).toEqual(expected);
      for (const { actor, request_id } of event.changes) {
        expect(actor).toEqual({ type: "user", id: admin.id, name: "Ada" });
        expect(request_id).toBe(`page-${method}-1`);
      }
    }
    const created = await admin.call("POST", "/api/v1/flags/test-users", {
      project_id: project.id,
      name: "Mara",
      context: { plan: "pro" },
    });
    expect(only(await stream.next("change"))).toEqual([
      { resource_type: "test_user", resource_id: created.body.data.id, action: "test_user.created" },
    ]);
  });

  test("a stream of changes says to anybody that members or keys changed, and not which", async () => {
    const stream = await listening();
    const { body } = await admin.call("POST", "/api/v1/keys", { name: "Key", scopes: ["flags:read"] });
    const { changes } = await stream.next("change");
    expect(changes).toEqual([
      { resource_type: "api_key", action: "api_key.created", request_id: expect.any(String), at: expect.any(String) },
    ]);
    await admin.call("DELETE", `/api/v1/keys/${body.data.id}`);
    expect(only(await stream.next("change"))).toEqual([{ resource_type: "api_key", action: "api_key.revoked" }]);
  });

  test("a stream of changes says nothing of other projects, nor of writes that changed nothing", async () => {
    const stream = await listening();
    const elsewhere = await service.project();
    await service.flag(elsewhere);
    await admin.call("PATCH", `/api/v1/flags/projects/${project.id}`, { name: "" });
    const flag = await service.flag(project);
    expect(only(await stream.next("change"))).toMatchObject([{ resource_id: flag.id, action: "flag.created" }]);
  });

  test("a stream of changes tells who comes back what was missed, by Last-Event-ID", async () => {
    const before = await listening();
    const one = await service.flag(project);
    const { id } = await before.next("change");
    before.close();
    const two = await service.flag(project);
    const three = await service.flag(project);
    const after = await listen(editor, { headers: { "last-event-id": id } });
    const missed = await after.next("change");
    expect(missed.is_complete).toBe(true);
    expect(only(missed).map(({ resource_id }) => resource_id)).toEqual([two.id, three.id]);
    expect(one.id).not.toBe(two.id);
  });

  test("a stream of changes tells a new client of the seconds that it asks for", async () => {
    const flag = await service.flag(project);
    await (await listening()).close();
    const stream = await listen(editor, { query: "&past_seconds=1" });
    // It has begun to listen by now, and the flag was made within the second or the test took longer than that.
    const next = await service.flag(project);
    const told = [await stream.next("change")];
    while (!told.some(({ changes }) => changes.some(({ resource_id }) => resource_id === next.id))) {
      told.push(await stream.next("change"));
    }
    expect(flag.id).not.toBe(next.id);
  });

  test("a stream of changes does not know what a client from elsewhere or before a start missed", async () => {
    for (const headers of [
      { "last-event-id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff.1.1" },
      { "last-event-id": "12" },
      { "last-event-id": "since nonsense" },
    ]) {
      const stream = await listen(editor, { headers });
      expect(await stream.next("change"), headers["last-event-id"]).toMatchObject({ is_complete: false, changes: [] });
    }
    const stream = await listen(editor, { query: "&past_seconds=86400" });
    expect(await stream.next("change")).toMatchObject({ is_complete: false });
  });

  test("a stream of changes does not say which when one write changed more than a notice holds", async () => {
    const segment = await service.segment(project);
    const flag = await service.flag(project);
    for (let count = 0; count < 80; count += 1) await service.rule(flag, { segment_id: segment.id });
    const stream = await listening();
    await admin.call("DELETE", `/api/v1/flags/segments/${segment.id}`);
    expect(await stream.next("change")).toMatchObject({ is_complete: false, changes: [] });
  });

  test("a stream of changes needs the scope to read, a project that exists, and a valid number", async () => {
    const { key } = await service.createKey({ scopes: ["flags:evaluate"] });
    const get = async (query: string, as?: string) =>
      (await service.call("GET", `/api/v1/flags/stream?${query}`, as === undefined ? {} : { key: as })).status;
    expect(await get(`project_id=${project.id}&include[]=changes`, key)).toBe(403);
    expect(await get("project_id=00000000-0000-4000-8000-000000000000&include[]=changes")).toBe(404);
    const limited = await service.createKey({ scopes: ["flags:read"], projectSlugs: ["first", project.slug] });
    expect(await get("include[]=changes", limited.key)).toBe(403);
    for (const bad of ["include[]=all", "include[]=changes&past_seconds=-1", "include[]=changes&past_seconds=86401"]) {
      expect(await get(`project_id=${project.id}&${bad}`), bad).toBe(400);
    }
  });

  test("a stream of changes without a project is of the installation: its projects, keys and members", async () => {
    const stream = await openStream(`${service.url}/api/v1/flags/stream?include[]=changes`, { cookie: editor.cookie });
    await stream.next();
    await service.flag(project);
    const another = await service.project();
    const { data } = (await stream.next()) ?? {};
    expect(only(JSON.parse(data ?? ""))).toEqual([
      { resource_type: "project", resource_id: another.id, action: "project.created" },
    ]);
    const { body } = await admin.call("POST", "/api/v1/keys", { name: "Key", scopes: ["flags:read"] });
    expect(JSON.parse((await stream.next())?.data ?? "").changes).toMatchObject([{ action: "api_key.created" }]);
    await admin.call("DELETE", `/api/v1/keys/${body.data.id}`);
  });

  test("a stream of changes ends with its project", async () => {
    const short = await service.project();
    const stream = await listening(editor, short);
    await admin.call("DELETE", `/api/v1/flags/projects/${short.id}?confirm=${short.slug}`);
    await expect(stream.next("change")).rejects.toThrow("The stream has ended");
  });
});

describe("who looks at a flag", () => {
  const flagId = "2b7e1516-28ae-4d2a-abf7-158809cf4f3c";
  const look = (who: Person, fields: object = {}) =>
    who.call("POST", "/api/v1/flags/viewers", {
      project_id: project.id,
      client_id: `page-of-${who.id}`,
      flag_id: flagId,
      ...fields,
    });

  test("who looks at a flag is told to whoever listens, at once and when it changes, each member once", async () => {
    const stream = await listening();
    expect((await look(admin)).status).toBe(204);
    const expected = { flag_id: flagId, member_id: admin.id, name: "Ada" };
    expect((await stream.next("viewers")).viewers).toEqual([expected]);
    await look(admin, { client_id: "another-page" });
    await look(editor);
    const both = [expected, { flag_id: flagId, member_id: editor.id, name: expect.any(String) }];
    expect((await stream.next("viewers")).viewers).toEqual(both);
    expect((await (await listen(editor)).next("viewers")).viewers).toEqual(both);
    await look(admin, { flag_id: null });
    await look(editor, { flag_id: null });
    expect((await stream.next("viewers")).viewers).toEqual([expected]);
    await look(admin, { client_id: "another-page", flag_id: null });
    expect((await stream.next("viewers")).viewers).toEqual([]);
  });

  test("who looks at a flag is for members only, and for projects that there are", async () => {
    const body = { project_id: project.id, client_id: "page-of-a-key", flag_id: flagId };
    expect((await service.call("POST", "/api/v1/flags/viewers", { body })).status).toBe(403);
    expect((await look(admin, { project_id: "00000000-0000-4000-8000-000000000000" })).status).toBe(404);
    expect((await look(admin, { client_id: "x y" })).status).toBe(422);
    const viewer = await addMember(service, admin, "viewer");
    expect((await look(viewer)).status).toBe(204);
    await look(viewer, { flag_id: null });
  });
});
