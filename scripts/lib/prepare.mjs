import { setTimeout as delay } from "node:timers/promises";
import { bundle } from "./bundle.mjs";
import { compressPages } from "./compress.mjs";
import { fingerprintSources } from "./fingerprint.mjs";
import { install, reasonToInstall, rememberPackages } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { inRoot, root } from "./project.mjs";
import { reasonToMake, removeStamp, writeStamp } from "./stamp.mjs";
import { runStep } from "./step.mjs";
import { untilStopped } from "./until-stopped.mjs";

/** @typedef {import("./stamp.mjs").Product} Product what is made, in this order; each has a stamp in dist/ */

/**
 * Installs and builds what is missing, damaged or older than the sources, and nothing else. Several processes may do
 * this at once: one builds and the others wait for it. When it is told to stop, it ends what it started and leaves the
 * work to the others.
 * @param {readonly Product[]} products
 * @param {{ dev?: boolean, anew?: import("./damage.mjs").Part | undefined }} [options] dev: the packages for building
 * and testing are needed in any case. anew: the part that is rebuilt although it looks complete
 */
export async function prepare(products, { dev = false, anew } = {}) {
  if (anew === undefined && (await isReady(products, dev))) return;
  const waiting = "Another start is building Guidon; waiting for it";
  await untilStopped((signal) =>
    withLock(inRoot("dist", ".prepare-lock"), { waiting, signal }, async () => {
      const why = anew === "packages" ? "new" : await reasonToInstall({ dev: true });
      tell(why);
      if (why !== undefined) await install(signal);
      await rememberPackages();
      const fingerprint = fingerprintSources();
      for (const product of products) {
        const why = anew === "build" ? "new" : await reasonToMake(product, fingerprint);
        if (why === undefined) continue;
        tell(why);
        // A build that is interrupted must not look finished.
        await removeStamp(product);
        await make[product](signal);
        await writeStamp(product, fingerprint);
      }
    }),
  ).catch(explainUnwritable);
}

/** @param {Awaited<ReturnType<typeof reasonToMake>>} why */
function tell(why) {
  if (typeof why === "object") console.error(`${why.damaged} is missing or damaged: all of its kind is made anew`);
}

/** @param {unknown} error @returns {never} */
function explainUnwritable(error) {
  if (!(error instanceof Error && "code" in error && ["EACCES", "EPERM", "EROFS"].includes(String(error.code)))) {
    throw error;
  }
  throw new Error(
    `Guidon has to be installed or built here, and may not write to ${root}: start it once as a user who may, or ` +
      `renew the image. (${error.message})`,
    { cause: error },
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
    await buildPages(signal);
    await compressPages();
  },
};

/** How long a build that a killed start left running may take, and how often it is checked. */
const LEFT_RUNNING_MS = { longest: 10 * 60_000, every: 2_000 };

/** @param {AbortSignal} signal */
async function buildPages(signal) {
  const end = performance.now() + LEFT_RUNNING_MS.longest;
  for (;;) {
    try {
      await runStep("Building the pages", process.execPath, [inRoot("node_modules/next/dist/bin/next"), "build"], {
        env: { NODE_ENV: "production" },
        signal,
      });
      return;
    } catch (error) {
      // The sources of that build are unknown, so it is waited for and then repeated.
      const isBusy = error instanceof Error && error.message.includes("process is already running");
      if (!isBusy || performance.now() > end) throw error;
      console.error("A build that was left running is waited for");
      await delay(LEFT_RUNNING_MS.every, undefined, { signal });
    }
  }
}

/** @param {readonly Product[]} products @param {boolean} dev */
async function isReady(products, dev) {
  const fingerprint = fingerprintSources();
  const reasons = await Promise.all([
    reasonToInstall({ dev }),
    ...products.map((product) => reasonToMake(product, fingerprint)),
  ]);
  return reasons.every((reason) => reason === undefined);
}
