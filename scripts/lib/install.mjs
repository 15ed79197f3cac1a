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
 * Why packages have to be installed: node_modules does not hold what package-lock.json asks for, or a file of a package
 * is damaged. Undefined: they need not. Compares contents, not times: a checkout changes times.
 * @param {{ dev: boolean }} options whether the packages that only building and testing need count
 * @returns {Promise<"new" | { damaged: string } | undefined>}
 */
export async function reasonToInstall(options) {
  const [wanted, installed] = await Promise.all([readLock(inRoot("package-lock.json")), readInstalled()]);
  if (!satisfies(installed, wanted, options)) return "new";
  const counting = Object.entries(installed).filter(([, found]) => options.dev || !isForDevelopment(found));
  const damaged = findDamagedPackage(Object.fromEntries(counting), readRecord());
  return damaged === undefined ? undefined : { damaged };
}

/** Keeps what is in the packages, unless that is known already. */
export async function rememberPackages() {
  const installed = await readInstalled();
  if (!areRecorded(installed, readRecord())) await writeRecord(contentsOfPackages(installed));
}

const readInstalled = () => readLock(inRoot("node_modules", ".package-lock.json"));

/** @param {Package} found */
const isForDevelopment = ({ dev, devOptional }) => dev === true || devOptional === true;

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
    const found = installed[name];
    if (!found) return kind.optional === true || (!dev && isForDevelopment(kind));
    return found.version === version && (integrity === undefined || found.integrity === integrity);
  });
}

/** Without the project's own packages, which are not installed. @param {string} file */
async function readLock(file) {
  try {
    return packagesIn(JSON.parse(await fs.readFile(file, "utf8")));
  } catch {
    return {};
  }
}

/**
 * The packages of a lock file that come from elsewhere: not the project, its workspaces and the links to them.
 * @param {LockFile} lock
 */
export const packagesIn = ({ packages = {} }) =>
  Object.fromEntries(Object.entries(packages).filter(([name, { link }]) => name.includes("node_modules/") && !link));

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
  await writeRecord(contentsOfPackages(await readInstalled()));
}
