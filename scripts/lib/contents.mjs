import { createHash } from "node:crypto";
import fs from "node:fs";
import { inRoot } from "./project.mjs";

/** @typedef {Record<string, [modified: number, digest: string]>} Contents files, in seconds since 1970 and a digest */

/**
 * What is in these files now. Links have nothing in them.
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
 * The first file with something else in it. Every start waits for this, so that only those are read that were written
 * since, or copied: reading all takes ten times as long.
 * @param {Contents} contents
 * @returns {string | undefined}
 */
export const findAltered = (contents) =>
  Object.entries(contents).find(
    ([file, [modified, digest]]) => modifiedAt(file) !== modified && digestOf(file) !== digest,
  )?.[0];

/** In whole seconds, which also archives and images keep. @param {string} file */
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
    // It is no file any more, or may not be read.
    return undefined;
  }
}
