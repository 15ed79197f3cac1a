import { expect, test } from "vitest";
import { satisfies } from "@/scripts/lib/install.mjs";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.0.0", integrity: "sha512-a" },
  "node_modules/vitest": { version: "4.0.0", integrity: "sha512-b", dev: true },
  "node_modules/elsewhere": { version: "1.0.0", optional: true },
};
const { "": _root, "node_modules/elsewhere": _elsewhere, ...complete } = wanted;
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
