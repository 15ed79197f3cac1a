import fs from "node:fs/promises";
import { expect, test } from "vitest";

type Locked = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

/** Where Node would look for `name` from inside the package at `from`, nearest first. */
function* places(from: string, name: string): Generator<string> {
  for (let at = from; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    yield `${at}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

// npm leaves out the packages of platforms that a registry did not have when it wrote the file, installs all the same,
// and then `npm ci` fails in every fresh clone.
test("package-lock.json names every package that another one asks for, of all platforms", async () => {
  const lock: { packages: Record<string, Locked> } = JSON.parse(await fs.readFile("package-lock.json", "utf8"));
  const missing = Object.entries(lock.packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => ![...places(from, name)].some((place) => lock.packages[place]))
      .map((name) => `${from || "package.json"} asks for ${name}`),
  );
  expect(missing).toEqual([]);
});
