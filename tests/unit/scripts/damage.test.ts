import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";

const FILES = {
  "cut.mjs": "export const a = {",
  "half.mjs": "import { gone } from './whole.mjs'",
  "whole.mjs": "export {}",
  "lost.mjs": "import './chunk.mjs'",
  "no-package.mjs": "import 'lost-package'",
  "cut-package.mjs": "import 'cut'",
  "half-package.mjs": "import 'half'",
  "data.mjs": "JSON.parse('{')",
  "pattern.mjs": "new RegExp('(')",
  "fault.mjs": "undefined.x",
  "node_modules/cut/index.js": "module.exports = {",
  "node_modules/half/index.js": "require('./lost')",
};

let results: Record<string, string | null>;

// Node's own loader decides what it throws, so a plain Node is asked, for all of them at once.
beforeAll(async () => {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-damage-"));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      await fs.mkdir(path.dirname(path.join(directory, name)), { recursive: true });
      await fs.writeFile(path.join(directory, name), text);
    }
    const program = `
      import { damageIn } from ${JSON.stringify(pathToFileURL(path.resolve("scripts/lib/damage.mjs")).href)};
      process.on("unhandledRejection", () => {});
      const results = {};
      for (const name of ${JSON.stringify(Object.keys(FILES).filter((file) => file.endsWith(".mjs")))})
        await import(${JSON.stringify(pathToFileURL(directory).href)} + "/" + name).catch((error) => {
          results[name] = damageIn(error) ?? null;
        });
      console.log(JSON.stringify(results));`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    results = JSON.parse(run.stdout);
  } finally {
    await fs.rm(directory, { recursive: true, force: true });
  }
}, 60_000);

test.each([
  ["cut.mjs", "build"],
  ["half.mjs", "build"],
  ["lost.mjs", "build"],
  ["no-package.mjs", "packages"],
  ["cut-package.mjs", "packages"],
  ["half-package.mjs", "packages"],
])("%s cannot be loaded, because of the %s", (file, part) => {
  expect(results[file]).toBe(part);
});

test.each(["data.mjs", "pattern.mjs", "fault.mjs"])(
  "%s fails for a reason of its own, and nothing is made anew",
  (file) => {
    expect(results[file]).toBeNull();
  },
);
