import { OFREPProvider } from "@openfeature/ofrep-provider";
import { type Client, ErrorCode, OpenFeature } from "@openfeature/server-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { sharedService } from "../../support/api-service";
import {
  ofrepBulkFailure,
  ofrepBulkSuccess,
  ofrepFailure,
  ofrepFlagNotFound,
  ofrepGeneralError,
  ofrepSuccess,
} from "./ofrep-schemas";

const service = sharedService();
let project: Project;
/** For evaluation in this project alone: what an application would be given. */
let key: string;
/** Someone whom every rule matches, and the percentage lets in. */
let inside: { targetingKey: string; plan: string };

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] }));
  const pro = { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] };
  const boolean = await service.flag(project, { key: "boolean", enabled: true });
  await service.rule(boolean, { ...pro, value: true });
  const string = await service.flag(project, {
    key: "string",
    flag_type: "string",
    default_value: "a",
    variants: [
      { name: "First", value: "a" },
      { name: "Second", value: "b" },
    ],
    enabled: true,
  });
  await service.rule(string, { ...pro, percentage: 99, value: "b" });
  await service.flag(project, { key: "number", flag_type: "number", default_value: 1.5, enabled: true });
  await service.flag(project, { key: "json", flag_type: "json", default_value: { value: { limit: 3 } } });
  inside = await someoneInside("string");
});

async function someoneInside(flagKey: string): Promise<typeof inside> {
  for (let number = 1; ; number += 1) {
    const context = { targetingKey: `u-${number}`, plan: "pro" };
    const body = { context };
    const { body: answer } = await service.call("POST", `/ofrep/v1/evaluate/flags/${flagKey}`, { key, body });
    if (answer.reason === "SPLIT") return context;
  }
}

afterAll(() => OpenFeature.close());

describe("the official OFREP provider", () => {
  let client: Client;

  beforeAll(async () => {
    const provider = new OFREPProvider({ baseUrl: service.url, headers: [["Authorization", `Bearer ${key}`]] });
    await OpenFeature.setProviderAndWait("server", provider);
    client = OpenFeature.getClient("server");
  });

  test("the official OFREP provider gets a boolean with TARGETING_MATCH, or UNKNOWN without a match", async () => {
    expect(await client.getBooleanDetails("boolean", false, inside)).toMatchObject({
      value: true,
      variant: "on",
      reason: "TARGETING_MATCH",
    });
    const details = await client.getBooleanDetails("boolean", true, { targetingKey: "u-2" });
    expect(details).toMatchObject({
      value: false,
      variant: "off",
      reason: "UNKNOWN",
      flagMetadata: { reason: "DEFAULT" },
    });
  });

  test("the official OFREP provider gets a string and its variant, with SPLIT inside a percentage", async () => {
    const details = await client.getStringDetails("string", "", inside);
    expect(details).toMatchObject({ value: "b", variant: "Second", reason: "SPLIT" });
  });

  test("the official OFREP provider gets a number, with STATIC when there are no rules", async () => {
    expect(await client.getNumberDetails("number", 0, inside)).toMatchObject({ value: 1.5, reason: "STATIC" });
  });

  test("the official OFREP provider gets an object, with DISABLED when the flag is off", async () => {
    const details = await client.getObjectDetails("json", {}, inside);
    expect(details).toMatchObject({ value: { limit: 3 }, reason: "DISABLED" });
  });

  test("the official OFREP provider gives the code's default, and FLAG_NOT_FOUND, for an unknown flag", async () => {
    const details = await client.getBooleanDetails("nope", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.FLAG_NOT_FOUND });
  });

  test("the official OFREP provider gives the code's default and TYPE_MISMATCH for another type", async () => {
    const details = await client.getNumberDetails("string", 7, inside);
    expect(details).toMatchObject({ value: 7, reason: "ERROR", errorCode: ErrorCode.TYPE_MISMATCH });
  });

  test("the official OFREP provider gives the code's default, and GENERAL, when its key is refused", async () => {
    await OpenFeature.setProviderAndWait("stranger", new OFREPProvider({ baseUrl: service.url }));
    const details = await OpenFeature.getClient("stranger").getBooleanDetails("boolean", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.GENERAL });
  });

  test("the official OFREP provider gives the code's default and GENERAL for an unknown environment", async () => {
    const headers: [string, string][] = [
      ["Authorization", `Bearer ${key}`],
      ["x-environment", "moon"],
    ];
    await OpenFeature.setProviderAndWait("moon", new OFREPProvider({ baseUrl: service.url, headers }));
    const details = await OpenFeature.getClient("moon").getBooleanDetails("boolean", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.GENERAL });
  });
});

describe("flag that is off and leaves its value to the code", () => {
  const on = { key: "left", flag_type: "string", default_value: "served", when_disabled: "code_default" };
  const context = { targetingKey: "u-1" };
  let left: Flag;

  beforeAll(async () => {
    left = await service.flag(project, on);
  });

  test("a flag that leaves its value to the code while off says so itself, and in its history", async () => {
    expect(left.when_disabled).toBe("code_default");
    const path = `/api/v1/flags/${left.id}`;
    const back = await service.call("PATCH", path, { body: { when_disabled: "default_value" } });
    expect([back.status, back.body.data.when_disabled]).toEqual([200, undefined]);
    await service.call("PATCH", path, { body: { when_disabled: "code_default" } });
    const history = await service.call("GET", `/api/v1/flags/audit?project_id=${project.id}&resource_id=${left.id}`);
    expect(history.body.data[0].after.when_disabled).toBe("code_default");
    const refused = await service.call("PATCH", path, { body: { when_disabled: "null" } });
    expect([refused.status, Object.keys(refused.body.details)]).toEqual([422, ["when_disabled"]]);
  });

  test("a flag that leaves its value to the code while off gives null over REST, marked as no value", async () => {
    const body = { project_id: project.id, flag_key: "left", context };
    const off = { value: null, is_code_default: true, reason: "DISABLED", rule_id: null };
    const asked = await service.call("POST", "/api/v1/flags/evaluate", { body });
    expect(asked.body.data).toEqual({ flag_key: "left", environment: "production", ...off });
    const explained = await service.call("POST", "/api/v1/flags/evaluate", { body: { ...body, explain: true } });
    expect(explained.body.data).toEqual({ flag_key: "left", environment: "production", trace: [], ...off });
    const all = await service.call("POST", "/api/v1/flags/bootstrap", { body: { project_id: project.id, context } });
    expect(all.body.data.flags.left).toEqual(off);
  });

  test("a flag that leaves its value to the code gives none over OFREP, and the provider the code's", async () => {
    const { body } = await service.call("POST", "/ofrep/v1/evaluate/flags/left", { key, body: { context } });
    expect(body).toMatchObject({ key: "left", reason: "DISABLED" });
    expect(body).not.toHaveProperty("value");
    ofrepSuccess.parse(body);
    const provider = new OFREPProvider({ baseUrl: service.url, headers: [["Authorization", `Bearer ${key}`]] });
    await OpenFeature.setProviderAndWait("left", provider);
    expect(await OpenFeature.getClient("left").getStringValue("left", "mine", context)).toBe("mine");
  });

  test("a flag that leaves its value to the code while off serves its own values when it is on", async () => {
    await service.call("PATCH", `/api/v1/flags/${left.id}`, { body: { enabled: true } });
    const { body } = await service.call("POST", "/ofrep/v1/evaluate/flags/left", { key, body: { context } });
    expect(body).toMatchObject({ value: "served", reason: "STATIC" });
  });
});

describe("OFREP answers", () => {
  const call = (path: string, options: object = {}) =>
    service.call("POST", `/ofrep/v1/evaluate/flags${path}`, {
      key,
      body: { context: { targetingKey: "u-1" } },
      ...options,
    });

  test("every OFREP answer is as the protocol's document says: successes", async () => {
    for (const flag of ["boolean", "string", "number", "json"]) ofrepSuccess.parse((await call(`/${flag}`)).body);
    const bulk = await call("");
    ofrepBulkSuccess.parse(bulk.body);
    expect(bulk.headers.get("etag")).toMatch(/^W\/"[\w-]+"$/);
  });

  test("every OFREP answer is as the protocol's document says: failures", async () => {
    ofrepFlagNotFound.parse((await call("/nope")).body);
    for (const options of [
      { raw: "{" },
      { raw: "[]" },
      { body: { context: 1 } },
      { body: {} },
      { headers: { "x-environment": "moon" } },
    ]) {
      const single = await call("/boolean", options);
      expect(single.status).toBe(400);
      ofrepFailure.parse(single.body);
      const bulk = await call("", options);
      expect(bulk.status).toBe(400);
      ofrepBulkFailure.parse(bulk.body);
    }
    const refused = await call("", { key: null });
    expect(refused.status).toBe(401);
    ofrepGeneralError.parse(refused.body);
  });

  test.each([
    ["POST", "/ofrep/v1/evaluate/flags/a/b", 404, { key: "a/b", errorCode: "FLAG_NOT_FOUND" }],
    ["POST", "/ofrep/v1/evaluate/flags/a%20b/c", 404, { key: "a b/c", errorCode: "FLAG_NOT_FOUND" }],
    ["GET", "/ofrep/v1/nothing", 404, { errorCode: "GENERAL", errorDetails: "Not found" }],
    ["POST", "/ofrep", 404, { errorCode: "GENERAL", errorDetails: "Not found" }],
    ["PUT", "/ofrep/v1/evaluate/flags", 405, { errorCode: "GENERAL", errorDetails: "Method not allowed" }],
    ["DELETE", "/ofrep/v1/evaluate/flags/a", 405, { errorCode: "GENERAL", errorDetails: "Method not allowed" }],
  ])(
    "every OFREP answer is as the protocol's document says: %s %s, which nobody serves",
    async (method, path, status, body) => {
      const headers = { origin: "https://shop.example" };
      const answer = await service.call(method, path, { key, headers });
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject(body);
      expect(answer.body.error).toBeUndefined();
      // A page of another origin reads what went wrong, too.
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.has("allow")).toBe(status === 405);
    },
  );

  test("every OFREP answer is as the protocol's document says: what is too long, and what is no JSON", async () => {
    const long = await call("", { raw: `{"context": {"a": "${"a".repeat(256 * 1024)}"}}` });
    const packed = await call("/boolean", { headers: { "content-encoding": "gzip" } });
    expect([long.status, packed.status]).toEqual([413, 415]);
    ofrepBulkFailure.parse(long.body);
    ofrepFailure.parse(packed.body);
  });

  test("what a newer OFREP client adds is ignored", async () => {
    const answer = await call("?flagConfigEtag=abc&flagConfigLastModified=1", { body: { context: {}, more: 1 } });
    expect(answer.status).toBe(200);
  });
});
