import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("Node imports every entry of the built packages, without a bundler", async () => {
  const names: string[] = [];
  for (const directory of ["packages/engine", "packages/sdk"]) {
    const { name, exports } = JSON.parse(await fs.readFile(`${directory}/package.json`, "utf8"));
    const subpaths = Object.keys(exports).filter((subpath) => !subpath.endsWith(".json"));
    names.push(...subpaths.map((subpath) => name + subpath.slice(1)));
  }
  // One process for all: most of what each takes is React and Next.js.
  const program = `${names.map((name, index) => `import * as entry${index} from "${name}";`).join("\n")}
    console.log(JSON.stringify([${names.map((_, index) => `Object.keys(entry${index}).length > 0`)}]));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
  expect(JSON.parse(stdout)).toEqual(names.map(() => true));
});
