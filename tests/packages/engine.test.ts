import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const run = promisify(execFile);
const BUILT = path.resolve("packages/engine/dist");

/** Within the project, so that Node finds the packages by their names. */
const program = path.resolve("dist/tests/engine-on-node.mjs");

test("the built engine gives what vectors say, and what the server's says of random rulesets", async () => {
  await build({
    entryPoints: ["tests/packages/on-node.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    external: ["guidon-engine"],
  });
  const { stdout } = await run(process.execPath, [program, "--vectors=tests/vectors", "--worlds=200", "--seed=1"]);
  const { checks, failures } = JSON.parse(stdout);
  expect(failures).toEqual([]);
  expect(checks).toBeGreaterThan(2_000);
});

/** Bytes of what a page that imports these loads at once, compressed. */
async function sizeOf(names: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from "${BUILT}/index.js"`, resolveDir: "." },
    outdir: "unused",
    write: false,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    external: ["re2js"],
  });
  const atOnce = outputFiles.filter(({ text, path: file }) => !file.includes("re2-library") && !text.includes("re2js"));
  return gzipSync(Buffer.concat(atOnce.map(({ contents }) => contents))).length;
}

test("what evaluates has at most 12 kB compressed, without RE2", async () => {
  expect(await sizeOf("compile, evaluate, evaluateAll, readRuleset, patchRuleset")).toBeLessThan(12_000);
});

test("RE2 is its only dependency, and is loaded when a pattern needs it", async () => {
  const code = await fs.readFile(path.join(BUILT, "index.js"), "utf8");
  expect(code).not.toMatch(/^import .* from "(?!\.)/m);
  expect(code).toMatch(/import\("\.\/chunks\/re2-library-\w+\.js"\)/);
  const { dependencies } = JSON.parse(await fs.readFile("packages/engine/package.json", "utf8"));
  expect(Object.keys(dependencies)).toEqual(["re2js"]);
});
