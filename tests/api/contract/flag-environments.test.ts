import { describe, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import { sharedService } from "../../support/api-service";

const service = sharedService();
const flags = "/api/v1/flags";
const pro = [{ attribute: "plan", operator: "equals", value: "pro" }];

/** A flag with a rule for `pro` in production and in staging. */
async function place(fields: object = {}): Promise<Flag> {
  const { id: projectId } = await service.project();
  const flag: Flag = await service.flag(projectId, { enabled: true, ...fields });
  for (const environment of ["production", "staging"]) {
    await service.rule(flag.id, { environment, conditions: pro, value: true });
  }
  return flag;
}

const change = (flag: Flag, environment: string, body: object, search = "", headers: Record<string, string> = {}) =>
  service.call("PATCH", `${flags}/${flag.id}/environments/${environment}${search}`, { body, headers });

async function changed(...sent: Parameters<typeof change>): Promise<Flag> {
  const answer = await change(...sent);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data;
}

const evaluation = ({ project_id, key }: Flag, environment: string, context: object, more: object = {}) =>
  service.data("POST", `${flags}/evaluate`, { project_id, flag_key: key, environment, context, ...more });

async function entries({ project_id }: Flag): Promise<AuditEntry[]> {
  return service.data("GET", `${flags}/audit?project_id=${project_id}`);
}

describe("a flag's state in an environment", () => {
  test("a flag's state in an environment is on with the flag's default unless created otherwise", async () => {
    const { id: project_id } = await service.project({ environments: ["production", "constructor"] });
    const usual: Flag = await service.flag(project_id);
    expect(usual.environments).toEqual({ production: { enabled: true }, constructor: { enabled: true } });
    const environments = { constructor: { enabled: false, default_value: { value: true } } };
    const made: Flag = await service.flag(project_id, { environments });
    expect(made.environments).toEqual({ production: { enabled: true }, ...environments });
    expect(await service.data("GET", `${flags}/${made.id}`)).toEqual(made);
    expect(await service.data("GET", `${flags}?project_id=${project_id}`)).toEqual([usual, made]);
  });

  test("a flag's state in an environment decides what is evaluated there alone, by every way of asking", async () => {
    const flag = await place({ environments: { production: { enabled: false } } });
    const asked = async (environment: string) => {
      const context = { user_id: "u", plan: "pro" };
      const single = await evaluation(flag, environment, context);
      const explained = await evaluation(flag, environment, context, { explain: true });
      const body = { project_id: flag.project_id, environment, context };
      const all = (await service.data("POST", `${flags}/bootstrap`, body)).flags[flag.key];
      const headers = { "x-project-id": flag.project_id, "x-environment": environment };
      const ofrep = await service.call("POST", `/ofrep/v1/evaluate/flags/${flag.key}`, { body: { context }, headers });
      const reasons = [single.reason, explained.reason, all.reason, ofrep.body.reason];
      return { values: [single.value, explained.value, all.value, ofrep.body.value], reasons, trace: explained.trace };
    };
    const off = { values: Array(4).fill(false), reasons: Array(4).fill("DISABLED"), trace: [] };
    const on = { values: Array(4).fill(true), reasons: Array(4).fill("TARGETING_MATCH") };
    expect(await asked("production")).toEqual(off);
    expect(await asked("staging")).toMatchObject(on);
    await changed(flag, "production", { enabled: true });
    await changed(flag, "staging", { enabled: false });
    expect(await asked("production")).toMatchObject(on);
    expect(await asked("staging")).toEqual(off);
    await service.data("PATCH", `${flags}/${flag.id}`, { enabled: false });
    expect(await asked("production")).toEqual(off);
  });

  test("a flag's state in an environment may have its own default, for no match and while off", async () => {
    const flag = await place();
    const value = async (environment: string) => (await evaluation(flag, environment, { plan: "free" })).value;
    const { environments } = await changed(flag, "staging", { default_value: { value: true } });
    expect(environments.staging).toEqual({ enabled: true, default_value: { value: true } });
    expect([await value("production"), await value("staging")]).toEqual([false, true]);
    await changed(flag, "staging", { enabled: false });
    expect(await value("staging")).toBe(true);
    const back = await changed(flag, "staging", { enabled: true, default_value: null });
    expect(back.environments.staging).toEqual({ enabled: true });
    expect(await value("staging")).toBe(false);
  });

  test("a flag's state in an environment leaves the value to the code while off, when the flag says so", async () => {
    const flag = await place({ when_disabled: "code_default", environments: { staging: { enabled: false } } });
    expect(await evaluation(flag, "staging", {})).toMatchObject({ value: null, is_code_default: true });
    expect(await evaluation(flag, "production", {})).toMatchObject({ value: false, reason: "DEFAULT" });
  });

  test.each([
    ["a value of another type", { default_value: { value: "x" } }, "default_value.value"],
    ["a bare value", { default_value: true }, "default_value"],
    ["another field", { status: "archived" }, ""],
  ])("a flag's state in an environment is not changed by %s", async (_name, body, path) => {
    const flag = await place();
    const answer = await change(flag, "production", body);
    expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, [expect.stringContaining(path)]]);
    expect(await service.data("GET", `${flags}/${flag.id}`)).toEqual(flag);
  });

  test("a flag's state in an environment is not there for an environment that the project does not have", async () => {
    const flag = await place();
    expect((await change(flag, "qa", { enabled: true })).status).toBe(404);
    const body = {
      project_id: flag.project_id,
      key: "k",
      flag_type: "boolean",
      environments: { qa: { enabled: true } },
    };
    const made = await service.call("POST", flags, { body });
    expect([made.status, Object.keys(made.body.details)]).toEqual([422, ["environments.qa"]]);
    const whole = await service.call("PATCH", `${flags}/${flag.id}`, { body: { environments: {} } });
    expect([whole.status, Object.keys(whole.body.details)]).toEqual([422, ["environments"]]);
  });

  test("a flag's state in an environment is changed under the flag's ETag, with an entry that names it", async () => {
    const flag = await place();
    const { headers } = await service.call("GET", `${flags}/${flag.id}`);
    const etag = { "if-match": headers.get("etag") ?? "" };
    const known = (await entries(flag)).length;
    const after = await changed(flag, "production", { enabled: false }, "?comment=Incident", etag);
    const stale = await change(flag, "staging", { enabled: false }, "", etag);
    expect([stale.status, stale.body.current]).toEqual([412, after]);
    // What changes nothing writes nothing.
    await changed(flag, "production", { enabled: false });
    const [entry, ...others] = await entries(flag);
    expect(others).toHaveLength(known);
    expect(entry).toMatchObject({
      action: "flag.environment_updated",
      environment: "production",
      resource_id: flag.id,
      comment: "Incident",
      before: flag,
      after,
    });
    const elsewhere = await service.data("GET", `${flags}/audit?project_id=${flag.project_id}&environment=staging`);
    expect(elsewhere.map(({ id }: AuditEntry) => id)).not.toContain(entry?.id);
  });

  test("a flag's state in an environment goes with the environment, and not to a new one of its name", async () => {
    const { id: projectId } = await service.project();
    const flag: Flag = await service.flag(projectId, { environments: { development: { enabled: false } } });
    const project = `${flags}/projects/${projectId}`;
    await service.data("PATCH", project, { environments: ["production"] });
    expect((await service.data("GET", `${flags}/${flag.id}`)).environments).toEqual({ production: { enabled: true } });
    await service.data("PATCH", project, { environments: ["production", "development"] });
    const { environments } = await service.data("GET", `${flags}/${flag.id}`);
    expect(environments).toEqual({ production: { enabled: true }, development: { enabled: true } });
  });
});

describe("guard on what a flag is", () => {
  const guarded = "?guard=no_new_exposure";

  test("a guard on what a flag is refuses to turn it on where that exposes somebody, and nothing else", async () => {
    const flag = await place({ environments: { production: { enabled: false } } });
    const refused = await change(flag, "production", { enabled: true }, guarded);
    expect([refused.status, refused.body.guard]).toEqual([
      409,
      [
        expect.objectContaining({
          environment: "production",
          change: expect.objectContaining({ from: false, to: true }),
        }),
      ],
    ]);
    expect(await service.data("GET", `${flags}/${flag.id}`)).toEqual(flag);
    await changed(flag, "development", { enabled: false }, guarded);
    await changed(flag, "development", { enabled: true }, guarded);
    await changed(flag, "staging", { enabled: false }, guarded);
    expect((await change(flag, "staging", { enabled: true }, guarded)).status).toBe(409);
  });

  test("a guard on what a flag is refuses another default, which everyone gets whom no rule matches", async () => {
    const flag = await place({ environments: { production: { enabled: false } } });
    const body = { default_value: { value: true } };
    expect((await change(flag, "production", body, guarded)).status).toBe(409);
    expect((await change(flag, "staging", body, guarded)).status).toBe(409);
    expect((await service.call("PATCH", `${flags}/${flag.id}${guarded}`, { body })).status).toBe(409);
  });

  test("a guard on what a flag is holds for the switch for all, where the environments are on", async () => {
    const nowhere = { production: { enabled: false }, staging: { enabled: false } };
    const turnOn = (flag: Flag) => service.call("PATCH", `${flags}/${flag.id}${guarded}`, { body: { enabled: true } });
    expect((await turnOn(await place({ enabled: false }))).status).toBe(409);
    expect((await turnOn(await place({ enabled: false, environments: nowhere }))).status).toBe(200);
  });

  test("a guard on what a flag is refuses what breaks an expectation there", async () => {
    const flag = await place();
    const expectations = ["production", "staging"].map((environment) => ({
      flag_id: flag.id,
      environment,
      value: true,
    }));
    const user = { project_id: flag.project_id, name: "Pro", context: { plan: "pro" }, expectations };
    await service.data("POST", `${flags}/test-users`, user);
    const refused = await change(flag, "production", { enabled: false }, "?guard=expectations");
    expect([refused.status, refused.body.guard]).toEqual([
      409,
      [expect.objectContaining({ reason: "broken", environment: "production" })],
    ]);
  });
});

describe("restoring what a flag was in an environment", () => {
  const restore = (entry: AuditEntry | undefined, search = "") =>
    service.data("POST", `${flags}/audit/${entry?.id}/restore${search}`, undefined);

  test("restoring a flag's state in an environment puts back the entry's change, and leaves later ones", async () => {
    const flag = await place();
    await changed(flag, "production", { enabled: false });
    const [entry] = await entries(flag);
    const { effect } = await restore(entry, "?dry_run=true");
    expect(effect.lists).toEqual([expect.objectContaining({ environment: "production", new_exposure: "yes" })]);
    await changed(flag, "production", { default_value: { value: true } });
    await changed(flag, "staging", { enabled: false });
    const { after } = await restore(entry);
    expect(after.environments).toMatchObject({
      production: { enabled: true, default_value: { value: true } },
      staging: { enabled: false },
    });
    expect((await entries(flag))[0]).toMatchObject({ action: "flag.restored", environment: "production" });
  });

  test("restoring a flag's state in an environment brings a deleted flag back where environments remain", async () => {
    const { id: projectId } = await service.project();
    const environments = {
      staging: { enabled: false, default_value: { value: true } },
      development: { enabled: false },
    };
    const flag: Flag = await service.flag(projectId, { environments });
    await service.call("DELETE", `${flags}/${flag.id}`);
    await service.data("PATCH", `${flags}/projects/${projectId}`, { environments: ["production", "staging"] });
    const entry = (await entries(flag)).find(({ action }) => action === "flag.deleted");
    const { after } = await restore(entry);
    expect(after.environments).toEqual({ production: { enabled: true }, staging: environments.staging });
  });
});
