import fs from "node:fs/promises";
import path from "node:path";
import { findAltered, takeContents } from "./contents.mjs";
import { findDamage, takeManifest } from "./manifest.mjs";
import { inRoot } from "./project.mjs";

/** @typedef {"client" | "bundle" | "pages"} Product */
/**
 * @typedef {object} Stamp
 * @property {string} fingerprint of what it was made from
 * @property {import("./manifest.mjs").Manifest} files what was made
 * @property {import("./contents.mjs").Contents} contents of those files
 */

/**
 * Where each product is. Of .next only what a server reads; the rest is for building and development.
 * @type {Record<Product, readonly string[]>}
 */
const PLACES = {
  client: ["lib/server/db/generated"],
  bundle: ["dist/server.js", "dist/app", "dist/scripts", "dist/chunks", "dist/workers"],
  pages: [
    ".next/BUILD_ID",
    ".next/app-path-routes-manifest.json",
    ".next/build-manifest.json",
    ".next/images-manifest.json",
    ".next/node_modules",
    ".next/package.json",
    ".next/prerender-manifest.json",
    ".next/required-server-files.json",
    ".next/routes-manifest.json",
    ".next/server",
    ".next/static",
  ],
};

/**
 * Why a product must be made: it was never made, or from other sources, or a file of it is damaged. Undefined: it need
 * not be.
 * @param {Product} product
 * @param {string} fingerprint of the sources
 * @returns {Promise<"new" | { damaged: string } | undefined>}
 */
export async function reasonToMake(product, fingerprint) {
  const stamp = await readStamp(product);
  if (stamp?.fingerprint !== fingerprint) return "new";
  const damaged = findDamage(stamp.files) ?? findAltered(stamp.contents);
  return damaged === undefined ? undefined : { damaged };
}

/**
 * @param {Product} product just made
 * @param {string} fingerprint of the sources
 */
export async function writeStamp(product, fingerprint) {
  const files = takeManifest(PLACES[product]);
  const contents = takeContents(Object.keys(files));
  await writeWhole(stampOf(product), JSON.stringify({ fingerprint, files, contents }));
}

/** From here on the product counts as not made. @param {Product} product */
export const removeStamp = (product) => fs.rm(stampOf(product), { force: true });

/** The file is replaced atomically. @param {string} file @param {string} text */
export async function writeWhole(file, text) {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await fs.writeFile(draft, text);
  await fs.rename(draft, file);
}

/** @param {Product} product @returns {Promise<Stamp | undefined>} */
async function readStamp(product) {
  try {
    const { fingerprint, files, contents } = JSON.parse(await fs.readFile(stampOf(product), "utf8"));
    return typeof fingerprint === "string" && isRecord(files) && isRecord(contents)
      ? { fingerprint, files, contents }
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {boolean} */
const isRecord = (value) => typeof value === "object" && value !== null;

/** @param {Product} product */
const stampOf = (product) => inRoot("dist", `.${product}-stamp`);
