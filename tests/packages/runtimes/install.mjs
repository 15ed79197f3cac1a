import fs from "node:fs/promises";
import path from "node:path";
import { inRoot, root } from "../../../scripts/lib/project.mjs";
import { succeed } from "./succeed.mjs";

/** What judges and runs the packages: for this command alone, so that the project does not depend on it. */
const TOOLS = ["publint@0.3", "@arethetypeswrong/cli@0.18", "workerd@1.20261117.1", "deno@2.9", "bun@1.4"];

/**
 * Packs both packages as the README says, and installs them into an empty folder, with the peers that they name.
 * @param {string} directory
 * @returns {Promise<string[]>} the tarballs
 */
export async function installPacked(directory) {
  await fs.writeFile(path.join(directory, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await succeed("npm", ["run", "pack:packages", "--", "--pack-destination", directory], { cwd: root });
  const files = await fs.readdir(directory);
  const tarballs = files.filter((file) => file.endsWith(".tgz")).map((file) => path.join(directory, file));
  const { peerDependencies } = JSON.parse(await fs.readFile(inRoot("packages/sdk/package.json"), "utf8"));
  const peers = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range}`);
  const args = ["install", "--no-audit", "--no-fund", ...tarballs, ...peers, ...TOOLS];
  await succeed("npm", [...args, "@types/react", "@types/node@20", "typescript@6.0"], { cwd: directory });
  // npm may be set to run no scripts; this one puts Bun's program in its place.
  await succeed(process.execPath, ["install.js"], { cwd: path.join(directory, "node_modules/bun") });
  return tarballs;
}
