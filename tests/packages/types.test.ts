import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { Project } from "@/lib/contract/project";
import { runCli } from "@/packages/sdk/src/cli/run";
import { ownService } from "../support/api-service";

const run = promisify(execFile);
const CLI = path.resolve("packages/sdk/dist/cli.js");

const service = ownService({ AUTH_SECRET: "a secret of this test, long enough for one" });
let project: Project;
let key: string;
/** Within the project, so that the packages are found. */
let directory: string;

beforeAll(async () => {
  await fs.mkdir("dist/tests", { recursive: true });
  directory = await fs.mkdtemp(path.resolve("dist/tests/types-"));
  project = await service.project();
  ({ key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [project.slug] }));
  const variants = [
    { name: "night", value: "dark" },
    { name: "day", value: "light" },
  ];
  await service.flag(project, { key: "theme", flag_type: "string", default_value: "dark", variants });
  await service.flag(project, { key: "new-checkout" });
  await service.flag(project, { key: "cart.limit", flag_type: "number", default_value: 5 });
  await service.flag(project, { key: "banner", flag_type: "json", default_value: { value: { size: 1 } } });
  await service.flag(project, { key: "gone", status: "archived" });
});
afterAll(() => fs.rm(directory, { recursive: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function types(args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, GUIDON_URL: service.url, GUIDON_KEY: key };
  try {
    return { code: 0, ...(await run(process.execPath, [CLI, "types", ...args], { cwd: directory, env })) };
  } catch (error) {
    // What `execFile` rejects with when the program's exit code is another than 0.
    return error as Outcome;
  }
}

const WRITTEN = `// Written by \`guidon-sdk types\`, which writes over what is changed here.
import "guidon-sdk";

declare module "guidon-sdk" {
  interface Flags {
    "banner": { value: import("guidon-sdk").JsonValue };
    "cart.limit": { value: number };
    "new-checkout": { value: boolean; variant: "off" | "on" };
    "theme": { value: string; variant: "day" | "night" };
  }
}
`;

test("a project's flags are written, the same each time, and a check says when that is no longer so", async () => {
  const args = ["--environment", "production"];
  expect(await types([...args, "--check"])).toMatchObject({ code: 1, stderr: expect.stringContaining("is missing") });
  expect(await types(args)).toMatchObject({ code: 0, stdout: "guidon-flags.d.ts is written.\n" });
  expect(await fs.readFile(path.join(directory, "guidon-flags.d.ts"), "utf8")).toBe(WRITTEN);
  expect(await types([...args, "--check"])).toMatchObject({ code: 0, stdout: "guidon-flags.d.ts is up to date.\n" });
  await fs.appendFile(path.join(directory, "guidon-flags.d.ts"), "// by hand\n");
  expect(await types([...args, "--check"])).toMatchObject({ code: 1, stderr: expect.stringContaining("out of date") });
});

test("with the file, the compiler knows the keys and the types of the values", async () => {
  await fs.writeFile(path.join(directory, "flags.d.ts"), WRITTEN);
  const program = path.join(directory, "program.ts");
  await fs.writeFile(
    program,
    `import "./flags.js";
import { type Flags, Guidon } from "guidon-sdk";

const guidon = new Guidon({ url: "http://flags", key: "k", environment: "production" });
export const isOn: boolean = guidon.value("new-checkout", false);
export const limit: number = guidon.value("cart.limit", 3);
export const theme: string = guidon.value("theme", "dark");
export const variant: Flags["theme"]["variant"] = "day";
// @ts-expect-error There is no such flag.
guidon.value("new-chekout", false);
// @ts-expect-error The flag is a number.
guidon.value("cart.limit", "3");
// @ts-expect-error There is no such variant.
export const noVariant: Flags["theme"]["variant"] = "noon";
`,
  );
  const options: ts.CompilerOptions = {
    // The packages' declarations are checked with it, and TypeScript's own are not.
    ...{ strict: true, noEmit: true, types: [], skipLibCheck: false, skipDefaultLibCheck: true },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, lib: ["lib.es2023.d.ts", "lib.dom.d.ts"] },
  };
  const problems = ts.getPreEmitDiagnostics(ts.createProgram([program], options));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

/** What the command says to the error output, in this process: that the program is a program is shown above. */
async function refused(args: readonly string[], environment: Record<string, string>) {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const code = await runCli(["types", ...args], { GUIDON_URL: service.url, ...environment });
  return { code, stderr: said.mock.calls.flat().join("\n") };
}

test.each([
  ["without a key", [], { GUIDON_KEY: "" }, 2, "npm run key -- create --name types --scope flags:ruleset"],
  ["with an option that there is not", ["--enviroment", "x"], {}, 2, "enviroment"],
  ["with a key that is not known", [], { GUIDON_KEY: "kr_live_none" }, 1, "is not known there"],
  ["for an environment that there is not", ["--environment", "moon"], {}, 1, "no such environment"],
  ["at an address where nobody answers", [], { GUIDON_URL: "http://127.0.0.1:9" }, 1, "does not answer"],
])("%s it says what to do, and writes nothing", async (_, args, environment, code, words) => {
  const output = path.join(directory, "other.d.ts");
  const all = ["--environment", "production", "--output", output, ...args];
  const outcome = await refused(all, { GUIDON_KEY: key, ...environment });
  expect(outcome).toEqual({ code, stderr: expect.stringContaining(words) });
  await expect(fs.access(output)).rejects.toThrow();
});

test("a key that may only evaluate is refused, with the key to make", async () => {
  const other = await service.createKey({ scopes: ["flags:evaluate"], projectSlugs: [project.slug] });
  const outcome = await refused(["--environment", "production"], { GUIDON_KEY: other.key });
  expect(outcome).toEqual({
    code: 1,
    stderr: expect.stringContaining("create --name types --scope flags:ruleset"),
  });
});
