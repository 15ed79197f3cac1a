import fs from "node:fs/promises";
import { areRecorded, contentsOfPackages, findDamagedPackage, readRecord, writeRecord } from "./packages.mjs";
import { inRoot } from "./project.mjs";
import { runStep } from "./step.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?:
 * boolean }} Package
 * @typedef {{ packages?: Record<string, Package> }} LockFile
 */

/**
 * Why packages must be installed: node_modules differs from package-lock.json, or a file of a package is damaged.
 * Undefined: they need not be. It compares contents, not times, which a checkout changes.
 * @param {{ dev: boolean }} options whether packages for building and testing count, too
 * @returns {Promise<"new" | { damaged: string } | undefined>}
 */
export async function reasonToInstall(options) {
  const [wanted, installed] = await Promise.all([readLock(inRoot("package-lock.json")), readInstalled()]);
  if (!satisfies(installed, wanted, options)) return "new";
  const counting = Object.entries(installed).filter(([, found]) => options.dev || !isForDevelopment(found));
  const damaged = findDamagedPackage(Object.fromEntries(counting), readRecord());
  return damaged === undefined ? undefined : { damaged };
}

/** Records the contents of the packages, unless that was done before. */
export async function rememberPackages() {
  const installed = await readInstalled();
  if (!areRecorded(installed, readRecord())) await writeRecord(contentsOfPackages(installed));
}

const readInstalled = () => readLock(inRoot("node_modules", ".package-lock.json"));

/** @param {Package} found */
const isForDevelopment = ({ dev, devOptional }) => dev === true || devOptional === true;

/**
 * Whether the packages that npm has installed are those in a lock file. Where the lock file has no hash (it does not
 * have one for each platform), npm alone knows.
 * @param {Record<string, Package>} installed
 * @param {Record<string, Package>} wanted
 * @param {{ dev: boolean }} options
 */
export function satisfies(installed, wanted, { dev }) {
  return Object.entries(wanted).every(([name, { version, integrity, ...kind }]) => {
    const found = installed[name];
    if (!found) return kind.optional === true || (!dev && isForDevelopment(kind));
    return found.version === version && (integrity === undefined || found.integrity === integrity);
  });
}

/** Leaves out the project's own packages, which are not installed. @param {string} file */
async function readLock(file) {
  try {
    return packagesIn(JSON.parse(await fs.readFile(file, "utf8")));
  } catch {
    return {};
  }
}

/**
 * The packages of a lock file without the project, its workspaces and the links to them.
 * @param {LockFile} lock
 */
export const packagesIn = ({ packages = {} }) =>
  Object.fromEntries(Object.entries(packages).filter(([name, { link }]) => name.includes("node_modules/") && !link));

/**
 * Installs exactly what package-lock.json says. `--include=dev`, because NODE_ENV=production would leave out the build
 * tools.
 * @param {AbortSignal} signal
 */
export async function install(signal) {
  const npm = process.env.npm_execpath;
  const [file, args] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
  await runStep("Installing packages (once, usually under a minute)", file, [...args, "ci", "--include=dev"], {
    signal,
  });
  await writeRecord(contentsOfPackages(await readInstalled()));
}
