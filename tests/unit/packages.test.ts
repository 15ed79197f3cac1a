import fs from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string): string => fs.readFileSync(path.join(root, file), "utf8");

/** Every file of ours that is run or built. Prisma's client is generated. */
function sources(): string[] {
  const isSource = (file: string) => /\.(ts|tsx|mts|mjs|js)$/.test(file);
  const within = ["app", "components", "lib", "packages", "scripts", "tests"].flatMap((folder) =>
    fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  return [...fs.readdirSync(root), ...within].filter(
    (file) => isSource(file) && !/(^|\/)(node_modules|dist|generated)\//.test(file),
  );
}

/** What runs once the packages for development are pruned; `scripts/*.ts` are the commands, bundled by the build. */
const isOfProduction = (file: string): boolean =>
  /^(app|components|lib)\/|^scripts\/[^/]+\.ts$|^(server|proxy)\.ts$/.test(file);

const { devDependencies } = JSON.parse(read("package.json"));
const ofDevelopment = (text: string): string[] => packagesIn(text).filter((name) => name in devDependencies);

/** The packages that a file needs in production and that only development installs. */
function prunedFor(file: string, text: string): string[] {
  if (!isOfProduction(file) || ofDevelopment(text).length === 0) return [];
  // Types leave no import behind.
  const { outputText } = ts.transpileModule(text, { compilerOptions: { jsx: ts.JsxEmit.ReactJSX }, fileName: file });
  return ofDevelopment(outputText);
}

/** The packages that a text imports, statically or not. */
function packagesIn(text: string): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.flatMap(({ fileName }) => {
    const isOurs = /^(\.|\/|@\/)/.test(fileName);
    const isNodes = fileName.startsWith("node:") || builtinModules.includes(fileName);
    return isOurs || isNodes ? [] : [fileName.split("/", fileName.startsWith("@") ? 2 : 1).join("/")];
  });
}

/** The packages that the nearest package.json and those above it name. */
function namedFor(file: string): Set<string> {
  const [own] = /^(tests\/bench|packages\/\w+)(?=\/)/.exec(file) ?? [];
  // A package is installed without the project, whose package.json does not count for it.
  const files = own === undefined ? ["package.json"] : [`${own}/package.json`];
  if (own === "tests/bench") files.push("package.json");
  // A package knows itself by its name.
  const ours = own === undefined ? ["guidon-engine", "guidon-sdk"] : [JSON.parse(read(`${own}/package.json`)).name];
  return new Set([
    ...ours,
    ...files.flatMap((each) => {
      const { dependencies, devDependencies, optionalDependencies, peerDependencies } = JSON.parse(read(each));
      return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
    }),
  ]);
}

const unnamed = (file: string, text: string): string[] =>
  packagesIn(text)
    .filter((name) => !namedFor(file).has(name))
    .map((name) => `${file}: ${name}`);

test("every package that is imported stands in package.json", () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => unnamed(file, read(file)))).toEqual([]);
}, 60_000);

test("an import of a package that is only there because another one needs it is found", () => {
  const text = 'import { a } from "@prisma/debug/x";\nexport { b } from "postgres-array";\nawait import("xtend");';
  expect(unnamed("lib/a.ts", text)).toEqual(["lib/a.ts: @prisma/debug", "lib/a.ts: postgres-array", "lib/a.ts: xtend"]);
  expect(unnamed("lib/a.ts", 'import fs from "node:fs";\nimport pg from "pg";\nimport b from "./b";')).toEqual([]);
});

test("what runs in production imports no package for development", () => {
  const files = sources().filter(isOfProduction);
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => prunedFor(file, read(file)).map((name) => `${file}: ${name}`))).toEqual([]);
}, 60_000);

test("an import of a package for development is found where production runs it, types aside", () => {
  const text = 'import fc from "fast-check";\nimport type { OpenFeature } from "@openfeature/web-sdk";\nfc.assert();';
  expect(prunedFor("lib/a.ts", text)).toEqual(["fast-check"]);
  expect(prunedFor("scripts/a.ts", text)).toEqual(["fast-check"]);
  expect(prunedFor("scripts/lib/a.mjs", text)).toEqual([]);
  expect(prunedFor("tests/unit/a.ts", text)).toEqual([]);
});
