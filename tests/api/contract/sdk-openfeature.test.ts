import { ErrorCode, InMemoryProvider, OpenFeature, ProviderEvents, ProviderStatus } from "@openfeature/server-sdk";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Project } from "@/lib/contract/project";
import { type GuidonServerOptions, GuidonServerProvider } from "@/packages/sdk/src/openfeature";
import { sharedService } from "../../support/api-service";
import { until } from "../../support/server-process";

const service = sharedService();
let project: Project;
let key: string;

beforeAll(async () => {
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
  const flag = await service.flag(project.id, { key: "checkout", enabled: true });
  await service.rule(flag.id, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true });
  await service.rule(flag.id, { conditions: [], percentage: 50, value: true });
});
afterAll(() => OpenFeature.close());

let domains = 0;
async function connect(more: Partial<GuidonServerOptions> = {}) {
  domains += 1;
  const domain = `sdk-${domains}`;
  const provider = new GuidonServerProvider({ url: service.url, key, environment: "production", ...more });
  onTestFinished(() => provider.onClose());
  await OpenFeature.setProviderAndWait(domain, provider);
  return { client: OpenFeature.getClient(domain), provider };
}

describe("Guidon's server provider", () => {
  test("Guidon's server provider gives for each person what the server gives over OFREP", async () => {
    const { client } = await connect();
    for (let number = 0; number < 10; number += 1) {
      const context = { targetingKey: `u-${number}`, plan: number === 3 ? "pro" : "free" };
      const asked = { headers: { "x-environment": "production" }, key, body: { context } };
      const { body } = await service.call("POST", "/ofrep/v1/evaluate/flags/checkout", asked);
      const details = await client.getBooleanDetails("checkout", false, context);
      expect(details).toMatchObject({ value: body.value, reason: body.metadata.reason, variant: body.variant });
      expect(details.flagMetadata).toEqual(body.metadata);
    }
    expect(await client.getBooleanValue("checkout", false, { targetingKey: "x", user_id: "u-1" })).toBe(
      await client.getBooleanValue("checkout", false, { targetingKey: "u-1" }),
    );
  });

  test("Guidon's server provider names the flag set, also after the project is called something else", async () => {
    const renamed = await service.project();
    const made = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [renamed.slug] });
    const { client } = await connect({ key: made.key });
    await service.flag(renamed.id, { key: "set", enabled: true });
    const flagSet = async () => (await client.getBooleanDetails("set", false)).flagMetadata.flagSetId;
    await until(async () => (await flagSet()) === `${renamed.slug}/production`);
    const slug = `${renamed.slug}-2`;
    await service.data("PATCH", `/api/v1/flags/projects/${renamed.id}`, { slug });
    await until(async () => (await flagSet()) === `${slug}/production`);
  });

  test("Guidon's server provider takes a date for its text, as OFREP does", async () => {
    const flag = await service.flag(project.id, { key: "dated", enabled: true });
    await service.rule(flag.id, { conditions: [{ attribute: "since", operator: "less_than", value: "2026-06-30" }] });
    const { client } = await connect();
    const ask = (since: string) => client.getBooleanValue("dated", false, { since: new Date(since) });
    expect([await ask("2026-06-01T12:00:00Z"), await ask("2026-07-01T12:00:00Z")]).toEqual([true, false]);
  });

  test("Guidon's server provider gives the default and the standard error code where it cannot evaluate", async () => {
    const { client } = await connect();
    expect(await client.getNumberDetails("missing", 5)).toMatchObject({
      value: 5,
      reason: "ERROR",
      errorCode: ErrorCode.FLAG_NOT_FOUND,
    });
    expect(await client.getStringDetails("checkout", "text")).toMatchObject({
      value: "text",
      errorCode: ErrorCode.TYPE_MISMATCH,
    });
    expect(await client.getObjectValue("checkout", { a: 1 })).toEqual({ a: 1 });
  });

  test("Guidon's server provider runs hooks, and hears which flags changed", async () => {
    const { client } = await connect();
    const heard: string[] = [];
    client.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
      heard.push(...(details?.flagsChanged ?? []));
    });
    const seen: unknown[] = [];
    client.addHooks({
      before: (hook) => ({ ...hook.context, plan: "pro" }),
      after: (_hook, { value }) => void seen.push(value),
    });
    expect(await client.getBooleanDetails("checkout", false, {})).toMatchObject({ reason: "TARGETING_MATCH" });
    expect(seen).toEqual([true]);
    await service.flag(project.id, { key: "heard", enabled: true });
    await until(async () => heard.includes("heard"));
  });

  test("Guidon's server provider says that a refused key is fatal, and evaluates nothing by it", async () => {
    const { key: narrow } = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
    await expect(connect({ key: narrow })).rejects.toThrow(/flags:ruleset/);
    const client = OpenFeature.getClient(`sdk-${domains}`);
    expect(client.providerStatus).toBe(ProviderStatus.FATAL);
    expect(await client.getBooleanDetails("checkout", true)).toMatchObject({
      value: true,
      errorCode: "PROVIDER_FATAL",
    });
  });

  test("Guidon's server provider goes on with a key that is revoked, and says so by an error", async () => {
    const { key: lost, id } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] });
    const { client } = await connect({ key: lost });
    await service.revokeKey(id);
    await until(async () => client.providerStatus === ProviderStatus.ERROR);
    expect(await client.getBooleanDetails("checkout", false, { plan: "pro" })).toMatchObject({ value: true });
  });

  test("Guidon's server provider is stale while the server is away, and ready again when it is back", async () => {
    let isAway = false;
    const network: typeof fetch = async (input, init) =>
      isAway ? new Response("", { status: 503 }) : fetch(input, init);
    const { client } = await connect({ fetch: network, updates: "poll", timing: { poll: 50, reconnect: 50 } });
    const told: string[] = [];
    client.addHandler(ProviderEvents.Stale, () => void told.push("stale"));
    isAway = true;
    await until(async () => told.includes("stale"));
    expect(client.providerStatus).toBe(ProviderStatus.STALE);
    isAway = false;
    await until(async () => client.providerStatus === ProviderStatus.READY);
  });

  test("Guidon's server provider is stale from the beginning when the server was lost before it was set", async () => {
    const { provider: other } = await connect();
    const bootstrap = other.guidon.ruleset() ?? undefined;
    const network: typeof fetch = async () => new Response("", { status: 503 });
    const provider = new GuidonServerProvider({
      url: service.url,
      key,
      environment: "production",
      fetch: network,
      bootstrap,
    });
    onTestFinished(() => provider.onClose());
    await until(async () => provider.guidon.status().state === "stale");
    await OpenFeature.setProviderAndWait("late", provider);
    const client = OpenFeature.getClient("late");
    await until(async () => client.providerStatus === ProviderStatus.STALE);
    expect(await client.getBooleanValue("checkout", false, { plan: "pro" })).toBe(true);
  });

  test("Guidon's server provider hands on what is tracked, and ends what it began", async () => {
    const tracked: unknown[] = [];
    const { client, provider } = await connect({ onTrack: (...event) => tracked.push(event) });
    client.track("bought", { targetingKey: "u-1" }, { value: 5 });
    expect(tracked).toEqual([["bought", expect.objectContaining({ targetingKey: "u-1" }), { value: 5 }]]);
    await provider.onClose();
    expect(provider.guidon.status().state).toBe("closed");
  });

  test("Guidon's server provider says once that it is ready, and nothing of what changes elsewhere", async () => {
    domains += 1;
    const told: string[] = [];
    const client = OpenFeature.getClient(`sdk-${domains}`);
    client.addHandler(ProviderEvents.Ready, () => void told.push("ready"));
    client.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
      told.push(...(details?.flagsChanged?.length ? details.flagsChanged : ["nothing"]));
    });
    const provider = new GuidonServerProvider({ url: service.url, key, environment: "production" });
    onTestFinished(() => provider.onClose());
    await OpenFeature.setProviderAndWait(`sdk-${domains}`, provider);
    const flag = await service.flag(project.id, { key: "told", enabled: true });
    await until(async () => told.length > 1);
    const { revision } = provider.guidon.status();
    await service.rule(flag.id, { environment: "staging", conditions: [], value: true });
    await until(async () => provider.guidon.status().revision !== revision);
    expect(told).toEqual(["ready", "told"]);
  });

  test("Guidon's server provider begins anew when it is used again after it was closed", async () => {
    const { client, provider } = await connect();
    const { domain = "" } = client.metadata;
    const closed = provider.guidon;
    await OpenFeature.setProviderAndWait(domain, new InMemoryProvider());
    await OpenFeature.setProviderAndWait(domain, provider);
    await until(async () => closed.status().state === "closed");
    await service.flag(project.id, { key: "later", enabled: true, default_value: true });
    await until(async () => await client.getBooleanValue("later", false));
  });
});
