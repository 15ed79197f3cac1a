import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findAltered, takeContents } from "@/scripts/lib/contents.mjs";
import { findDamage, takeManifest } from "@/scripts/lib/manifest.mjs";
import { areRecorded, contentsOfPackages, findDamagedPackage } from "@/scripts/lib/packages.mjs";

/** A directory with these files, as a path from the project's directory. */
async function directoryWith(files: Record<string, string>): Promise<string> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-manifest-"));
  onTestFinished(() => fs.rm(directory, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await fs.writeFile(path.join(directory, name), text);
  }
  return path.relative(".", directory);
}

const BUILT = { "server.js": "export {}", "chunks/a.js": "let a", "chunks/empty.js": "" };

test.each<[string, string, (file: string) => Promise<unknown>]>([
  ["removed", "server.js", (file) => fs.rm(file)],
  ["emptied", "chunks/a.js", (file) => fs.truncate(file, 0)],
  ["cut", "server.js", (file) => fs.truncate(file, 3)],
  ["replaced by a directory", "chunks/empty.js", (file) => fs.rm(file).then(() => fs.mkdir(file))],
  ["gone with its directory", "chunks/a.js", (file) => fs.rm(path.dirname(file), { recursive: true })],
])("a file that was %s is noticed", async (_what, name, damage) => {
  const directory = await directoryWith(BUILT);
  const manifest = takeManifest([directory]);
  expect(Object.keys(manifest)).toHaveLength(3);
  expect(findDamage(manifest)).toBeUndefined();
  await damage(path.join(directory, name));
  expect(findDamage(manifest)).toBe(`${directory}/${name}`);
});

test("files that came later, and other times, are no damage", async () => {
  const directory = await directoryWith(BUILT);
  const manifest = takeManifest([directory]);
  await fs.writeFile(path.join(directory, "prove.mjs"), "");
  await fs.utimes(path.join(directory, "server.js"), 1, 1);
  expect(findDamage(manifest)).toBeUndefined();
});

test("a file that was altered is noticed, and one that was copied or touched is not", async () => {
  const directory = await directoryWith(BUILT);
  const files = Object.keys(BUILT).map((name) => `${directory}/${name}`);
  const contents = takeContents(files);
  for (const file of files) await fs.utimes(file, 1, 1);
  expect(findAltered(contents)).toBeUndefined();
  const altered = path.join(directory, "server.js");
  await fs.writeFile(altered, "export }}");
  await fs.utimes(altered, 2, 2);
  expect(findAltered(contents)).toBe(`${directory}/server.js`);
});

test("a link that pages load a package by counts as itself, not as the package", async () => {
  const directory = await directoryWith({ "package/index.js": "" });
  const link = path.join(directory, "links", "package-1a2b");
  await fs.mkdir(path.dirname(link));
  await fs.symlink("../package", link);
  const manifest = takeManifest([`${directory}/links`]);
  expect(Object.keys(manifest)).toEqual([`${directory}/links/package-1a2b`]);
  expect(findDamage(manifest)).toBeUndefined();
  await fs.rm(link);
  expect(findDamage(manifest)).toBe(`${directory}/links/package-1a2b`);
});

/** A package of few files, and one of many, with a package inside it. */
async function packages() {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`big/lib/${index}.js`, "x"]));
  const directory = await directoryWith({
    "small/package.json": "{}",
    "small/lib/part.js": "x",
    "big/package.json": JSON.stringify({ main: "./main", exports: { ".": { import: "./esm.mjs" } } }),
    "big/main.js": "x",
    "big/esm.mjs": "x",
    "big/native.node": "x".repeat(200_000),
    ...many,
    "big/node_modules/inner/package.json": "{}",
  });
  const installed = Object.fromEntries(
    ["small", "big", "big/node_modules/inner"].map((name) => [`${directory}/${name}`, { version: "1.0.0" }]),
  );
  return { directory, installed, recorded: contentsOfPackages(installed) };
}

test.each([
  "small/lib/part.js",
  "big/package.json",
  "big/main.js",
  "big/esm.mjs",
  "big/native.node",
  "big/node_modules/inner/package.json",
])("a package that has lost %s since it was installed is noticed", async (file) => {
  const { directory, installed, recorded } = await packages();
  expect(findDamagedPackage(installed, recorded)).toBeUndefined();
  await fs.truncate(path.join(directory, file), 0);
  expect(findDamagedPackage(installed, recorded)).toBe(`${directory}/${file}`);
});

test("a package that is gone is noticed without a record, and another version is none", async () => {
  const { directory, installed, recorded } = await packages();
  const newer = { ...installed, [`${directory}/small`]: { version: "2.0.0" } };
  expect(areRecorded(installed, recorded)).toBe(true);
  expect(areRecorded(newer, recorded)).toBe(false);
  await fs.rm(path.join(directory, "small/lib"), { recursive: true });
  expect(findDamagedPackage(newer, recorded)).toBeUndefined();
  await fs.rm(path.join(directory, "small"), { recursive: true });
  expect(findDamagedPackage(newer, {})).toBe(`${directory}/small/package.json`);
});
