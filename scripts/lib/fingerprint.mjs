import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { inRoot } from "./project.mjs";

const SOURCES = ["app", "components", "lib", "prisma", "scripts", "server.ts"];
const CONFIGURATION = [
  "package-lock.json",
  "tsconfig.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "prisma.config.ts",
];
const IS_SOURCE = /\.(tsx?|mjs|css|json|prisma|sql|svg|png|ico|woff2)$/;
/** Written by `prisma generate` from what is counted anyway. */
const GENERATED = path.join("lib", "server", "db", "generated");

/** A digest of every file that the build reads: contents, not times. */
export async function fingerprintSources() {
  const files = (await Promise.all([...SOURCES, ...CONFIGURATION].map(listFiles))).flat().sort();
  const contents = await Promise.all(files.map((file) => fs.readFile(inRoot(file))));
  const digest = createHash("sha256");
  for (const [index, file] of files.entries())
    digest
      .update(`${file}\0`)
      .update(contents[index] ?? "")
      .update("\0");
  return digest.digest("hex");
}

/** @param {string} name @returns {Promise<string[]>} */
async function listFiles(name) {
  const stat = await fs.stat(inRoot(name)).catch(() => undefined);
  if (!stat) return [];
  if (stat.isFile()) return [name];
  const entries = await fs.readdir(inRoot(name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(GENERATED));
}
