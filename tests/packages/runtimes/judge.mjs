import fs from "node:fs/promises";
import path from "node:path";
import { inRoot } from "../../../scripts/lib/project.mjs";
import { succeed } from "./succeed.mjs";

/**
 * The packages as strangers have them: what publint and attw find, whether every subpath can be imported, and whether
 * TypeScript understands them, as Node resolves and as bundlers do.
 * @param {string} directory where they are installed @param {readonly string[]} tarballs
 */
export async function judgePackages(directory, tarballs) {
  const bin = (/** @type {string} */ name) => path.join(directory, "node_modules/.bin", name);
  for (const tarball of tarballs) {
    await succeed(bin("publint"), ["run", tarball, "--strict"], { cwd: directory });
    await succeed(bin("attw"), [tarball, "--profile", "esm-only"], { cwd: directory });
    console.log(`publint and attw find nothing in ${path.basename(tarball)}`);
  }
  const entries = (await Promise.all(["engine", "sdk"].map(entriesOf))).flat();
  const imports = entries.map((entry, index) => `import * as module${index} from "${entry}";`);
  const uses = entries.map((_, index) => `if (Object.keys(module${index}).length === 0) throw new Error("empty");`);
  const text = [...imports, ...uses, ""].join("\n");
  await fs.writeFile(path.join(directory, "consumer.mjs"), text);
  await fs.writeFile(path.join(directory, "consumer.ts"), text + TYPED);
  await succeed(process.execPath, ["consumer.mjs"], { cwd: directory });
  for (const options of [
    ["--module", "nodenext", "--moduleResolution", "nodenext"],
    ["--module", "esnext", "--moduleResolution", "bundler"],
  ]) {
    const fixed = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom", "--jsx", "react-jsx"];
    await succeed(bin("tsc"), [...fixed, "--types", "node,react", ...options, "consumer.ts"], { cwd: directory });
  }
  console.log(`${entries.length} entries can be imported, from ESM and TypeScript`);
}

/** What TypeScript has to know without being told. */
const TYPED = `
import { Guidon } from "guidon-sdk";
const guidon = new Guidon({ url: "http://127.0.0.1", key: "k", environment: "production", updates: "manual" });
const isOn: boolean = guidon.value("flag", false, { user_id: "u" });
// @ts-expect-error: a flag has its default's type
const text: string = guidon.value("flag", false);
export { isOn, text };
`;

/** @param {string} name @returns {Promise<string[]>} what can be imported of a package */
async function entriesOf(name) {
  const manifest = JSON.parse(await fs.readFile(inRoot("packages", name, "package.json"), "utf8"));
  return Object.keys(manifest.exports)
    .filter((subpath) => !subpath.endsWith(".json"))
    .map((subpath) => manifest.name + subpath.slice(1));
}
