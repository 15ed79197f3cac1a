import fs from "node:fs/promises";
import { bundle } from "./bundle.mjs";
import { compressPages } from "./compress.mjs";
import { fingerprintSources } from "./fingerprint.mjs";
import { install, isInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { inRoot } from "./project.mjs";
import { runStep } from "./step.mjs";

/** @typedef {"client" | "bundle" | "pages"} Product what is made, in this order; each has a stamp in dist/ */

/**
 * Installs and builds what is missing or older than the sources, and nothing else. Several processes may do this at
 * once: one builds and the others wait for it.
 *
 * @param {readonly Product[]} products
 * @param {{ dev?: boolean }} [options] dev: the packages for building and testing are wanted in any case
 */
export async function prepare(products, { dev = false } = {}) {
  if (await isReady(products, dev)) return;
  await withLock(inRoot("dist", ".prepare-lock"), "Another start is building Guidon; waiting for it …", async () => {
    if (!(await isInstalled({ dev: true }))) await install();
    const fingerprint = fingerprintSources();
    for (const product of products) {
      if ((await readStamp(product)) === fingerprint) continue;
      // A build that is interrupted must not look finished.
      await fs.rm(stampOf(product), { force: true });
      await make[product]();
      await fs.writeFile(stampOf(product), fingerprint);
    }
  });
}

/** @type {Record<Product, () => Promise<void>>} */
const make = {
  client: () =>
    runStep("Generating the database client", process.execPath, [
      inRoot("node_modules/prisma/build/index.js"),
      "generate",
    ]),
  bundle,
  pages: async () => {
    await runStep("Building the pages", process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
      NODE_ENV: "production",
    });
    await compressPages();
  },
};

/** @param {readonly Product[]} products @param {boolean} dev */
async function isReady(products, dev) {
  const [isComplete, fingerprint, ...stamps] = await Promise.all([
    isInstalled({ dev }),
    fingerprintSources(),
    ...products.map(readStamp),
  ]);
  return isComplete && stamps.every((stamp) => stamp === fingerprint);
}

/** @param {Product} product */
const stampOf = (product) => inRoot("dist", `.${product}-stamp`);

/** @param {Product} product */
const readStamp = (product) => fs.readFile(stampOf(product), "utf8").catch(() => undefined);
