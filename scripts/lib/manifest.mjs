import fs from "node:fs";
import { root } from "./project.mjs";

/** @typedef {Record<string, number>} Manifest files, as paths from the project's directory with "/", and their bytes */

/**
 * The files that are there now, of the given ones and below the given directories.
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
 * The first file that is missing or of another size. Every start waits for this: sizes of five thousand files take tens
 * of milliseconds, their contents would take a second. It notices what was removed, emptied or cut; what was altered is
 * left to the load.
 * @param {Manifest} manifest
 * @returns {string | undefined}
 */
export const findDamage = (manifest) => Object.keys(manifest).find((file) => sizeOf(file) !== manifest[file]);

/** Without source maps, which nothing needs in order to run. @param {string} place @returns {string[]} */
function filesAt(place) {
  const stats = statsOf(place);
  if (!stats) return [];
  if (!stats.isDirectory()) return [place];
  return fs.readdirSync(root + place).flatMap((name) => (name.endsWith(".map") ? [] : filesAt(`${place}/${name}`)));
}

/**
 * Of a link, which Next makes for each package that pages load, it is the length of its target.
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
    // What stands above it may be a file now, or may not be entered.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
