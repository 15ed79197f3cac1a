import fs from "node:fs";
import { root } from "./project.mjs";

/** @typedef {Record<string, number>} Manifest files, as paths from the project's directory with "/", and their bytes */

/**
 * The files that exist now, of the given ones and below the given directories.
 * @param {readonly string[]} places paths from the project's directory with "/"
 * @returns {Manifest}
 */
export function takeManifest(places) {
  /** @type {Manifest} */
  const manifest = {};
  for (const file of places.flatMap(filesAt)) manifest[file] = sizeOf(file) ?? 0;
  return manifest;
}

/**
 * The first file that is missing or has another size. Every start waits for this: the sizes of five thousand files take
 * tens of milliseconds, their contents would take a second. It finds files that were removed, emptied or cut; altered
 * files show when they are loaded.
 * @param {Manifest} manifest
 * @returns {string | undefined}
 */
export const findDamage = (manifest) => Object.keys(manifest).find((file) => sizeOf(file) !== manifest[file]);

/** Without source maps, which nothing needs at run time. @param {string} place @returns {string[]} */
function filesAt(place) {
  const stats = statsOf(place);
  if (!stats) return [];
  if (!stats.isDirectory()) return [place];
  return fs.readdirSync(root + place).flatMap((name) => (name.endsWith(".map") ? [] : filesAt(`${place}/${name}`)));
}

/**
 * For a link, which Next makes for each package that pages load, the length of its target.
 * @param {string} file
 */
function sizeOf(file) {
  const stats = statsOf(file);
  return stats?.isDirectory() ? undefined : stats?.size;
}

/** @param {string} file */
function statsOf(file) {
  try {
    return fs.lstatSync(root + file, { throwIfNoEntry: false });
  } catch (error) {
    // A directory above it may be a file now, or not accessible.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
