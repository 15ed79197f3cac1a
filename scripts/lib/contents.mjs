import { createHash } from "node:crypto";
import fs from "node:fs";
import { inRoot } from "./project.mjs";

/** @typedef {Record<string, [modified: number, digest: string]>} Contents files, in seconds since 1970 and a digest */

/**
 * The contents of these files. Links have no contents.
 * @param {Iterable<string>} files paths from the project's directory with "/"
 * @returns {Contents}
 */
export function takeContents(files) {
  /** @type {Contents} */
  const contents = {};
  for (const file of files) {
    const modified = modifiedAt(file);
    const digest = digestOf(file);
    if (modified !== undefined && digest !== undefined) contents[file] = [modified, digest];
  }
  return contents;
}

/**
 * The first file whose content has changed. Every start waits for this, so it reads only files that were written or
 * copied since; reading all takes ten times as long.
 * @param {Contents} contents
 * @returns {string | undefined}
 */
export const findAltered = (contents) =>
  Object.entries(contents).find(
    ([file, [modified, digest]]) => modifiedAt(file) !== modified && digestOf(file) !== digest,
  )?.[0];

/** In whole seconds, which archives and images preserve, too. @param {string} file */
function modifiedAt(file) {
  const stats = fs.lstatSync(inRoot(file), { throwIfNoEntry: false });
  return stats?.isFile() ? Math.floor(stats.mtimeMs / 1000) : undefined;
}

/** @param {string} file */
function digestOf(file) {
  try {
    return createHash("sha256")
      .update(fs.readFileSync(inRoot(file)))
      .digest("base64url")
      .slice(0, 16);
  } catch {
    // It is no longer a file, or not readable.
    return undefined;
  }
}
