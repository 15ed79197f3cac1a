import { status } from "@grpc/grpc-js";
import { FlagdProvider } from "@openfeature/flagd-provider";
import { type Client, OpenFeature, ProviderEvents, ProviderStatus } from "@openfeature/server-sdk";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { fetchFlagdFlags } from "../support/flagd-client";

const service = ownService();
let project: Project;
let flag: Flag;
let key: string;
let port: number;
let stop: () => Promise<void>;

/** Of the process's own modules, which read the settings when they are loaded. */
async function serve(at: number): Promise<void> {
  const { startSyncServer } = await import("@/lib/server/process/flagd/sync-server");
  ({ port, stop } = await startSyncServer(at, "127.0.0.1"));
}

const application = (more: object = {}) =>
  service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug], environments: ["production"], ...more });

beforeAll(async () => {
  project = await service.project();
  flag = await service.flag(project.id, { key: "checkout", enabled: true });
  await service.rule(flag.id, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] });
  ({ key } = await application());
  await serve(0);
});

afterAll(async () => {
  await OpenFeature.close();
  await stop();
});

/** flagd's provider at its default options but for where the server is, which key it takes, and its patience. */
async function connect(domain: string, selector: string): Promise<Client> {
  const options = { resolverType: "in-process", host: "127.0.0.1", port, selector, retryBackoffMaxMs: 100 } as const;
  await OpenFeature.setProviderAndWait(domain, new FlagdProvider(options));
  return OpenFeature.getClient(domain);
}

const next = (client: Client, event: ProviderEvents) =>
  new Promise<unknown>((heard) => client.addHandler(event, (details) => heard(details?.flagsChanged)));

const turn = (enabled: boolean) => service.data("PATCH", `/api/v1/flags/${flag.id}`, { enabled });

test("flagd's provider evaluates in process, hears of changes, and comes back when the server does", async () => {
  const client = await connect("sync", `production,key=${key}`);
  const pro = { targetingKey: "u-1", plan: "pro" };
  const details = await client.getBooleanDetails("checkout", false, pro);
  expect(details).toMatchObject({ value: true, variant: "on", reason: "TARGETING_MATCH" });
  // The selector, which has the key, is not told to hooks and telemetry.
  expect(JSON.stringify(details)).not.toContain(key);
  expect(details.flagMetadata.scope).toBe(`${project.slug}/production`);
  expect(await client.getBooleanValue("checkout", true, { plan: "free" })).toBe(false);

  const changed = next(client, ProviderEvents.ConfigurationChanged);
  // What is of another environment changes nothing here.
  await service.data("PATCH", `/api/v1/flags/${flag.id}/environments/staging`, { enabled: false });
  await turn(false);
  expect(await changed).toEqual(["checkout"]);
  expect(await client.getBooleanValue("checkout", true, pro)).toBe(false);

  const stale = next(client, ProviderEvents.Stale);
  await stop();
  await stale;
  await turn(true);
  await serve(port);
  await vi.waitFor(async () => expect(await client.getBooleanValue("checkout", false, pro)).toBe(true), 10_000);
  await vi.waitFor(() => expect(client.providerStatus).toBe(ProviderStatus.READY), 10_000);
});

test("a provider's stream ends with its key", async () => {
  const { id, key: other } = await application();
  const client = await connect("revoked", `${project.slug}/production,key=${other}`);
  const stale = next(client, ProviderEvents.Stale);
  await service.revokeKey(id);
  await stale;
});

const fetchFlags = (selector: string | undefined, headers: Record<string, string>) =>
  fetchFlagdFlags(port, selector, headers);
const bearer = (of: string) => ({ authorization: `Bearer ${of}` });

test("the key may be metadata, the selector a header, and the answer is that of HTTP", async () => {
  const { text } = await service.call("GET", "/flagd/v1/flags.json", { key });
  for (const selector of [
    undefined,
    "",
    "production",
    `flagSetId=${project.slug}/production`,
    `${project.id}/production`,
  ]) {
    expect(await fetchFlags(selector, bearer(key))).toEqual({ code: status.OK, text });
  }
  expect(await fetchFlags("staging", { ...bearer(key), "flagd-selector": "production" })).toMatchObject({ text });
});

test("whoever may not is told why, in gRPC's words", async () => {
  const wide = (await service.createKey({ scopes: ["flags:ruleset"] })).key;
  const evaluating = (await application({ scopes: ["flags:evaluate"] })).key;
  const other = await service.project();
  const code = async (selector: string, of: string) => (await fetchFlags(selector, bearer(of))).code;
  expect(await code("production", `kr_live_${"A".repeat(43)}`)).toBe(status.UNAUTHENTICATED);
  expect((await fetchFlags("production", {})).code).toBe(status.UNAUTHENTICATED);
  expect(await code("production", evaluating)).toBe(status.PERMISSION_DENIED);
  expect(await code("staging", key)).toBe(status.PERMISSION_DENIED);
  expect(await code(`${other.slug}/production`, key)).toBe(status.PERMISSION_DENIED);
  expect(await code("nowhere/production", key)).toBe(status.PERMISSION_DENIED);
  expect(await code("production", wide)).toBe(status.INVALID_ARGUMENT);
  expect(await code("source=production", wide)).toBe(status.INVALID_ARGUMENT);
  expect(await code(`a/${project.slug}/production`, wide)).toBe(status.INVALID_ARGUMENT);
  expect(await code("nowhere/production", wide)).toBe(status.NOT_FOUND);
  expect(await code(`${other.slug}/moon`, wide)).toBe(status.NOT_FOUND);
});
