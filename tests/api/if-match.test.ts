import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { addMember, type Person, setUpAdmin } from "../support/people";

const API = "/api/v1";
const STALE = '"c3RhbGU"';

let admin: Person;

const service = ownService();

beforeAll(async () => {
  admin = await setUpAdmin(service);
});

interface Edit {
  /** Where what is edited is read. */
  read: string;
  path?: string;
  body?: object;
}

const projectEdit = async (edit: (project: Project) => Promise<Edit> | Edit): Promise<Edit> =>
  edit(await service.project());

const memberPath = async () => `${API}/members/${(await addMember(service, admin, "editor")).id}`;
const testUserPath = () =>
  projectEdit(async ({ id }) => {
    const body = { project_id: id, name: "Mara", context: { plan: "pro" } };
    const { data } = (await admin.call("POST", `${API}/flags/test-users`, body)).body;
    return { read: `${API}/flags/test-users/${data.id}` };
  });
const rulePath = () =>
  projectEdit(async (project) => {
    const rule = await service.rule(await service.flag(project));
    return { read: `${API}/flags/${rule.flag_id}/rules/${rule.id}` };
  });

/** Every route that edits or deletes what somebody may have read before, with an edit that is possible. */
const edits: Record<string, () => Promise<Edit>> = {
  "PATCH /flags/[flag_id]": () =>
    projectEdit(async (project) => ({
      read: `${API}/flags/${(await service.flag(project)).id}`,
      body: { enabled: true },
    })),
  "DELETE /flags/[flag_id]": () =>
    projectEdit(async (project) => ({ read: `${API}/flags/${(await service.flag(project)).id}` })),
  "PATCH /flags/[flag_id]/rules/[rule_id]": async () => ({ ...(await rulePath()), body: { percentage: 10 } }),
  "DELETE /flags/[flag_id]/rules/[rule_id]": rulePath,
  "PUT /flags/[flag_id]/rules/order": () =>
    projectEdit(async (project) => {
      const flag = await service.flag(project);
      const ids = [(await service.rule(flag)).id, (await service.rule(flag)).id];
      const read = `${API}/flags/${flag.id}/rules`;
      return { read, path: `${read}/order`, body: { environment: "production", rule_ids: ids.reverse() } };
    }),
  "PATCH /flags/segments/[segment_id]": () =>
    projectEdit(async (project) => ({
      read: `${API}/flags/segments/${(await service.segment(project)).id}`,
      body: { name: "Changed" },
    })),
  "DELETE /flags/segments/[segment_id]": () =>
    projectEdit(async (project) => ({ read: `${API}/flags/segments/${(await service.segment(project)).id}` })),
  "PATCH /flags/projects/[project_id]": () =>
    projectEdit(({ id }) => ({ read: `${API}/flags/projects/${id}`, body: { name: "Changed" } })),
  "DELETE /flags/projects/[project_id]": () =>
    projectEdit(({ id, slug }) => ({
      read: `${API}/flags/projects/${id}`,
      path: `${API}/flags/projects/${id}?confirm=${slug}`,
    })),
  "PATCH /flags/[flag_id]/environments/[environment]": () =>
    projectEdit(async (project) => {
      const read = `${API}/flags/${(await service.flag(project)).id}`;
      return { read, path: `${read}/environments/production`, body: { default_value: { value: true } } };
    }),
  "PATCH /flags/projects/[project_id]/environments/[environment]": () =>
    projectEdit(({ id }) => ({
      read: `${API}/flags/projects/${id}/environments/production`,
      body: { title: "Changed" },
    })),
  "DELETE /flags/projects/[project_id]/environments/[environment]": () =>
    projectEdit(({ id }) => ({ read: `${API}/flags/projects/${id}/environments/development` })),
  "PATCH /flags/test-users/[test_user_id]": async () => ({ ...(await testUserPath()), body: { name: "Changed" } }),
  "DELETE /flags/test-users/[test_user_id]": testUserPath,
  "PATCH /members/[member_id]": async () => ({ read: await memberPath(), body: { role: "viewer" } }),
  "DELETE /members/[member_id]": async () => ({ read: await memberPath() }),
};

/** A key that leaked is revoked whatever else has become of it. */
const unconditional = ["DELETE /keys/[key_id]"];

test("every route that edits or deletes is tried here", async () => {
  const { loadRoutes } = await import("@/lib/server/http/route-table");
  const routes = await loadRoutes(fileURLToPath(new URL("../../app", import.meta.url)));
  const editing = routes.flatMap(({ path, handlers }) =>
    (["PATCH", "PUT", "DELETE"] as const)
      .filter((method) => path.startsWith(API) && handlers[method] !== undefined)
      .map((method) => `${method} ${path.slice(API.length)}`),
  );
  expect(editing.sort()).toEqual([...Object.keys(edits), ...unconditional].sort());
});

test.each(Object.keys(edits))(
  "%s on a stale tag is 412 with what there is now and its tag, by which it then is done",
  async (route) => {
    const make = edits[route];
    if (make === undefined) throw new Error("It is a row of the table");
    const { read, path = read, body } = await make();
    const [method = ""] = route.split(" ");
    const before = await admin.call("GET", read);

    const refused = await admin.call(method, path, body, { "if-match": STALE });
    expect(refused.status).toBe(412);
    expect(refused.body).toEqual({ error: expect.any(String), current: before.body.data });
    const tag = refused.headers.get("etag") ?? "";
    expect(tag).toBe(before.headers.get("etag"));
    expect((await admin.call("GET", read)).body).toEqual(before.body);

    const done = await admin.call(method, path, body, { "if-match": tag });
    expect(done.status).toBe(method === "DELETE" ? 204 : 200);
    expect((await admin.call("GET", read)).headers.get("etag")).not.toBe(tag);
  },
);
