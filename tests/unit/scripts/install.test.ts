import { expect, test } from "vitest";
import { packagesIn, satisfies } from "@/scripts/lib/install.mjs";

const wanted = {
  "node_modules/next": { version: "16.0.0", integrity: "sha512-a" },
  "node_modules/vitest": { version: "4.0.0", integrity: "sha512-b", dev: true },
  "node_modules/elsewhere": { version: "1.0.0", optional: true },
};
const { "node_modules/elsewhere": _elsewhere, ...complete } = wanted;
const { "node_modules/vitest": _vitest, ...withoutDev } = complete;

test.each([
  ["everything for this platform", complete, true, true],
  ["no packages at all", {}, false, false],
  ["another version", { ...complete, "node_modules/next": { version: "15.0.0", integrity: "sha512-a" } }, false, false],
  ["other content", { ...complete, "node_modules/next": { version: "16.0.0", integrity: "sha512-x" } }, false, false],
  ["no packages for building, to serve", withoutDev, false, true],
  ["no packages for building, to build", withoutDev, true, false],
])("%s: an install is needed only when something wanted is missing or different", (_what, installed, dev, expected) => {
  expect(satisfies(installed, wanted, { dev })).toBe(expected);
});

// Without this, every start on such a platform would install again.
test("a package whose hash the lock file does not name counts as installed with the hash that npm found", () => {
  const installed = { ...complete, "node_modules/elsewhere": { version: "1.0.0", integrity: "sha512-found" } };
  expect(satisfies(installed, wanted, { dev: true })).toBe(true);
  const older = { ...complete, "node_modules/elsewhere": { version: "0.9.0", integrity: "sha512-found" } };
  expect(satisfies(older, wanted, { dev: true })).toBe(false);
});

test("the project, its own packages and the links to them are not installed, and what those need is", () => {
  const packages = {
    "": { version: "0.1.0" },
    "node_modules/guidon-engine": { resolved: "packages/engine", link: true },
    "packages/engine": { version: "0.1.0" },
    "packages/engine/node_modules/re2js": { version: "3.0.0" },
    "node_modules/next": { version: "16.0.0" },
  };
  expect(Object.keys(packagesIn({ packages }))).toEqual(["packages/engine/node_modules/re2js", "node_modules/next"]);
});
