import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { type Client, ErrorCode, OpenFeature } from "@openfeature/server-sdk";
import { ClientProviderEvents, type Provider, OpenFeature as WebOpenFeature } from "@openfeature/web-sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { makeFlag, makeProject, makeRule } from "../../support/rule-fixtures";
import { startService, type TestService } from "../../support/service";
import {
  ofrepBulkFailure,
  ofrepBulkSuccess,
  ofrepFailure,
  ofrepFlagNotFound,
  ofrepGeneralError,
  ofrepSuccess,
} from "./ofrep-schemas";

let service: TestService;
let project: Project;
/** For evaluation in this project alone: what an application would be given. */
let key: string;
/** Someone whom every rule matches, and the percentage lets in. */
let inside: { targetingKey: string; plan: string };

beforeAll(async () => {
  service = await startService();
  project = await makeProject(service);
  ({ key } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] }));
  const pro = { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] };
  const boolean = await makeFlag(service, project, { key: "boolean", enabled: true });
  await makeRule(service, boolean, { ...pro, value: true });
  const string = await makeFlag(service, project, {
    key: "string",
    flag_type: "string",
    default_value: "a",
    enabled: true,
  });
  await makeRule(service, string, { ...pro, percentage: 99, value: "b" });
  await makeFlag(service, project, { key: "number", flag_type: "number", default_value: 1.5, enabled: true });
  await makeFlag(service, project, { key: "json", flag_type: "json", default_value: { value: { limit: 3 } } });
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

afterAll(async () => {
  await OpenFeature.close();
  await WebOpenFeature.close();
  await service.close();
});

describe("the OpenFeature server SDK through its OFREP provider", () => {
  let client: Client;

  beforeAll(async () => {
    const provider = new OFREPProvider({ baseUrl: service.url, headers: [["Authorization", `Bearer ${key}`]] });
    await OpenFeature.setProviderAndWait("server", provider);
    client = OpenFeature.getClient("server");
  });

  test("gets a boolean, with TARGETING_MATCH, and as UNKNOWN when no rule matches", async () => {
    expect(await client.getBooleanDetails("boolean", false, inside)).toMatchObject({
      value: true,
      reason: "TARGETING_MATCH",
    });
    const details = await client.getBooleanDetails("boolean", true, { targetingKey: "u-2" });
    expect(details).toMatchObject({ value: false, reason: "UNKNOWN", flagMetadata: { reason: "DEFAULT" } });
  });

  test("gets a string, with SPLIT for who is inside a percentage", async () => {
    const details = await client.getStringDetails("string", "", inside);
    expect(details).toMatchObject({ value: "b", reason: "SPLIT" });
  });

  test("gets a number, with STATIC when there are no rules", async () => {
    expect(await client.getNumberDetails("number", 0, inside)).toMatchObject({ value: 1.5, reason: "STATIC" });
  });

  test("gets an object, with DISABLED when the flag is off", async () => {
    const details = await client.getObjectDetails("json", {}, inside);
    expect(details).toMatchObject({ value: { limit: 3 }, reason: "DISABLED" });
  });

  test("gives the code's default, and FLAG_NOT_FOUND, for an unknown flag", async () => {
    const details = await client.getBooleanDetails("nope", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.FLAG_NOT_FOUND });
  });

  test("gives the code's default, and TYPE_MISMATCH, for a flag of another type", async () => {
    const details = await client.getNumberDetails("string", 7, inside);
    expect(details).toMatchObject({ value: 7, reason: "ERROR", errorCode: ErrorCode.TYPE_MISMATCH });
  });

  test("gives the code's default, and GENERAL, when its key is refused", async () => {
    await OpenFeature.setProviderAndWait("stranger", new OFREPProvider({ baseUrl: service.url }));
    const details = await OpenFeature.getClient("stranger").getBooleanDetails("boolean", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.GENERAL });
  });

  test("gives the code's default, and GENERAL, for an environment that there is not", async () => {
    const headers: [string, string][] = [
      ["Authorization", `Bearer ${key}`],
      ["x-environment", "moon"],
    ];
    await OpenFeature.setProviderAndWait("moon", new OFREPProvider({ baseUrl: service.url, headers }));
    const details = await OpenFeature.getClient("moon").getBooleanDetails("boolean", true, inside);
    expect(details).toMatchObject({ value: true, reason: "ERROR", errorCode: ErrorCode.GENERAL });
  });
});

describe("the OpenFeature web SDK through its OFREP provider", () => {
  test("gets all types at once, polls with the tag it was given, and hears of a change", async () => {
    const statuses: number[] = [];
    const changes: string[][] = [];
    let sawChange = () => {};
    const changed = new Promise<void>((resolve) => {
      sawChange = resolve;
    });
    const provider = new OFREPWebProvider({
      baseUrl: service.url,
      pollInterval: 20,
      headers: [["Authorization", `Bearer ${key}`]],
      fetchImplementation: async (...request: Parameters<typeof fetch>) => {
        const response = await fetch(...request);
        statuses.push(response.status);
        if (statuses.includes(304)) sawNotModified();
        return response;
      },
    });
    let sawNotModified = () => {};
    const notModified = new Promise<void>((resolve) => {
      sawNotModified = resolve;
    });
    await WebOpenFeature.setContext(inside);
    // Its declarations were not made for exactOptionalPropertyTypes.
    await WebOpenFeature.setProviderAndWait(provider as Provider);
    const client = WebOpenFeature.getClient();
    client.addHandler(ClientProviderEvents.ConfigurationChanged, (event) => {
      changes.push(event?.flagsChanged ?? []);
      sawChange();
    });
    expect(client.getBooleanDetails("boolean", false)).toMatchObject({ value: true, reason: "TARGETING_MATCH" });
    expect(client.getStringDetails("string", "")).toMatchObject({ value: "b", reason: "SPLIT" });
    expect(client.getNumberDetails("number", 0)).toMatchObject({ value: 1.5, reason: "STATIC" });
    expect(client.getObjectDetails("json", {})).toMatchObject({ value: { limit: 3 }, reason: "DISABLED" });

    await notModified;
    const flags = await service.call("GET", `/api/v1/flags?project_id=${project.id}&search=number`);
    await service.call("PATCH", `/api/v1/flags/${flags.body.data[0].id}`, { body: { default_value: 2.5 } });
    await changed;
    expect(changes[0]).toEqual(["number"]);
    expect(client.getNumberValue("number", 0)).toBe(2.5);
  });
});

describe("every OFREP answer is as the protocol's document says", () => {
  const call = (path: string, options: object = {}) =>
    service.call("POST", `/ofrep/v1/evaluate/flags${path}`, {
      key,
      body: { context: { targetingKey: "u-1" } },
      ...options,
    });

  test("successes", async () => {
    for (const flag of ["boolean", "string", "number", "json"]) ofrepSuccess.parse((await call(`/${flag}`)).body);
    const bulk = await call("");
    ofrepBulkSuccess.parse(bulk.body);
    expect(bulk.headers.get("etag")).toMatch(/^"/);
  });

  test("failures", async () => {
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

  test("what a newer client adds is ignored", async () => {
    const answer = await call("?flagConfigEtag=abc&flagConfigLastModified=1", { body: { context: {}, more: 1 } });
    expect(answer.status).toBe(200);
  });
});
