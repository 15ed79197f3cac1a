import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type CodeSnippet, type CodeSubject, codeSnippets } from "@/components/flags/use-in-code";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { makeFlag, makeProject, makeRule } from "../../support/rule-fixtures";
import { startService, type TestService } from "../../support/service";
import { serveWebPages } from "../../support/web-page";

const root = fileURLToPath(new URL("../../..", import.meta.url));
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

let service: TestService;
let project: Project;
/** Limited to evaluation, in two projects: the code has to say which. */
let key: string;
/** The same for what ships to people. */
let clientKey: string;
const flags = new Map<string, Flag>();

beforeAll(async () => {
  service = await startService({ AUTH_SECRET: "a secret of this test, long enough for one" });
  project = await makeProject(service);
  const other = await makeProject(service);
  const projectSlugs = [project.slug, other.slug];
  const evaluates = { scopes: ["flags:evaluate"], projectSlugs } as const;
  ({ key } = await service.createKey(evaluates));
  ({ key: clientKey } = await service.createKey({ ...evaluates, kind: "client" }));
  for (const { flag_type, default_value, served } of cases) {
    const flag = await makeFlag(service, project, {
      ...{ flag_type, default_value, enabled: true },
      is_client_visible: true,
    });
    const conditions = [{ attribute: "plan", operator: "equals", value: "pro" }];
    await makeRule(service, flag, { environment: "staging", conditions, value: served });
    flags.set(flag_type, flag);
  }
});
afterAll(() => service.close());

function snippet(flagType: CodeSubject["flagType"], id: CodeSnippet["id"]): CodeSnippet {
  const subject = { origin: service.url, projectId: project.id, environment: "staging", flagType };
  const found = codeSnippets({ ...subject, flagKey: flags.get(flagType)?.key ?? "" }).find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no code for ${id}`);
  return found;
}

/** What the program prints with the key in its environment. */
const printed = async (file: string, ...args: string[]) =>
  (await run(file, args, { cwd: root, env: { ...process.env, GUIDON_KEY: key } })).stdout.trim();

describe.each(cases)("the code that is shown for a flag of type $flag_type", ({ flag_type, served }) => {
  test("is a curl command that answers with its value", async () => {
    const answer = JSON.parse(await printed("sh", "-c", snippet(flag_type, "curl").code));
    expect(answer.data).toMatchObject({ environment: "staging", value: served, reason: "TARGETING_MATCH" });
  });

  test("is a program for Node that prints its value", async () => {
    const code = snippet(flag_type, "node").code;
    const output = await printed(process.execPath, "--input-type=module", "--eval", code);
    expect(output).toBe(typeof served === "object" ? "{ size: 2 }" : String(served));
  });

  test("is a script for browsers that prints its value", async () => {
    const page = await pageWith(snippet(flag_type, "browser").code);
    const printedValues = async () => {
      const messages = await page.consoleMessages();
      return Promise.all(messages.map((message) => message.args()[0]?.jsonValue()));
    };
    await expect.poll(printedValues, SOON).toEqual([served]);
  });

  test("is a React component that shows its value", async () => {
    const mount = `import { createRoot } from "react-dom/client";
      createRoot(document.getElementById("root")).render(<App />);`;
    const page = await pageWith(`${snippet(flag_type, "react").code}\n${mount}`);
    const shown = async () => JSON.parse((await page.locator("code").textContent()) ?? "null");
    await expect.poll(shown, SOON).toEqual(served);
  });
});

/** A page as a bundler makes it: the key stands in the script. */
async function pageWith(contents: string): Promise<Page> {
  const pages = await serveWebPages({
    stdin: { contents, loader: "jsx", resolveDir: root },
    define: { "process.env.GUIDON_KEY": JSON.stringify(clientKey) },
  });
  onTestFinished(() => pages.close());
  return pages.open();
}

test("every package that the code imports is installed first, and tried here", async () => {
  const { devDependencies } = JSON.parse(await fs.readFile(`${root}package.json`, "utf8"));
  for (const id of ["node", "browser", "react"] as const) {
    const { code, packages } = snippet("boolean", id);
    const imported = [...code.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
    expect(packages).toEqual(expect.arrayContaining(imported));
    for (const name of packages) expect(devDependencies).toHaveProperty([name]);
  }
});

test("the README's program is the one that is shown, for a key of one project", async () => {
  const readme = await fs.readFile(`${root}README.md`, "utf8");
  const shown = codeSnippets({
    origin: "http://127.0.0.1:3000",
    projectId: "any",
    environment: "production",
    flagKey: "new-checkout",
    flagType: "boolean",
  }).find(({ id }) => id === "node");
  const code = shown?.code.replace(/^.*X-Project-ID.*\n/m, "") ?? "";
  expect(readme).toContain(`\`\`\`js\n${code}\n\`\`\`\n`);
});
