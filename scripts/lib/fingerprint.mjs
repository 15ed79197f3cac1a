import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./project.mjs";

const DIRECTORIES = [
  "app",
  "components",
  "lib",
  "packages/engine/src",
  "packages/sdk/src",
  "prisma",
  "public",
  "scripts",
];
const FILES = [
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma.config.ts",
  "proxy.ts",
  "server.ts",
  "tsconfig.json",
];
const IS_SOURCE = /\.(tsx?|mjs|css|json|prisma|sql|svg|png|ico|woff2)$/;
/** `prisma generate` writes it from files that are included anyway. */
const GENERATED = path.join("lib", "server", "db", "generated", path.sep);

/**
 * A digest of every file that the build reads. It covers contents, not times, which a checkout changes. Each start
 * waits for it; reading the six hundred files one after the other takes three times as long as requesting all at once.
 */
export function fingerprintSources() {
  const digest = createHash("sha256");
  for (const file of sourceFiles())
    digest
      .update(`${file}\0`)
      .update(fs.readFileSync(inRoot(file)))
      .update("\0");
  return digest.digest("hex");
}

/** The sources of the build, as sorted paths from the project's directory. */
export function sourceFiles() {
  return [...DIRECTORIES.flatMap(filesBelow), ...FILES.filter((file) => fs.existsSync(inRoot(file)))].sort();
}

/** @param {string} directory @returns {string[]} */
function filesBelow(directory) {
  if (!fs.existsSync(inRoot(directory))) return [];
  return fs
    .readdirSync(inRoot(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(GENERATED));
}
