import fs from "node:fs/promises";
import { bundle } from "./bundle.mjs";
import { compressPages } from "./compress.mjs";
import { fingerprintSources } from "./fingerprint.mjs";
import { install, isInstalled } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { inRoot } from "./project.mjs";
import { runStep } from "./step.mjs";
import { untilStopped } from "./until-stopped.mjs";

/** @typedef {"client" | "bundle" | "pages"} Product what is made, in this order; each has a stamp in dist/ */

/**
 * Installs and builds what is missing or older than the sources, and nothing else. Several processes may do this at
 * once: one builds and the others wait for it. Told to stop, it ends what it started and gives way to the others.
 *
 * @param {readonly Product[]} products
 * @param {{ dev?: boolean }} [options] dev: the packages for building and testing are wanted in any case
 */
export async function prepare(products, { dev = false } = {}) {
  if (await isReady(products, dev)) return;
  const waiting = "Another start is building Guidon; waiting for it";
  await untilStopped((signal) =>
    withLock(inRoot("dist", ".prepare-lock"), { waiting, signal }, async () => {
      if (!(await isInstalled({ dev: true }))) await install(signal);
      const fingerprint = fingerprintSources();
      for (const product of products) {
        if ((await readStamp(product)) === fingerprint) continue;
        // A build that is interrupted must not look finished.
        await fs.rm(stampOf(product), { force: true });
        await make[product](signal);
        await fs.writeFile(stampOf(product), fingerprint);
      }
    }),
  );
}

/** @type {Record<Product, (signal: AbortSignal) => Promise<void>>} */
const make = {
  client: (signal) =>
    runStep(
      "Generating the database client",
      process.execPath,
      [inRoot("node_modules/prisma/build/index.js"), "generate"],
      { signal },
    ),
  bundle,
  pages: async (signal) => {
    await runStep("Building the pages", process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
      env: { NODE_ENV: "production" },
      signal,
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
