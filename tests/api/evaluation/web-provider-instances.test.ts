import { expect, onTestFinished, test } from "vitest";
import { startCompressingProxy } from "../../support/compressing-proxy";
import { createTestDatabase } from "../../support/database";
import { insertKey } from "../../support/insert-key";
import { startServer, temporaryDataDir } from "../../support/server-process";
import { serveWebPages } from "../../support/web-page";

test("the official provider sees each change behind two instances, whichever is asked", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: await temporaryDataDir(),
    RATE_LIMIT_PER_MINUTE: "0",
    AUTH_SECRET: "a secret of these instances, long enough for one",
  };
  const key = await insertKey(database.url);
  const instances = await Promise.all([startServer(env), startServer(env)]);
  const send = async (instance: string, method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${instance}/api/v1/flags${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok, await answer.clone().text()).toBe(true);
    return (await answer.json()).data;
  };
  const [one = "", other = ""] = instances.map(({ url }) => url);
  const project = await send(one, "POST", "/projects", { name: "Shop" });
  const limit = { project_id: project.id, key: "limit", flag_type: "number", default_value: 1, enabled: true };
  const flag = await send(one, "POST", "", limit);
  const narrowed = await insertKey(database.url, { scopes: ["flags:evaluate"], projectIds: [project.id] });

  const url = await startCompressingProxy([one, other]);
  const pages = await serveWebPages({ entryPoints: [new URL("./web-provider/page.ts", import.meta.url).pathname] });
  onTestFinished(() => pages.close());
  const page = await pages.open();
  await page.evaluate(([baseUrl, held]) => window.begin(baseUrl ?? "", held ?? ""), [url, narrowed]);
  for (let value = 2; value < 6; value += 1) {
    await send(value % 2 === 0 ? one : other, "PATCH", `/${flag.id}`, { default_value: value });
    const last = () => page.evaluate(() => window.seen.values.at(-1)?.value);
    await expect.poll(last, { timeout: 10_000 }).toBe(value);
  }
});
