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
