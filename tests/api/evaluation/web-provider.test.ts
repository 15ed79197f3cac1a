import type { Page, Response } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../../support/api-service";
import { startCompressingProxy } from "../../support/compressing-proxy";
import { serveWebPages, type WebPages } from "../../support/web-page";

/** A change is to be seen within a second; the machine that tests may be busy. */
const SOON = { timeout: 10_000 };

const service = ownService({ AUTH_SECRET: "a secret of this test, long enough for one" });
let pages: WebPages;
let project: Project;
let flag: Flag;

beforeAll(async () => {
  pages = await serveWebPages({ entryPoints: [new URL("./web-provider/page.ts", import.meta.url).pathname] });
  project = await service.project();
  flag = await service.flag(project, { key: "limit", flag_type: "number", default_value: 1, enabled: true });
  const conditions = [{ attribute: "plan", operator: "equals", value: "free" }];
  await service.rule(flag, { conditions, value: 0 });
});
afterAll(() => pages.close());

const keyHere = () => service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });

let limit = 1;
async function raise(): Promise<number> {
  limit += 1;
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: limit } });
  return limit;
}

const seen = (page: Page) => page.evaluate(() => window.seen);
const lastValue = async (page: Page) => (await seen(page)).values.at(-1)?.value;

/** The answers to bulk evaluations that a page has got. */
function bulkAnswers(page: Page): Response[] {
  const answers: Response[] = [];
  page.on("response", (answer) => {
    const isBulk = /\/ofrep\/v1\/evaluate\/flags(\?|$)/.test(answer.url());
    if (isBulk && answer.request().method() === "POST") answers.push(answer);
  });
  return answers;
}

async function begin(page: Page, url: string, key: string): Promise<void> {
  await page.evaluate(([baseUrl, held]) => window.begin(baseUrl ?? "", held ?? ""), [url, key]);
}

test.each(["directly", "through a proxy that compresses"])(
  "the official provider at its default options sees each change, %s, and nothing that is none",
  async (way) => {
    const url = way === "directly" ? service.url : await startCompressingProxy([service.url]);
    const { key } = await keyHere();
    const page = await pages.open();
    const answers = bulkAnswers(page);
    await begin(page, url, key);
    expect(await lastValue(page)).toBe(limit);
    for (let change = 0; change < 2; change += 1) {
      const value = await raise();
      await expect.poll(() => lastValue(page), SOON).toBe(value);
    }
    // One that is nothing to this context: the provider asks, is told so, and tells the application nothing.
    const told = (await seen(page)).values.length;
    const before = answers.length;
    await service.call("PATCH", `/api/v1/flags/projects/${project.id}`, { body: { name: `Shop, ${way}` } });
    await expect.poll(() => answers.length, SOON).toBeGreaterThan(before);
    expect(answers.at(-1)?.status()).toBe(304);
    expect((await seen(page)).values).toHaveLength(told);
    await page.close();
  },
);

test("a page that is loaded again goes on by its streams, though it is told that nothing is new", async () => {
  const { key } = await keyHere();
  const page = await pages.open();
  await begin(page, service.url, key);
  await page.reload();
  const answers = bulkAnswers(page);
  await begin(page, service.url, key);
  expect((await seen(page)).values.at(0)).toEqual({ value: limit, reason: "CACHED" });
  await expect.poll(() => answers.length, SOON).toBeGreaterThan(0);
  expect(answers[0]?.status()).toBe(304);
  const value = await raise();
  await expect.poll(() => lastValue(page), SOON).toBe(value);
  await page.close();
});

test("a page whose key is revoked hears no more, and asks in vain", async () => {
  const { key, id } = await keyHere();
  const page = await pages.open();
  const answers = bulkAnswers(page);
  await begin(page, service.url, key);
  const value = await lastValue(page);
  await service.revokeKey(id);
  await raise();
  await expect.poll(() => answers.at(-1)?.status(), { timeout: 20_000 }).toBe(401);
  expect(await lastValue(page)).toBe(value);
  await page.close();
});
