import fs from "node:fs/promises";
import { inRoot } from "./project.mjs";
import { runStep } from "./step.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} Package
 * @typedef {{ packages?: Record<string, Package> }} LockFile
 */

/**
 * Whether node_modules holds what package-lock.json asks for. Compares contents, not times: a checkout changes times.
 * @param {{ dev: boolean }} options whether the packages that only building and testing need count
 */
export async function isInstalled(options) {
  const [wanted, installed] = await Promise.all([
    readLock(inRoot("package-lock.json")),
    readLock(inRoot("node_modules", ".package-lock.json")),
  ]);
  return satisfies(installed, wanted, options);
}

/**
 * Whether the packages that npm says it installed are those that a lock file wants. A hash that the lock file does not
 * name (it does not for each platform) is npm's to know.
 *
 * @param {Record<string, Package>} installed
 * @param {Record<string, Package>} wanted
 * @param {{ dev: boolean }} options
 */
export function satisfies(installed, wanted, { dev }) {
  return Object.entries(wanted).every(([name, { version, integrity, ...kind }]) => {
    if (name === "" || kind.link) return true;
    const found = installed[name];
    if (!found) return kind.optional === true || (!dev && (kind.dev === true || kind.devOptional === true));
    return found.version === version && (integrity === undefined || found.integrity === integrity);
  });
}

/** @param {string} file @returns {Promise<Record<string, Package>>} */
async function readLock(file) {
  try {
    /** @type {LockFile} */
    const lock = JSON.parse(await fs.readFile(file, "utf8"));
    return lock.packages ?? {};
  } catch {
    return {};
  }
}

/**
 * Installs exactly what package-lock.json says. `--include=dev`: NODE_ENV=production would leave the builders out.
 * @param {AbortSignal} signal
 */
export async function install(signal) {
  const npm = process.env.npm_execpath;
  const [file, args] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
  await runStep("Installing packages (once, usually under a minute)", file, [...args, "ci", "--include=dev"], {
    signal,
  });
}
