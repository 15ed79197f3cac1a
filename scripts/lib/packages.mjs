import fs from "node:fs";
import path from "node:path";
import { findDamage, takeManifest } from "./manifest.mjs";
import { inRoot } from "./project.mjs";
import { writeWhole } from "./stamp.mjs";

/**
 * @typedef {import("./manifest.mjs").Manifest} Manifest
 * @typedef {{ id: string, files: Manifest }} Contents of a package
 * @typedef {{ version?: string, integrity?: string }} Installed
 */

/** Files that no program needs at run time. */
const IS_NEEDLESS = /\.(map|md|txt|[cm]?ts|tsx|flow)$|^LICEN[CS]E/i;
/** Packages with at most this many files are recorded whole, which are nine of ten. */
const FEW_FILES = 20;
/** Programs and libraries of machine code, which a full disk cuts and no entry point names. */
const LARGE_BYTES = 128 * 1024;

/**
 * The contents of the installed packages, for `findDamagedPackage`.
 * @param {Record<string, Installed>} installed by their paths from the project's directory
 */
export function contentsOfPackages(installed) {
  /** @type {Record<string, Contents>} */
  const contents = {};
  for (const [name, found] of Object.entries(installed)) contents[name] = { id: idOf(found), files: contentsOf(name) };
  return contents;
}

/**
 * The first file that a package has lost since. For a package that was not recorded, or has another version, only
 * package.json is checked.
 * @param {Record<string, Installed>} installed
 * @param {Record<string, Contents>} recorded
 * @returns {string | undefined}
 */
export function findDamagedPackage(installed, recorded) {
  for (const [name, found] of Object.entries(installed)) {
    const known = recorded[name];
    const damaged = known?.id === idOf(found) ? findDamage(known.files) : findAbsent(name);
    if (damaged !== undefined) return damaged;
  }
  return undefined;
}

/**
 * Whether every one of these packages is recorded in its installed version.
 * @param {Record<string, Installed>} installed
 * @param {Record<string, Contents>} recorded
 */
export const areRecorded = (installed, recorded) =>
  Object.entries(installed).every(([name, found]) => recorded[name]?.id === idOf(found));

/** @returns {Record<string, Contents>} */
export function readRecord() {
  try {
    return JSON.parse(fs.readFileSync(RECORD, "utf8"));
  } catch {
    return {};
  }
}

/** @param {Record<string, Contents>} contents */
export const writeRecord = (contents) => writeWhole(RECORD, JSON.stringify(contents));

const RECORD = inRoot("dist", ".packages.json");

/** @param {Installed} found */
const idOf = ({ version, integrity }) => integrity ?? version ?? "";

/** @param {string} name */
function findAbsent(name) {
  const file = `${name}/package.json`;
  return takeManifest([file])[file] ? undefined : file;
}

/**
 * The files that are checked for a package: all files of a small one; for others package.json, the files that it names
 * as its entries, and large files. There are 37,000 files in all, too many to check at each start.
 * @param {string} name @returns {Manifest}
 */
function contentsOf(name) {
  const own = fs.existsSync(inRoot(name)) ? ownFiles(name) : [];
  const manifest = takeManifest(own);
  if (own.length <= FEW_FILES) return manifest;
  const entries = new Set(entriesOf(name));
  return Object.fromEntries(
    Object.entries(manifest).filter(([file, bytes]) => bytes >= LARGE_BYTES || entries.has(file)),
  );
}

/** @param {string} directory @returns {string[]} its files, without those of packages inside it and without links */
function ownFiles(directory) {
  return fs.readdirSync(inRoot(directory), { withFileTypes: true }).flatMap((entry) => {
    const file = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : ownFiles(file);
    return entry.isFile() && !IS_NEEDLESS.test(entry.name) ? [file] : [];
  });
}

/** @param {string} name @returns {string[]} */
function entriesOf(name) {
  const file = `${name}/package.json`;
  try {
    const { main = "index.js", module, bin, exports } = JSON.parse(fs.readFileSync(inRoot(file), "utf8"));
    const named = [main, module, bin, exports].flatMap(leaves).map((entry) => path.posix.join(name, entry));
    return [file, ...named, ...named.map((entry) => `${entry}.js`), ...named.map((entry) => `${entry}/index.js`)];
  } catch {
    return [file];
  }
}

/** The strings in a value of package.json, however deep. @param {unknown} value @returns {string[]} */
function leaves(value) {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
