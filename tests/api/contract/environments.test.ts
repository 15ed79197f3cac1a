import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Environment } from "@/lib/contract/environment";
import type { Rule } from "@/lib/contract/rule";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const half = { conditions: [], percentage: 50, value: true };

async function place() {
  const { id } = await service.project({ environments: ["production", "staging"] });
  return { id, path: `${flags}/projects/${id}/environments` };
}

const namesOf = async (id: string): Promise<string[]> =>
  (await service.data("GET", `${flags}/projects/${id}`)).environments;

describe("project's environments", () => {
  test("a project's environments are listed in their order, with the usual facts until changed", async () => {
    const { path } = await place();
    const usual = { color: "gray", is_protected: false };
    const environments = [
      { name: "production", title: "production", position: 1, ...usual },
      { name: "staging", title: "staging", position: 2, ...usual },
    ];
    expect(await service.data("GET", path)).toEqual(environments);
    expect(await service.data("GET", `${path}/staging`)).toEqual(environments[1]);
    expect((await service.call("GET", `${path}/qa`)).status).toBe(404);
  });

  test("a project's environments are named, coloured, ordered and protected under If-Match, audited", async () => {
    const { id, path } = await place();
    const { headers } = await service.call("GET", `${path}/staging`);
    const etag = { "if-match": headers.get("etag") ?? "" };
    const body = { title: "Staging", color: "teal", is_protected: true, position: 1 };
    const changed = await service.call("PATCH", `${path}/staging`, { body, headers: etag });
    expect(changed.body.data).toEqual({ name: "staging", ...body });
    expect(await namesOf(id)).toEqual(["staging", "production"]);
    expect((await service.call("PATCH", `${path}/staging`, { body, headers: etag })).status).toBe(412);
    const [entry]: AuditEntry[] = await service.data("GET", `${flags}/audit?project_id=${id}`);
    expect(entry).toMatchObject({
      ...{ resource_type: "environment", action: "environment.updated", environment: "staging" },
      before: { title: "staging", position: 2 },
      after: body,
    });
  });

  test.each([
    ["a name that is taken", { name: "staging" }, 409],
    ["a copy of one that there is not", { name: "qa", copy_from: "nowhere" }, 422],
    ["another colour", { name: "qa", color: "pink" }, 422],
    ["a name with capitals", { name: "QA" }, 422],
  ])("a project's environments do not become more by %s", async (_name, body, status) => {
    const { id, path } = await place();
    expect((await service.call("POST", path, { body })).status).toBe(status);
    expect(await namesOf(id)).toEqual(["production", "staging"]);
  });

  test("a project's environments are at most twenty", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `e${at}`);
    const { id } = await service.project({ environments: names });
    expect(
      (await service.call("POST", `${flags}/projects/${id}/environments`, { body: { name: "more" } })).status,
    ).toBe(409);
  });
});

describe("new environment", () => {
  test("a new environment is empty, at the end, unless it is made otherwise", async () => {
    const { id, path } = await place();
    const qa: Environment = await service.data("POST", path, {
      name: "qa",
      title: "Tests",
      color: "blue",
      position: 1,
    });
    expect(qa).toEqual({ name: "qa", title: "Tests", color: "blue", is_protected: false, position: 1 });
    await service.data("POST", path, { name: "demo" });
    expect(await namesOf(id)).toEqual(["qa", "production", "staging", "demo"]);
  });

  test("a new environment can be a copy, in which everybody gets what they get in the original", async () => {
    const { id, path } = await place();
    const states = { staging: { enabled: true, default_value: { value: "own" } }, production: { enabled: false } };
    const flag = await service.flag(id, {
      ...{ enabled: true, flag_type: "string", default_value: "shared", environments: states },
    });
    const rule = await service.rule(flag.id, { ...half, environment: "staging", value: "in", name: "Half" });
    await service.data("POST", path, { name: "qa", copy_from: "staging" });
    const [copy, ...others]: Rule[] = await service.data("GET", `${flags}/${flag.id}/rules?environment=qa`);
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ name: "Half", percentage: 50, salt: rule.salt, position: rule.position });
    expect((await service.data("GET", `${flags}/${flag.id}`)).environments).toEqual({ ...states, qa: states.staging });
    const values = async (environment: string) => {
      const users = Array.from({ length: 20 }, (_, user) => `u${user}`);
      const ask = (user_id: string) =>
        service.data("POST", `${flags}/evaluate`, {
          ...{ project_id: id, flag_key: flag.key, environment, context: { user_id } },
        });
      return (await Promise.all(users.map(ask))).map(({ value }) => value);
    };
    const copied = await values("qa");
    expect(new Set(copied)).toEqual(new Set(["in", "own"]));
    expect(copied).toEqual(await values("staging"));
  });
});

describe("removing an environment", () => {
  test("removing an environment takes one request while it is empty, and is refused for the default", async () => {
    const { id, path } = await place();
    expect((await service.call("DELETE", `${path}/production`)).status).toBe(409);
    expect((await service.call("DELETE", `${path}/staging`)).status).toBe(204);
    expect(await namesOf(id)).toEqual(["production"]);
  });

  test("removing an environment is refused while it holds something, until its name confirms it", async () => {
    const { id, path } = await place();
    const flag = await service.flag(id, { enabled: true, environments: { staging: { enabled: false } } });
    await service.rule(flag.id, { ...half, environment: "staging" });
    const refused = await service.call("DELETE", `${path}/staging`);
    expect([refused.status, refused.body.error]).toEqual([409, "There is something in staging: 1 rule, 1 flag state"]);
    expect((await service.call("DELETE", `${path}/staging?confirm=production`)).status).toBe(400);
    expect(await service.data("GET", `${flags}/${flag.id}/rules?environment=staging`)).toHaveLength(1);
    expect((await service.call("DELETE", `${path}/staging?confirm=staging`)).status).toBe(204);
    const body = { project_id: id, flag_key: flag.key, environment: "staging", context: { user_id: "u" } };
    expect((await service.call("POST", `${flags}/evaluate`, { body })).status).toBe(422);
    expect((await service.data("GET", `${flags}/${flag.id}`)).environments).toEqual({ production: { enabled: true } });
  });

  test("removing an environment leaves nothing for another of its name", async () => {
    const { id, path } = await place();
    const flag = await service.flag(id, { enabled: true, environments: { staging: { enabled: false } } });
    await service.rule(flag.id, { conditions: [], environment: "staging" });
    await service.data("PATCH", `${path}/staging`, { title: "Old", is_protected: true });
    await service.call("DELETE", `${path}/staging?confirm=staging`);
    expect(await service.data("POST", path, { name: "staging" })).toMatchObject({
      title: "staging",
      is_protected: false,
    });
    const body = { project_id: id, flag_key: flag.key, environment: "staging", context: { user_id: "u" } };
    expect(await service.data("POST", `${flags}/evaluate`, body)).toMatchObject({ value: false, reason: "STATIC" });
  });
});
