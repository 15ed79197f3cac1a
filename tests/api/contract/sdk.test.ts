import { beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Ruleset } from "@/packages/sdk/src/core/ruleset";
import { sharedService } from "../../support/api-service";
import { startSdk, unreliableFetch, untilValue } from "../../support/sdk-client";

const service = sharedService();
let project: Project;
let key: string;
let flag: Flag;

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
  flag = await service.flag(project.id, { key: "checkout", enabled: true });
  await service.rule(flag.id, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true });
  await service.rule(flag.id, { conditions: [], percentage: 50, value: true });
  await service.flag(project.id, {
    key: "limits",
    flag_type: "json",
    default_value: { value: { most: 3, of: ["a"] } },
    enabled: true,
    is_client_visible: true,
  });
  await service.flag(project.id, { key: "left-to-code", when_disabled: "code_default", enabled: false });
});

const start = (more: object = {}) => startSdk({ url: service.url, key, environment: "production", ...more });
const rulesetNow = async (): Promise<Ruleset> =>
  service.data("GET", `/api/v1/flags/rulesets/production?project_id=${project.id}`);

describe("SDK with a key for rulesets", () => {
  test("an SDK with a key for rulesets gives what the server gives, in every detail of the explanation", async () => {
    const guidon = start();
    await guidon.ready();
    expect(guidon.status()).toMatchObject({ state: "ready", source: "network", projectId: project.id, error: null });
    for (let number = 0; number < 20; number += 1) {
      const context = { user_id: `u-${number}`, plan: number % 5 === 0 ? "pro" : "free" };
      const body = { project_id: project.id, flag_key: "checkout", context, explain: true };
      const { value, reason, rule_id, trace } = await service.data("POST", "/api/v1/flags/evaluate", body);
      expect(guidon.value("checkout", false, context)).toBe(value);
      const details = guidon.details("checkout", false, context);
      expect(details).toMatchObject({ value, reason, flagMetadata: { environment: "production" } });
      expect(details.flagMetadata.rule_id ?? null).toBe(rule_id);
      const explained = guidon.explain("checkout", context)?.trace;
      expect(explained?.map(({ ruleId, outcome, percentage }) => [ruleId, outcome, percentage?.bucket])).toEqual(
        trace.map((rule: { rule_id: string; outcome: string; percentage: { bucket: number } | null }) => [
          rule.rule_id,
          rule.outcome,
          rule.percentage?.bucket,
        ]),
      );
    }
  });

  test("an SDK with a key for rulesets gives the default for a missing flag or another type", async () => {
    const guidon = start();
    expect(guidon.details("checkout", "before", {})).toMatchObject({
      value: "before",
      errorCode: "PROVIDER_NOT_READY",
    });
    await guidon.ready();
    expect(guidon.details("missing", 5)).toMatchObject({ value: 5, reason: "ERROR", errorCode: "FLAG_NOT_FOUND" });
    expect(guidon.details("checkout", "text")).toMatchObject({ value: "text", errorCode: "TYPE_MISMATCH" });
    expect(guidon.details("left-to-code", true)).toMatchObject({ value: true, reason: "DISABLED" });
    expect(guidon.value("missing", "here")).toBe("here");
    expect(guidon.value("checkout", 1)).toBe(1);
    expect(guidon.value("left-to-code", true)).toBe(true);
    expect(guidon.value("limits", {})).toEqual({ most: 3, of: ["a"] });
    expect(guidon.value("checkout", null)).toBe(false);
  });

  test("an SDK with a key for rulesets gives objects that nobody can change for everybody", async () => {
    const guidon = start();
    await guidon.ready();
    const limits = guidon.value("limits", { of: [""] });
    expect(() => limits.of.push("b")).toThrow(TypeError);
    expect(guidon.value("limits", {})).toEqual({ most: 3, of: ["a"] });
  });

  test("an SDK with a key for rulesets never throws, whatever it is asked, ready, closed or neither", async () => {
    const guidon = start();
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor() {
          throw new Error("hostile");
        },
      },
    );
    const circular: Record<string, unknown> = {};
    circular.plan = circular;
    const ask = () => {
      for (const context of [
        undefined,
        null,
        5,
        "text",
        [],
        hostile,
        circular,
        { plan: Symbol("pro") },
        { plan: 1n },
      ]) {
        for (const name of ["checkout", "__proto__", "", "missing"]) {
          // Whatever callers without types may send.
          expect(guidon.value(name, false, context as object)).toBe(false);
          expect(guidon.details(name, false, context as object).value).toBe(false);
        }
      }
    };
    ask();
    await guidon.ready();
    ask();
    await guidon.close();
    ask();
    expect(guidon.status().state).toBe("closed");
  });

  test("an SDK with a key for rulesets hears of each change, and says which flags it may concern", async () => {
    const guidon = start();
    await guidon.ready();
    const changes: (readonly string[])[] = [];
    guidon.on("change", ({ flags }) => changes.push(flags));
    const made = await service.flag(project.id, { key: "heard", enabled: true });
    await untilValue(guidon, "heard", false);
    await service.rule(made.id, { conditions: [], value: true });
    await untilValue(guidon, "heard", true);
    await service.call("DELETE", `/api/v1/flags/${made.id}`);
    await untilValue(guidon, "heard", null);
    expect(new Set(changes.flat())).toEqual(new Set(["heard"]));
    expect(guidon.status()).toMatchObject({ state: "ready", updates: "stream" });
  });

  test("an SDK with a key for rulesets answers from a bootstrap at once, and then follows the server", async () => {
    const bootstrap = await rulesetNow();
    const guidon = start({ bootstrap });
    expect(guidon.value("checkout", false, { plan: "pro" })).toBe(true);
    expect(guidon.status()).toMatchObject({ state: "ready", source: "bootstrap", revision: bootstrap.revision });
    await guidon.ready();
    await service.flag(project.id, { key: "after-bootstrap", enabled: true });
    await untilValue(guidon, "after-bootstrap", false);
  });

  test.each([
    ["of another environment", async () => ({ ...(await rulesetNow()), environment: "staging" })],
    ["that is none", async () => ({ data: await rulesetNow() })],
  ])("an SDK with a key for rulesets takes no bootstrap %s", async (_what, bootstrap) => {
    const guidon = start({ bootstrap: await bootstrap() });
    expect(guidon.value("checkout", "nothing", { plan: "pro" })).toBe("nothing");
    expect(guidon.status()).toMatchObject({ state: "starting", error: { code: "invalid" } });
    await guidon.ready();
    expect(guidon.value("checkout", false, { plan: "pro" })).toBe(true);
  });

  test("an SDK with a key for rulesets gives a page its visitors' values of visible flags", async () => {
    const guidon = start();
    await guidon.ready();
    const value = { most: 3, of: ["a"] };
    expect(guidon.all({ plan: "pro" }, "client")).toEqual({ limits: { value, reason: "STATIC" } });
    expect(guidon.all({ plan: "pro" })).toMatchObject({
      checkout: { value: true, reason: "TARGETING_MATCH", variant: "on" },
    });
    expect(guidon.all()).not.toHaveProperty("left-to-code");
  });

  test("an SDK with a key for rulesets asks once for a long list, however its rules change", async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `user-${index}`);
    const long = await service.flag(project.id, { key: "long", enabled: true });
    await service.rule(long.id, { conditions: [{ attribute: "user_id", operator: "in", value: ids }], value: true });
    const { fetch, asked } = unreliableFetch();
    const guidon = start({ fetch });
    await guidon.ready();
    expect(guidon.value("long", false, { user_id: "user-4999" })).toBe(true);
    await service.rule(long.id, {
      conditions: [{ attribute: "plan", operator: "equals", value: "pro" }],
      value: true,
    });
    await untilValue(guidon, "long", true, { plan: "pro" });
    expect(guidon.value("long", false, { user_id: "user-4999" })).toBe(true);
    expect(asked.filter((url) => url.includes("/lists/"))).toHaveLength(1);
  });
});
