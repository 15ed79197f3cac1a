import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MemberRole, memberRoles, type Role, roles } from "@/lib/contract/roles";
import { ownService } from "../support/api-service";
import { addMember, type Person, setUpAdmin } from "../support/people";
import { openStream } from "../support/sse";
import { FORBIDDEN, INSUFFICIENT, makeFixture, said, sendRow } from "./contract/authorization-requests";
import { type Fixture, type Row, rows } from "./contract/authorization-rows";

const service = ownService();

let admin: Person;
let member: Person;
/** The member's role is named in one of them. */
let named: Fixture;
let other: Fixture;

beforeAll(async () => {
  admin = await setUpAdmin(service);
  member = await addMember(service, admin, "viewer");
  [named, other] = [await makeFixture(service), await makeFixture(service)];
});

interface Roles {
  everywhere: MemberRole;
  here: Role | undefined;
  /** Production is protected in the named project, and the member may not change that. */
  isHeldBack?: boolean;
}

const mayWrite = (role: MemberRole | undefined) => role === "editor" || role === "admin";

/** The row makes a key, for the project of its fixture. */
const isOfKey = ({ request }: Row): boolean => "project_ids" in (request(named).body ?? {});

/** What a member must be told; undefined: they are let in. Written from the contract, and not from the code. */
function refusal(row: Row, { everywhere, here, isHeldBack = false }: Roles, isNamed: boolean) {
  if (everywhere === "admin") return undefined;
  const role = isNamed ? (here ?? everywhere) : everywhere;
  if (row.scope === "flags:write" && !mayWrite(everywhere) && !mayWrite(here)) return INSUFFICIENT;
  if (row.isForProjectAdmins && here === "admin") return isOfKey(row) && !isNamed ? FORBIDDEN : undefined;
  if (row.isForPeople && !row.isForMembers) return INSUFFICIENT;
  if (row.isForAdmins && here !== "admin") return INSUFFICIENT;
  const isOfNoProject = row.elsewhere !== undefined;
  if (isOfNoProject) return undefined;
  if (row.limited === 403) return everywhere === "none" ? FORBIDDEN : INSUFFICIENT;
  if (role === "none") return FORBIDDEN;
  if (row.isForAdmins && role !== "admin") return INSUFFICIENT;
  if (row.scope === "flags:write" && !mayWrite(role)) return INSUFFICIENT;
  const { reach = ["production"], changes = reach } = row;
  const isProtected = isNamed && row.scope === "flags:write" && changes.includes("production");
  return isHeldBack && isProtected && role === "editor" ? FORBIDDEN : undefined;
}

// Whatever a write makes of it: what is asked here is whether it was let in.
const STALE = { "if-match": '"stale"' };

/** Roles that differ in the named project, and one that is named in none. An admin is one anyway. */
const combinations = memberRoles.flatMap((everywhere) =>
  [undefined, ...roles]
    .filter((here) => here === undefined || (everywhere !== "admin" && here !== everywhere))
    .map((here): Roles => ({ everywhere, here })),
);
/** Where somebody is an editor who is held back, and where they are more. */
const heldBack = [
  { everywhere: "editor", here: undefined },
  { everywhere: "viewer", here: "editor" },
  { everywhere: "editor", here: "admin" },
] as const;

/** Sends every request in both projects, and holds what was refused against what must be. */
async function expectRefusals(may: Roles): Promise<void> {
  const headers = { ...STALE, cookie: member.cookie, origin: service.url };
  for (const [fixture, isNamed] of [
    [named, true],
    [other, false],
  ] as const) {
    const told = async ([route, row]: [string, Row]) => {
      // An admin would be shown, and change, the members of this test.
      if (may.everywhere === "admin" && row.isForPeople) return { route, refused: undefined };
      const { status, body } = await sendRow(service, route, row, fixture, headers);
      return { route, refused: status === 401 || status === 403 ? { status, body } : undefined };
    };
    const wanted = Object.entries(rows).map(([route, row]) => {
      const reason = refusal(row, may, isNamed);
      return { route, refused: reason && { status: 403, body: said(row, reason) } };
    });
    expect(await Promise.all(Object.entries(rows).map(told))).toEqual(wanted);
  }
}

const namedRole = ({ here }: Pick<Roles, "here">) => (here === undefined ? {} : { [named.projectId]: here });

describe("member", () => {
  test.each(combinations)(
    "a member who is $everywhere everywhere and $here in one project may do what each says, and no more",
    async (may) => {
      const body = { role: may.everywhere, project_roles: namedRole(may), may_change_protected: true };
      expect((await admin.call("PATCH", `/api/v1/members/${member.id}`, body)).status).toBe(200);
      await expectRefusals(may);
    },
  );

  describe("where production is protected", () => {
    const path = () => `/api/v1/flags/projects/${named.projectId}/environments/production`;
    beforeAll(() => service.data("PATCH", path(), { is_protected: true }));
    afterAll(() => service.data("PATCH", path(), { is_protected: false }));

    test.each(heldBack)(
      "a member who is $everywhere everywhere and $here there, and not in protected environments, changes all else",
      async (may) => {
        const body = { role: may.everywhere, project_roles: namedRole(may), may_change_protected: false };
        expect((await admin.call("PATCH", `/api/v1/members/${member.id}`, body)).status).toBe(200);
        await expectRefusals({ ...may, isHeldBack: true });
        const rule = { environment: "staging", conditions: [], value: true };
        expect((await member.call("POST", `/api/v1/flags/${named.flagId}/rules`, rule)).status).toBe(201);
        const made = async (environments: object) => {
          const flag = { project_id: named.projectId, key: randomUUID(), flag_type: "boolean", enabled: true };
          return (await member.call("POST", "/api/v1/flags", { ...flag, environments })).status;
        };
        expect(await made({ production: { enabled: false } })).toBe(201);
        expect(await made({ staging: { enabled: false } })).toBe(may.here === "admin" ? 201 : 403);
      },
    );
  });

  test("a member who has a role in one project alone sees it in the list, and no other", async () => {
    const path = `/api/v1/members/${member.id}`;
    await admin.call("PATCH", path, { role: "none", project_roles: { [named.projectId]: "viewer" } });
    const { body } = await member.call("GET", "/api/v1/flags/projects");
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([named.projectId]);
    const me = await member.call("GET", "/api/v1/me");
    expect(me.body.data).toMatchObject({
      ...{ role: "none", project_ids: [named.projectId], project_roles: { [named.projectId]: "viewer" } },
      admins: [{ name: "Ada", email: admin.email }],
    });
  });

  test("a member who is an admin of one project manages the keys of it, and sees no others", async () => {
    const make = async (project_ids: string[] | null) => {
      const body = { name: "K", scopes: ["flags:read"], project_ids };
      return (await admin.call("POST", "/api/v1/keys", body)).body.data.id;
    };
    const [mine, both, all] = [
      await make([named.projectId]),
      await make([named.projectId, other.projectId]),
      await make(null),
    ];
    const roles = { role: "viewer", project_roles: { [named.projectId]: "admin" } };
    await admin.call("PATCH", `/api/v1/members/${member.id}`, roles);
    const seen = async () => (await member.call("GET", "/api/v1/keys")).body.data.map(({ id }: { id: string }) => id);
    const before = await seen();
    expect(before).toContain(mine);
    expect(before).not.toContain(both);
    expect(before).not.toContain(all);
    const statuses = async (method: string, path: string, body?: object) =>
      Promise.all(
        [mine, both, all].map(async (id) => (await member.call(method, `/api/v1/keys/${id}${path}`, body)).status),
      );
    expect(await statuses("POST", "/rotate", {})).toEqual([201, 404, 404]);
    expect(await statuses("DELETE", "")).toEqual([204, 404, 404]);
    expect(await seen()).toHaveLength(before.length + 1);
    const unlimited = { name: "K", scopes: ["flags:read"] };
    expect((await member.call("POST", "/api/v1/keys", unlimited)).status).toBe(403);
  });

  test("a member hears no more of a project that is theirs no more", async () => {
    const path = `/api/v1/members/${member.id}`;
    await admin.call("PATCH", path, { role: "none", project_roles: { [named.projectId]: "viewer" } });
    const address = `${service.url}/api/v1/flags/stream?project_id=${named.projectId}&include[]=changes`;
    const stream = await openStream(address, { cookie: member.cookie });
    expect(stream.status).toBe(200);
    await admin.call("PATCH", path, { project_roles: {} });
    // What was said of it before it ended may still come.
    while ((await stream.next()) !== undefined);
    expect((await openStream(address, { cookie: member.cookie })).status).toBe(403);
  });

  test("a member is given a role in no project that there is not, and loses one with its project", async () => {
    const path = `/api/v1/members/${member.id}`;
    const missing = "00000000-0000-4000-8000-000000000000";
    const refused = await admin.call("PATCH", path, { project_roles: { [missing]: "viewer" } });
    expect([refused.status, refused.body.details]).toEqual([
      422,
      { [`project_roles.${missing}`]: [`There is no project ${missing}`] },
    ]);
    const short = await service.project();
    const given = await admin.call("PATCH", path, { role: "none", project_roles: { [short.id]: "editor" } });
    expect(given.body.data.project_roles).toEqual({ [short.id]: "editor" });
    await service.data("DELETE", `/api/v1/flags/projects/${short.id}?confirm=${short.slug}`);
    const { body } = await admin.call("GET", path);
    expect(body.data).not.toHaveProperty("project_roles");
    expect((await member.call("GET", "/api/v1/flags/projects")).body.data).toEqual([]);
  });
});
