import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type CodeSnippet, codeSnippets } from "@/components/flags/use-in-code/snippets";
import type { Flag } from "@/lib/contract/flag";
import type { FlagType } from "@/lib/contract/flag-value";
import type { Project } from "@/lib/contract/project";
import { ownService } from "../support/api-service";
import { type Watched, watchShown } from "../support/shown-values";
import { launchBrowser, namedModules, serveScript } from "../support/web-page";
import { serveRendered } from "./rendered-page";

const root = path.resolve(".");
const run = promisify(execFile);

/** A page asks when it is loaded; the machine that tests may be busy. */
const SOON = { timeout: 20_000 };

/** A value of each type other than the flag's default and the code's: it can come from the rule alone. */
const cases = [
  { flag_type: "boolean", default_value: false, served: true },
  { flag_type: "string", default_value: "none", served: 'say "moon"' },
  { flag_type: "number", default_value: 1, served: 4.5 },
  { flag_type: "json", default_value: { value: { size: 1 } }, served: { size: 2 } },
] as const;

const service = ownService({ AUTH_SECRET: "a secret of this test, long enough for one" });
let browser: Browser;
let project: Project;
/** Limited to what each code says that it needs, in two projects: the code has to say which. */
let keys: Record<CodeSnippet["key"], string>;
const flags = new Map<string, Flag>();

beforeAll(async () => {
  browser = await launchBrowser();
  project = await service.project();
  const other = await service.project();
  const projectSlugs = [project.slug, other.slug];
  const keyWith = async (options: Parameters<typeof service.createKey>[0]) =>
    (await service.createKey({ ...options, projectSlugs })).key;
  keys = {
    evaluate: await keyWith({ scopes: ["flags:evaluate"] }),
    ruleset: await keyWith({ scopes: ["flags:ruleset"] }),
    client: await keyWith({ scopes: ["flags:evaluate"], kind: "client" }),
  };
  for (const { flag_type, default_value, served } of cases) {
    const flag = await service.flag(project, {
      ...{ flag_type, default_value, enabled: true },
      is_client_visible: true,
    });
    const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
    await service.rule(flag, { environment: "staging", conditions, value: served });
    flags.set(flag_type, flag);
  }
});
afterAll(() => browser.close());

function snippetOf(flag: Flag, id: CodeSnippet["id"]): CodeSnippet {
  const subject = { origin: service.url, projectId: project.id, environment: "staging" };
  const snippets = codeSnippets({ ...subject, flagKey: flag.key, flagType: flag.flag_type });
  const found = snippets.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no code for ${id}`);
  return found;
}

function snippet(flagType: FlagType, id: CodeSnippet["id"]): CodeSnippet {
  const flag = flags.get(flagType);
  if (flag === undefined) throw new Error(`There is no flag of the type ${flagType}`);
  return snippetOf(flag, id);
}

const codeOf = ({ files }: CodeSnippet): string => files.map(({ code }) => code).join("\n");

/** What the program prints with the key in its environment. */
const printed = async (key: string, file: string, ...args: string[]) =>
  (await run(file, args, { cwd: root, env: { ...process.env, GUIDON_KEY: key } })).stdout.trim();

/** What the code of each type of flag gives, by the type. */
async function ofEachType(given: (flag: (typeof cases)[number]) => Promise<unknown>): Promise<object> {
  return Object.fromEntries(await Promise.all(cases.map(async (each) => [each.flag_type, await given(each)])));
}

/** A page of all these scripts, as a bundler makes it: the key stands in them. `program` imports them by type. */
async function open(id: CodeSnippet["id"], program: string): Promise<Watched> {
  const codes = new Map(cases.map(({ flag_type }) => [flag_type, codeOf(snippet(flag_type, id))]));
  const { url, close } = await serveScript({
    stdin: { contents: program, loader: "jsx", resolveDir: root },
    define: { "process.env.GUIDON_KEY": JSON.stringify(keys.client) },
    plugins: [namedModules(codes)],
  });
  onTestFinished(close);
  const watched = await watchShown(browser, url);
  onTestFinished(() => watched.page.close());
  return watched;
}

/** Each component after the other in one page: mounted twice, as strict mode does, and taken away for the next. */
const STRICT_MODE = `
  import { StrictMode } from "react";
  import { createRoot } from "react-dom/client";
  ${cases.map(({ flag_type }) => `import { App as ${flag_type} } from "./${flag_type}";`).join("\n")}
  const hasShown = async (count) => {
    while (window.shown.length < count) await new Promise(requestAnimationFrame);
  };
  let root;
  for (const [index, App] of [${cases.map(({ flag_type }) => flag_type).join(", ")}].entries()) {
    root?.unmount();
    root = createRoot(document.getElementById("root"));
    root.render(<StrictMode><App /></StrictMode>);
    await hasShown(2 * (index + 1));
  }`;

describe("code that is shown", () => {
  test("the code that is shown for a flag of each type is a curl command that answers with its value", async () => {
    const answers = await ofEachType(async ({ flag_type }) => {
      const { data } = JSON.parse(await printed(keys.evaluate, "sh", "-c", codeOf(snippet(flag_type, "curl"))));
      return [data.environment, data.value, data.reason];
    });
    expect(answers).toEqual(await ofEachType(async ({ served }) => ["staging", served, "TARGETING_MATCH"]));
  });

  test("the code that is shown for a flag of each type is a program for Node that prints its value", async () => {
    const output = await ofEachType(({ flag_type }) =>
      printed(keys.ruleset, process.execPath, "--input-type=module", "--eval", codeOf(snippet(flag_type, "node"))),
    );
    const asPrinted = async ({ served }: (typeof cases)[number]) =>
      typeof served === "object" ? "{ size: 2 }" : String(served);
    expect(output).toEqual(await ofEachType(asPrinted));
  });

  test("the code that is shown for a flag of each type is a script for browsers that prints its value", async () => {
    const { page } = await open("browser", cases.map(({ flag_type }) => `await import("./${flag_type}");`).join("\n"));
    const printedValues = async () => {
      const messages = await page.consoleMessages();
      return Promise.all(messages.map((message) => message.args()[0]?.jsonValue()));
    };
    await expect.poll(printedValues, SOON).toEqual(cases.map(({ served }) => served));
  });

  test("the code that is shown for a flag of each type is a component that neither flickers nor leaks", async () => {
    const { shown, streams, problems } = await open("react", STRICT_MODE);
    const values = ["false", "true", '""', JSON.stringify('say "moon"'), "0", "4.5", "{}", '{"size":2}'];
    await expect.poll(shown, SOON).toEqual(values);
    // That of the last: what was taken away has closed its own.
    await expect.poll(streams, SOON).toBe(1);
    expect(problems).toEqual([]);
  });
});

test("the code for Next.js renders the value on the server, and the page takes it over without a flicker", async () => {
  const fields = { flag_type: "string", default_value: "sun", enabled: true, is_client_visible: true };
  const flag = await service.flag(project, fields);
  const { files } = snippetOf(flag, "next");
  const rendered = await serveRendered(files, keys.client);
  onTestFinished(rendered.close);
  const { shown, streams, problems, page } = await watchShown(browser, rendered.url);
  onTestFinished(() => page.close());
  await expect.poll(streams, SOON).toBe(1);
  await service.call("PATCH", `/api/v1/flags/${flag.id}`, { body: { default_value: "moon" } });
  await expect.poll(shown, SOON).toEqual(['"sun"', '"moon"']);
  expect(problems).toEqual([]);
});

test("every package that the code imports is installed first, and tried here", async () => {
  const { devDependencies } = JSON.parse(await fs.readFile("package.json", "utf8"));
  for (const id of ["node", "browser", "react", "next"] as const) {
    const { packages, ...shown } = snippet("boolean", id);
    const installed = ["guidon-engine", "guidon-sdk", ...packages];
    const names = [...codeOf({ packages, ...shown }).matchAll(/from "([^".][^"]*)"/g)].map(([, name = ""]) =>
      name.startsWith("@") ? name : name.replace(/\/.*/, ""),
    );
    expect(installed).toEqual(expect.arrayContaining(names));
    for (const name of packages) expect(devDependencies).toHaveProperty([name]);
  }
});

test("the README's programs are those that are shown, for a key of one project", async () => {
  const readme = await fs.readFile("README.md", "utf8");
  const subject = { origin: "http://127.0.0.1:3000", projectId: null, environment: "production" };
  for (const { id, files } of codeSnippets({ ...subject, flagKey: "new-checkout", flagType: "boolean" })) {
    // The component of Next.js is React's.
    if (id !== "curl") expect(readme).toContain(`\n${files[0]?.code}\n\`\`\`\n`);
  }
});
