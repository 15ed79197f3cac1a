import type { Page } from "@playwright/test";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { Guidon } from "@/packages/sdk/src/index";
import type { GuidonWebOptions } from "@/packages/sdk/src/openfeature-web";
import { bootstrapFrom } from "@/packages/sdk/src/server/bootstrap-from";
import { evaluateFlags } from "@/packages/sdk/src/server/evaluate-flags";
import type { Bootstrap } from "@/packages/sdk/src/web/options";
import { ownService } from "../../support/api-service";
import { startDatabaseProxy } from "../../support/database-proxy";
import { serveWebPages, type WebPages } from "../../support/web-page";
import type { Seen } from "./web-provider/page";

/** A change is to be seen within a second; the machine that tests may be busy. */
const SOON = { timeout: 20_000 };

const pro = { targetingKey: "u-1", plan: "pro" };
const free = { targetingKey: "u-2", plan: "free" };

const service = ownService({ AUTH_SECRET: "a secret of this test, long enough for one" });
let pages: WebPages;
let project: Project;
let flag: Flag;

beforeAll(async () => {
  pages = await serveWebPages({ entryPoints: [new URL("./web-provider/page.ts", import.meta.url).pathname] });
  project = await service.project();
  const fields = { key: "limit", flag_type: "number", default_value: 1, enabled: true, is_client_visible: true };
  flag = await service.flag(project, fields);
  // Which no page learns of.
  await service.flag(project, { key: "secret", enabled: true });
  const conditions = [{ attribute: "plan", operator: "equals", value: "free" }];
  await service.rule(flag, { conditions, value: 0 });
});
afterAll(() => pages.close());

const clientKey = () => service.createKey({ kind: "client", scopes: ["flags:evaluate"], projectSlugs: [project.slug] });

let limit = 1;
async function raise(): Promise<number> {
  limit += 1;
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: limit } });
  return limit;
}

async function open(): Promise<Page> {
  const page = await pages.open();
  onTestFinished(() => page.close());
  return page;
}

const begin = (page: Page, options: GuidonWebOptions): Promise<Seen> =>
  page.evaluate(([first, second]) => window.startSdk(first, second), [JSON.stringify(options), pro] as const);
const seen = (page: Page): Promise<Seen[]> => page.evaluate(() => window.heard);
const last = async (page: Page): Promise<Seen | undefined> => (await seen(page)).at(-1);

/** A way to the service that a test can cut. */
async function breakable() {
  const proxy = await startDatabaseProxy(service.url);
  onTestFinished(() => proxy.cut());
  return { ...proxy, url: new URL(proxy.url).origin };
}

test("a page sees a change without being loaded again, and is told which flag it was", async () => {
  const { key } = await clientKey();
  const page = await open();
  expect(await begin(page, { url: service.url, key })).toMatchObject({ status: "NOT_READY", value: -1 });
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "READY", value: limit, reason: "DEFAULT" });
  for (let change = 0; change < 2; change += 1) {
    const value = await raise();
    await expect
      .poll(() => last(page), SOON)
      .toMatchObject({ event: "PROVIDER_CONFIGURATION_CHANGED", value, flagsChanged: ["limit"] });
  }
  await page.evaluate((context) => window.become(context), free);
  expect(await last(page)).toMatchObject({ event: "PROVIDER_CONTEXT_CHANGED", value: 0, reason: "TARGETING_MATCH" });
});

test("a page that a server has given values has them at once, and asks only for what is new", async () => {
  const { key } = await clientKey();
  const bootstrap = await evaluateFlags({ url: service.url, clientKey: key }, pro);
  const page = await open();
  const statuses: number[] = [];
  page.on("response", (answer) => void statuses.push(answer.status()));
  const begun = await begin(page, { url: service.url, key, bootstrap });
  expect(begun).toMatchObject({ status: "READY", value: limit, reason: "DEFAULT" });
  // The answer that nothing is new, and the stream: what a change comes by.
  await expect.poll(() => statuses.toSorted(), SOON).toEqual([200, 304]);
  const value = await raise();
  await expect.poll(() => last(page), SOON).toMatchObject({ event: "PROVIDER_CONFIGURATION_CHANGED", value });
});

test("values that an application evaluates itself for a page are those that the server gives", async () => {
  const [client, server] = await Promise.all([
    clientKey(),
    service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }),
  ]);
  const guidon = new Guidon({ url: service.url, key: server.key, environment: "production" });
  await guidon.ready();
  for (const context of [pro, free]) {
    const asked = await evaluateFlags({ url: service.url, clientKey: client.key }, context);
    const own = bootstrapFrom(guidon, context);
    expect(own.context).toEqual(asked.context);
    const values = ({ answer }: Bootstrap) => answer.flags.map(({ key, value }) => ({ key, value }));
    expect(values(own)).toEqual(values(asked));
    expect(values(own)).toHaveLength(1);
  }
  await guidon.close();
});

test("a page that is cut off goes on with what it has and says so, and catches up by itself", async () => {
  const { key } = await clientKey();
  const proxy = await breakable();
  const page = await open();
  await begin(page, { url: proxy.url, key });
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "READY" });
  await proxy.cut();
  await expect
    .poll(() => last(page), SOON)
    .toMatchObject({
      event: "PROVIDER_STALE",
      value: limit,
      message: expect.stringContaining("The values are those of"),
    });
  const value = await raise();
  await proxy.restore();
  await expect.poll(() => last(page), SOON).toMatchObject({ event: "PROVIDER_READY", status: "READY", value });
  const changes = (await seen(page)).filter(({ event }) => event === "PROVIDER_CONFIGURATION_CHANGED");
  expect(changes).toMatchObject([{ value, flagsChanged: ["limit"] }]);
});

test("a page that is opened without a network has what an earlier one kept, for nobody else", async () => {
  const { key } = await clientKey();
  const proxy = await breakable();
  const options = { url: proxy.url, key, cache: "local" } as const;
  const page = await open();
  await begin(page, options);
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "READY" });
  await proxy.cut();
  await page.reload();
  expect(await begin(page, options)).toMatchObject({ status: "READY", value: limit, reason: "CACHED" });
  await page.evaluate((context) => window.become(context), free);
  expect(await last(page)).toMatchObject({ status: "ERROR", value: -1, reason: "ERROR" });
  await proxy.restore();
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "READY", value: 0 });
});

test("a key that may read rules is refused, with what to do", async () => {
  const { key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] });
  const page = await open();
  await begin(page, { url: service.url, key });
  const message = expect.stringContaining("make a client key: npm run key -- create --client");
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "FATAL", value: -1, message });
  const asking = evaluateFlags({ url: service.url, clientKey: key }, pro);
  await expect(asking).rejects.toThrow("make a client key");
});

test("a page whose key is revoked keeps what it has, and says why it hears no more", async () => {
  const { key, id } = await clientKey();
  const page = await open();
  await begin(page, { url: service.url, key });
  await expect.poll(() => last(page), SOON).toMatchObject({ status: "READY" });
  const value = limit;
  await service.revokeKey(id);
  await raise();
  const message = expect.stringContaining("Was it revoked?");
  await expect.poll(() => last(page), SOON).toMatchObject({ event: "PROVIDER_ERROR", value, message });
});
