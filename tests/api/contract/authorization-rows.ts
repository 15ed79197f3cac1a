import type { Scope } from "@/lib/contract/scope";

/** What a row's request is made from: one project with one of everything, fresh for each request. */
export interface Fixture {
  projectId: string;
  slug: string;
  flagId: string;
  flagKey: string;
  segmentId: string;
  ruleId: string;
  testUserId: string;
  /** The audit entry of a rule that was deleted. */
  deletionId: string;
}

interface Request {
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** What a route asks of whoever calls it. */
export interface Row {
  scope: Scope;
  /** Kept for people who are admins: no key passes, whatever its scopes. */
  isForPeople?: true;
  /** For every member, and for no key. */
  isForMembers?: true;
  /** Of people only for admins of all, or of the project that it is about. */
  isForAdmins?: true;
  /** Also for people who are admins of some projects, as far as it is about keys that are limited to these. */
  isForProjectAdmins?: true;
  /** Another protocol, with its own words for a failure. */
  isOfrep?: true;
  /** Pages of other origins may call it. */
  isCrossOrigin?: true;
  /** Goes on for as long as one listens. */
  isStream?: true;
  request(fixture: Fixture): Request;
  /** For a key that may do it. */
  status: number;
  /** For a key that is limited to another project; 403 unless given. */
  elsewhere?: number;
  /** For a key that is limited to this project; as without a limit unless given. */
  limited?: number;
  /** The environments whose content the request reaches. Unless given: all, which is refused to whoever has a limit. */
  reach?: readonly string[];
  /** Those of them that it changes; all unless given. */
  changes?: readonly string[];
}

const API = "/api/v1";
const SOMEBODY = "00000000-0000-4000-8000-000000000000";
const condition = { key: "plan", operator: "equals", value: "pro" };
const rule = { environment: "production", conditions: [], value: true };
const context = { user_id: "ada" };

const read = (path: (fixture: Fixture) => string, more: Partial<Row> = {}): Row => ({
  scope: "flags:read",
  request: (fixture) => ({ path: API + path(fixture) }),
  status: 200,
  ...more,
});

const write = (status: number, request: (fixture: Fixture) => Request, more: Partial<Row> = {}): Row => ({
  scope: "flags:write",
  request: (fixture) => {
    const { path, ...rest } = request(fixture);
    return { path: API + path, ...rest };
  },
  status,
  ...more,
});

const evaluation = (status: number, request: (fixture: Fixture) => Request, more: Partial<Row> = {}): Row => ({
  scope: "flags:evaluate",
  reach: ["production"],
  isCrossOrigin: true,
  request,
  status,
  ...more,
});

const ruleset = (path: (query: string) => string, more: Partial<Row> = {}): Row => ({
  scope: "flags:ruleset",
  reach: ["production"],
  request: ({ projectId }) => ({ path: `${API}/flags/rulesets/${path(`project_id=${projectId}`)}` }),
  status: 200,
  ...more,
});

const forPeople = { isForPeople: true } as const;
const forProjectAdmins = { ...forPeople, isForProjectAdmins: true } as const;
const inProject = ({ projectId }: Fixture) => ({ "x-project-id": projectId, "x-environment": "production" });

/** Every route that a key could be sent to, by method and the place of its file. */
export const rows: Record<string, Row> = {
  [`GET ${API}/flags`]: read(({ projectId }) => `/flags?project_id=${projectId}`, { reach: [] }),
  [`POST ${API}/flags`]: write(
    201,
    ({ projectId }) => ({
      path: "/flags",
      body: { project_id: projectId, key: "another", flag_type: "boolean" },
    }),
    { reach: [] },
  ),
  [`GET ${API}/flags/[flag_id]`]: read(({ flagId }) => `/flags/${flagId}`, { reach: [] }),
  [`PATCH ${API}/flags/[flag_id]/environments/[environment]`]: write(
    200,
    ({ flagId }) => ({ path: `/flags/${flagId}/environments/production`, body: { enabled: false } }),
    { reach: ["production"] },
  ),
  [`PATCH ${API}/flags/[flag_id]`]: write(200, ({ flagId }) => ({ path: `/flags/${flagId}`, body: { enabled: true } })),
  [`DELETE ${API}/flags/[flag_id]`]: write(204, ({ flagId }) => ({ path: `/flags/${flagId}` })),
  [`GET ${API}/flags/[flag_id]/stats`]: read(({ flagId }) => `/flags/${flagId}/stats`, { reach: ["production"] }),
  [`GET ${API}/flags/[flag_id]/stats/history`]: read(({ flagId }) => `/flags/${flagId}/stats/history`, {
    reach: ["production"],
  }),

  [`GET ${API}/flags/[flag_id]/rules`]: read(({ flagId }) => `/flags/${flagId}/rules`, { reach: ["production"] }),
  [`POST ${API}/flags/[flag_id]/rules`]: write(201, ({ flagId }) => ({ path: `/flags/${flagId}/rules`, body: rule }), {
    reach: ["production"],
  }),
  [`PUT ${API}/flags/[flag_id]/rules/order`]: write(
    200,
    ({ flagId, ruleId }) => ({
      path: `/flags/${flagId}/rules/order`,
      body: { environment: "production", rule_ids: [ruleId] },
    }),
    { reach: ["production"] },
  ),
  [`POST ${API}/flags/[flag_id]/rules/analyze`]: {
    scope: "flags:read",
    request: ({ flagId }) => ({
      path: `${API}/flags/${flagId}/rules/analyze`,
      body: { environment: "production" },
    }),
    reach: ["production"],
    status: 200,
  },
  [`POST ${API}/flags/[flag_id]/rules/copy`]: write(
    200,
    ({ flagId }) => ({
      path: `/flags/${flagId}/rules/copy`,
      body: { from: "production", to: "staging", mode: "append" },
    }),
    { reach: ["production", "staging"], changes: ["staging"] },
  ),
  [`GET ${API}/flags/[flag_id]/rules/[rule_id]`]: read(({ flagId, ruleId }) => `/flags/${flagId}/rules/${ruleId}`, {
    reach: ["production"],
  }),
  [`PATCH ${API}/flags/[flag_id]/rules/[rule_id]`]: write(
    200,
    ({ flagId, ruleId }) => ({
      path: `/flags/${flagId}/rules/${ruleId}`,
      body: { percentage: 50 },
    }),
    { reach: ["production"] },
  ),
  [`DELETE ${API}/flags/[flag_id]/rules/[rule_id]`]: write(
    204,
    ({ flagId, ruleId }) => ({
      path: `/flags/${flagId}/rules/${ruleId}`,
    }),
    { reach: ["production"] },
  ),

  [`GET ${API}/flags/segments`]: read(({ projectId }) => `/flags/segments?project_id=${projectId}`, { reach: [] }),
  [`POST ${API}/flags/segments`]: write(
    201,
    ({ projectId }) => ({
      path: "/flags/segments",
      body: { project_id: projectId, name: "Another", rules: [condition], match_type: "all" },
    }),
    { reach: [] },
  ),
  [`GET ${API}/flags/segments/[segment_id]`]: read(({ segmentId }) => `/flags/segments/${segmentId}`, { reach: [] }),
  [`PATCH ${API}/flags/segments/[segment_id]`]: write(
    200,
    ({ segmentId }) => ({
      path: `/flags/segments/${segmentId}`,
      body: { name: "Renamed" },
    }),
    { reach: [] },
  ),
  [`DELETE ${API}/flags/segments/[segment_id]`]: write(204, ({ segmentId }) => ({
    path: `/flags/segments/${segmentId}`,
  })),
  [`POST ${API}/flags/segments/[segment_id]/analyze`]: {
    scope: "flags:read",
    request: ({ segmentId }) => ({ path: `${API}/flags/segments/${segmentId}/analyze`, body: {} }),
    status: 200,
  },
  [`GET ${API}/flags/segments/[segment_id]/usage`]: read(({ segmentId }) => `/flags/segments/${segmentId}/usage`, {}),

  // A limited key sees its own projects, and makes none: it could not use them.
  [`GET ${API}/flags/projects`]: read(() => "/flags/projects", { elsewhere: 200, reach: [] }),
  [`POST ${API}/flags/projects`]: write(201, () => ({ path: "/flags/projects", body: { name: "Another" } }), {
    limited: 403,
    isForAdmins: true,
  }),
  [`GET ${API}/flags/projects/[project_id]`]: read(({ projectId }) => `/flags/projects/${projectId}`, { reach: [] }),
  [`GET ${API}/flags/projects/[project_id]/environments`]: read(
    ({ projectId }) => `/flags/projects/${projectId}/environments`,
    { reach: [] },
  ),
  [`POST ${API}/flags/projects/[project_id]/environments`]: write(
    201,
    ({ projectId }) => ({ path: `/flags/projects/${projectId}/environments`, body: { name: "qa" } }),
    { isForAdmins: true },
  ),
  [`GET ${API}/flags/projects/[project_id]/environments/[environment]`]: read(
    ({ projectId }) => `/flags/projects/${projectId}/environments/production`,
    { reach: [] },
  ),
  [`PATCH ${API}/flags/projects/[project_id]/environments/[environment]`]: write(
    200,
    ({ projectId }) => ({
      path: `/flags/projects/${projectId}/environments/production`,
      body: { is_protected: true },
    }),
    { isForAdmins: true },
  ),
  [`DELETE ${API}/flags/projects/[project_id]/environments/[environment]`]: write(
    204,
    ({ projectId }) => ({ path: `/flags/projects/${projectId}/environments/development` }),
    { isForAdmins: true },
  ),
  [`GET ${API}/flags/projects/[project_id]/compare`]: read(
    ({ projectId }) => `/flags/projects/${projectId}/compare?from=production&to=staging`,
    { reach: ["production", "staging"] },
  ),
  [`POST ${API}/flags/projects/[project_id]/promote`]: write(
    200,
    ({ projectId, flagId }) => ({
      path: `/flags/projects/${projectId}/promote`,
      body: { from: "production", to: "staging", flag_ids: [flagId] },
    }),
    { reach: ["production", "staging"], changes: ["staging"] },
  ),
  [`PATCH ${API}/flags/projects/[project_id]`]: write(
    200,
    ({ projectId }) => ({
      path: `/flags/projects/${projectId}`,
      body: { name: "Renamed" },
    }),
    { isForAdmins: true },
  ),
  // It keeps no sample.
  [`POST ${API}/flags/projects/[project_id]/audience`]: write(
    409,
    ({ projectId }) => ({
      path: `/flags/projects/${projectId}/audience`,
      body: { rule: { conditions: [] } },
    }),
    { reach: ["production"], changes: [] },
  ),
  [`DELETE ${API}/flags/projects/[project_id]`]: write(
    204,
    ({ projectId, slug }) => ({
      path: `/flags/projects/${projectId}?confirm=${slug}`,
    }),
    { isForAdmins: true },
  ),

  [`GET ${API}/flags/audit`]: read(({ projectId }) => `/flags/audit?project_id=${projectId}`),
  [`POST ${API}/flags/audit/[entry_id]/restore`]: write(
    200,
    ({ deletionId }) => ({
      path: `/flags/audit/${deletionId}/restore`,
    }),
    { reach: ["production"] },
  ),
  [`GET ${API}/flags/attributes`]: read(({ projectId }) => `/flags/attributes?project_id=${projectId}`, { reach: [] }),
  [`GET ${API}/flags/test-users`]: read(({ projectId }) => `/flags/test-users?project_id=${projectId}`, { reach: [] }),
  [`POST ${API}/flags/test-users`]: write(
    201,
    ({ projectId }) => ({
      path: "/flags/test-users",
      body: { project_id: projectId, name: "Bob", context },
    }),
    { reach: [] },
  ),
  [`GET ${API}/flags/test-users/[test_user_id]`]: read(({ testUserId }) => `/flags/test-users/${testUserId}`, {
    reach: [],
  }),
  [`PATCH ${API}/flags/test-users/[test_user_id]`]: write(
    200,
    ({ testUserId }) => ({
      path: `/flags/test-users/${testUserId}`,
      body: { name: "Renamed" },
    }),
    { reach: [] },
  ),
  [`DELETE ${API}/flags/test-users/[test_user_id]`]: write(
    204,
    ({ testUserId }) => ({
      path: `/flags/test-users/${testUserId}`,
    }),
    // What they are to get there goes, too.
    { reach: ["production"], changes: [] },
  ),

  [`POST ${API}/flags/evaluate`]: evaluation(200, ({ projectId, flagKey }) => ({
    path: `${API}/flags/evaluate`,
    body: { project_id: projectId, environment: "production", flag_key: flagKey, context },
  })),
  [`POST ${API}/flags/bootstrap`]: evaluation(200, ({ projectId }) => ({
    path: `${API}/flags/bootstrap`,
    body: { project_id: projectId, environment: "production", context },
  })),
  [`GET ${API}/flags/stream`]: evaluation(
    200,
    ({ projectId }) => ({ path: `${API}/flags/stream?project_id=${projectId}&environment=production` }),
    { isStream: true },
  ),
  [`GET ${API}/flags/rulesets/[environment]`]: ruleset((query) => `production?${query}`),
  [`GET ${API}/flags/rulesets/[environment]/stream`]: ruleset((query) => `production/stream?${query}`, {
    isStream: true,
  }),
  // No rule has a list that is so long.
  [`GET ${API}/flags/rulesets/[environment]/lists/[sha256]`]: ruleset((query) => `production/lists/0?${query}`, {
    status: 404,
  }),
  [`POST ${API}/flags/evaluations`]: {
    scope: "flags:ruleset",
    reach: ["production"],
    request: ({ projectId }) => ({
      path: `${API}/flags/evaluations`,
      body: { project_id: projectId, environment: "production", evaluations: [] },
    }),
    status: 202,
  },
  "GET /flagd/v1/flags.json": {
    scope: "flags:ruleset",
    reach: ["production"],
    request: ({ projectId }) => ({ path: `/flagd/v1/flags.json?project_id=${projectId}&environment=production` }),
    status: 200,
  },
  "POST /ofrep/v1/evaluate/flags": evaluation(
    200,
    (fixture) => ({ path: "/ofrep/v1/evaluate/flags", body: { context }, headers: inProject(fixture) }),
    { isOfrep: true },
  ),
  "POST /ofrep/v1/evaluate/flags/[key]": evaluation(
    200,
    (fixture) => ({
      path: `/ofrep/v1/evaluate/flags/${fixture.flagKey}`,
      body: { context },
      headers: inProject(fixture),
    }),
    { isOfrep: true },
  ),

  [`POST ${API}/flags/viewers`]: {
    scope: "flags:read",
    request: ({ projectId, flagId }) => ({
      path: `${API}/flags/viewers`,
      body: { project_id: projectId, client_id: "page-of-a-key", flag_id: flagId },
    }),
    status: 204,
    isForPeople: true,
    isForMembers: true,
  },

  [`GET ${API}/me`]: {
    scope: "flags:evaluate",
    reach: [],
    request: () => ({ path: `${API}/me` }),
    status: 200,
    elsewhere: 200,
  },
  [`GET ${API}/keys`]: read(() => "/keys", forProjectAdmins),
  [`POST ${API}/keys`]: write(
    201,
    ({ projectId }) => ({ path: "/keys", body: { name: "K", scopes: ["flags:read"], project_ids: [projectId] } }),
    forProjectAdmins,
  ),
  // Whoever manages it not is told that there is none.
  [`DELETE ${API}/keys/[key_id]`]: write(204, () => ({ path: `/keys/${SOMEBODY}` }), forProjectAdmins),
  [`POST ${API}/keys/[key_id]/rotate`]: write(
    201,
    () => ({ path: `/keys/${SOMEBODY}/rotate`, body: {} }),
    forProjectAdmins,
  ),
  [`GET ${API}/members`]: read(() => "/members", forPeople),
  [`POST ${API}/members`]: write(
    201,
    () => ({ path: "/members", body: { name: "Ada", email: "ada@example.com", role: "admin" } }),
    forPeople,
  ),
  [`GET ${API}/members/[member_id]`]: read(() => `/members/${SOMEBODY}`, forPeople),
  [`PATCH ${API}/members/[member_id]`]: write(
    200,
    () => ({ path: `/members/${SOMEBODY}`, body: { role: "admin" } }),
    forPeople,
  ),
  [`DELETE ${API}/members/[member_id]`]: write(204, () => ({ path: `/members/${SOMEBODY}` }), forPeople),
  [`POST ${API}/members/[member_id]/invitation`]: write(
    201,
    () => ({ path: `/members/${SOMEBODY}/invitation` }),
    forPeople,
  ),
};

/** Open to anyone, and the same for everyone. */
/** Known by a token and not by a key: tests/api/evaluation/ofrep-events.test.ts says by which. */
export const tokenRoutes = ["GET /ofrep/v1/events"];

export const publicRoutes = [`GET ${API}/openapi.json`];
