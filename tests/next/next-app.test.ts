import { type ChildProcess, execFile, spawn } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeSnippets } from "@/components/flags/use-in-code/snippets";
import type { Flag } from "@/lib/contract/flag";
import { ownService } from "../support/api-service";
import { listeningPort } from "../support/listening-port";
import { until } from "../support/server-process";
import { watchShown } from "../support/shown-values";
import { launchBrowser } from "../support/web-page";

const run = promisify(execFile);
const NEXT = path.resolve("node_modules/next/dist/bin/next");
/** Within the project, so that Next.js finds the packages. */
const APP = path.resolve("dist/tests/next-app");
const SOON = { timeout: 30_000 };

const service = ownService({ AUTH_SECRET: "a secret of this test, long enough for one" });
let browser: Browser;
let flag: Flag;
let key: { id: string; key: string };
let next: ChildProcess;
let url: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const project = await service.project();
  flag = await service.flag(project, { key: "new-checkout", enabled: true, is_client_visible: true });
  await service.rule(flag, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }], value: true });
  key = await service.createKey({ kind: "client", scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
  await writeApp();
  const env = { ...process.env, NODE_ENV: "production" as const, GUIDON_KEY: key.key, NEXT_TELEMETRY_DISABLED: "1" };
  await run(process.execPath, [NEXT, "build", APP], { env });
  const port = await freePort();
  next = spawn(process.execPath, [NEXT, "start", APP, "-H", "127.0.0.1", "-p", String(port)], { env, stdio: "ignore" });
  url = `http://127.0.0.1:${port}/`;
  await until(() =>
    fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
}, 300_000);
afterAll(async () => {
  next?.kill();
  await browser?.close();
  await fs.rm(APP, { recursive: true, force: true });
});

/** The files that "Use in code" shows, and a page that has the component. */
async function writeApp(): Promise<void> {
  const subject = { origin: service.url, projectId: null, environment: "production" };
  const snippet = codeSnippets({ ...subject, flagKey: flag.key, flagType: "boolean" }).find(({ id }) => id === "next");
  const page = 'import { Flag } from "./flag";\n\nexport default function Page() {\n  return <Flag />;\n}\n';
  const config = `export default { turbopack: { root: ${JSON.stringify(path.resolve("."))} } };\n`;
  const files = [
    ...(snippet?.files ?? []),
    { name: "app/page.jsx", code: page },
    { name: "next.config.mjs", code: config },
    { name: "package.json", code: '{ "private": true, "type": "module" }\n' },
  ];
  await fs.rm(APP, { recursive: true, force: true });
  await fs.mkdir(path.join(APP, "app"), { recursive: true });
  await Promise.all(files.map(({ name, code }) => fs.writeFile(path.join(APP, name), code)));
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer();
  const port = await listeningPort(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("an app shows the value from the first byte on, and each change without being loaded again", async () => {
  expect(await (await fetch(url)).text()).toContain("<code>true</code>");
  const { problems, shown } = await watchShown(browser, url);
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { enabled: false } });
  await expect.poll(shown, SOON).toEqual(["true", "false"]);
  expect(problems).toEqual([]);
});

test("an app whose key is refused shows the code's default, and says why in the console", async () => {
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { enabled: true } });
  await service.revokeKey(key.id);
  const { problems, shown } = await watchShown(browser, url);
  await expect.poll(shown, SOON).toEqual(["false"]);
  await expect.poll(() => problems, SOON).toEqual([expect.stringContaining("The server refuses with 401")]);
});
