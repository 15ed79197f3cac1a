import { beforeAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import { sharedService } from "../../support/api-service";
import { toldOfProduction } from "./authorization-requests";

const service = sharedService();
const flags = "/api/v1/flags";
const SOON = new Date(Date.now() + 3_600_000).toISOString();

let projectId: string;
let key: string;

beforeAll(async () => {
  const project = await service.project({ environments: ["production", "staging"] });
  projectId = project.id;
  key = (await service.createKey({ scopes: ["flags:write"], environments: ["staging"] })).key;
});

const asLimited = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  service.call(method, path, { key, headers, ...(body !== undefined && { body }) });
const newFlag = (fields: object = {}) => service.flag(projectId, { enabled: true, ...fields });
const entriesOf = (id: string): Promise<AuditEntry[]> =>
  service.data("GET", `${flags}/audit?project_id=${projectId}&resource_id=${id}`);

describe("key that is limited to an environment", () => {
  test("a key of one environment sees what a flag is there, and nowhere else, in whatever answers it", async () => {
    const flag = await newFlag();
    const { body: one, headers } = await asLimited("GET", `${flags}/${flag.id}`);
    expect(one.data).toEqual({ ...flag, environments: { staging: { enabled: true } } });
    await service.rule(flag.id, { environment: "production" });
    await service.rule(flag.id, { environment: "staging" });
    const list = await asLimited("GET", `${flags}?project_id=${projectId}&key=${flag.key}&include[]=rule_counts`);
    expect(list.body.data).toEqual([{ ...one.data, rule_counts: { staging: 1 } }]);

    const etag = { "if-match": headers.get("etag") ?? "" };
    const off = await asLimited("PATCH", `${flags}/${flag.id}/environments/staging`, { enabled: false }, etag);
    expect([off.status, off.body.data.environments]).toEqual([200, { staging: { enabled: false } }]);
    const stale = await asLimited("PATCH", `${flags}/${flag.id}/environments/staging`, { enabled: true }, etag);
    expect([stale.status, stale.body.current]).toEqual([412, off.body.data]);
    const stored = await service.data("GET", `${flags}/${flag.id}`);
    expect(stored.environments).toEqual({ production: { enabled: true }, staging: { enabled: false } });
  });

  test("a key of one environment is told of a schedule as far as it is about its environment", async () => {
    const both = await newFlag({ scheduled_at: SOON, scheduled_environments: ["production", "staging"] });
    const other = await newFlag({ scheduled_at: SOON, scheduled_environments: ["production"] });
    expect((await asLimited("GET", `${flags}/${both.id}`)).body.data.scheduled_environments).toEqual(["staging"]);
    const { body } = await asLimited("GET", `${flags}/${other.id}`);
    expect(body.data.scheduled_at).toBeNull();
    expect(body.data).not.toHaveProperty("scheduled_environments");
  });

  test("a key of one environment makes no flag that is on, or turns itself on, in another one", async () => {
    const make = async (fields: object) => {
      const body = { project_id: projectId, key: `made-${crypto.randomUUID()}`, flag_type: "boolean", ...fields };
      return (await asLimited("POST", flags, body)).status;
    };
    expect(await make({})).toBe(201);
    expect(await make({ enabled: true })).toBe(403);
    expect(await make({ scheduled_at: SOON })).toBe(403);
  });

  test("a key of one environment reads only its environment's history, also of a whole flag", async () => {
    const flag = await newFlag();
    await service.rule(flag.id, { environment: "production", name: "Hidden" });
    const kept = await service.rule(flag.id, { environment: "staging" });
    await service.data("PATCH", `${flags}/${flag.id}`, { name: "Renamed" });
    await service.call("DELETE", `${flags}/${flag.id}`);
    const path = `${flags}/audit?project_id=${projectId}&resource_id=${flag.id}&environment=staging`;
    const { body } = await asLimited("GET", path);
    expect(body.data.map(({ action }: AuditEntry) => action)).toEqual([
      ...["flag.deleted", "flag.updated", "rule.created", "flag.created"],
    ]);
    expect(body.data[0].before.rules.map(({ id }: { id: string }) => id)).toEqual([kept.id]);
    expect(toldOfProduction(body)).toEqual([]);
  });

  test("a key of one environment restores a change to its environment, and no whole version", async () => {
    const flag = await newFlag();
    const at = `${flags}/${flag.id}/environments`;
    await service.data("PATCH", `${at}/staging`, { enabled: false });
    await service.data("PATCH", `${at}/production`, { enabled: false });
    const [, turnedOff] = await entriesOf(flag.id);
    const restore = (query: string) => asLimited("POST", `${flags}/audit/${turnedOff?.id}/restore?${query}`);
    expect((await restore("extent=version")).status).toBe(403);
    const tried = await restore("dry_run=true");
    expect(toldOfProduction(tried.body)).toEqual([]);
    const { status, body } = await asLimited("POST", `${flags}/audit/${turnedOff?.id}/restore`, undefined, {
      "if-match": tried.body.data.etag,
    });
    expect([status, body.data.after.environments]).toEqual([200, { staging: { enabled: true } }]);
    const stored = await service.data("GET", `${flags}/${flag.id}`);
    expect(stored.environments).toEqual({ production: { enabled: false }, staging: { enabled: true } });
  });

  test("a key of one environment sees and replaces what test users should get there alone", async () => {
    const flag = await newFlag();
    const expectation = (environment: string, value: boolean) => ({ flag_id: flag.id, environment, value });
    const expectations = [expectation("production", true), expectation("staging", true)];
    const user = { project_id: projectId, name: `User ${flag.key}`, context: { user_id: "ada" }, expectations };
    const { id } = await service.data("POST", `${flags}/test-users`, user);
    const path = `${flags}/test-users/${id}`;
    expect((await asLimited("GET", path)).body.data.expectations).toEqual([expectation("staging", true)]);
    const change = { expectations: [expectation("staging", false)] };
    expect((await asLimited("PATCH", path, change)).body.data.expectations).toEqual(change.expectations);
    expect((await service.data("GET", path)).expectations).toEqual([expectations[0], ...change.expectations]);
    expect((await asLimited("PATCH", path, { expectations })).status).toBe(403);
    expect((await asLimited("DELETE", path)).status).toBe(403);
  });

  test("a key of one environment learns neither attributes nor numbers of rules of another environment", async () => {
    const here = await service.project({ environments: ["production", "staging"] });
    const flag = await service.flag(here.id);
    const segment = await service.segment(here.id);
    const asking = (attribute: string) => [{ attribute, operator: "exists", value: null }];
    await service.rule(flag.id, { segment_id: segment.id, conditions: asking("secret") });
    await service.rule(flag.id, { environment: "staging", conditions: asking("shown") });
    const attributes = await asLimited("GET", `${flags}/attributes?project_id=${here.id}`);
    expect(attributes.body.data.map(({ name }: { name: string }) => name)).toEqual(["plan", "shown"]);
    const segments = await asLimited("GET", `${flags}/segments?project_id=${here.id}&include[]=rule_count`);
    expect(segments.body.data).toMatchObject([{ id: segment.id, rule_count: 0 }]);
  });
});
