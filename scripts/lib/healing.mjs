import { spawn } from "node:child_process";
import { damageIn } from "./damage.mjs";
import { prepare } from "./prepare.mjs";
import { endOf } from "./step.mjs";
import { untilStopped } from "./until-stopped.mjs";

/** Tells the process that runs what was rebuilt which part that was. Each part is rebuilt once. */
const MADE_ANEW = "GUIDON_MADE_ANEW";

/**
 * Prepares, and runs what was prepared. When it cannot be loaded because of damage that file sizes do not show, the
 * damaged part is rebuilt and run in a process of its own, because this process keeps the modules that failed.
 * @param {readonly import("./stamp.mjs").Product[]} products
 * @param {() => Promise<void>} run loads them
 * @param {{ dev?: boolean }} [options] as for `prepare`
 * @throws Error with one clear sentence when they still cannot be loaded
 */
export async function prepareAndRun(products, run, options = {}) {
  const made = process.env[MADE_ANEW]?.split(" ") ?? [];
  const madeAnew = PARTS.filter((part) => made.includes(part));
  delete process.env[MADE_ANEW];
  try {
    await prepare(products, options);
    await run();
  } catch (error) {
    const damaged = damageIn(error);
    if (damaged === undefined || !(error instanceof Error)) throw error;
    // When CommonJS cannot be loaded, Node also rejects a promise that nobody has.
    process.on("unhandledRejection", () => {});
    const part = [damaged, ...PARTS].find((candidate) => !madeAnew.includes(candidate));
    if (part === undefined) throw new Error(`${error.message}\n\n${IN_VAIN}`, { cause: error });
    console.error(`${error.message}\nGuidon cannot be loaded: ${SAYING[part]} made anew`);
    await prepare(products, { ...options, anew: part });
    await runAgain([...madeAnew, part]);
  }
}

/** @type {readonly import("./damage.mjs").Part[]} */
const PARTS = ["build", "packages"];
const SAYING = { build: "the build is", packages: "the packages are" };
const IN_VAIN =
  "Guidon cannot be loaded, though its packages and its build were made anew: is the disk full or failing, or a " +
  "source file altered (git status)? Else make a fresh clone.";

/**
 * Runs this program again with what is on disk now, and ends with its status.
 * @param {readonly import("./damage.mjs").Part[]} madeAnew
 */
async function runAgain(madeAnew) {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: "inherit",
    env: { ...process.env, [MADE_ANEW]: madeAnew.join(" ") },
  });
  // Ctrl-C reaches it as well; a signal that reaches only this process is passed on.
  await untilStopped(async (signal) => {
    signal.addEventListener("abort", () => child.kill());
    return endOf(child, undefined);
  }).catch((error) => {
    if (child.exitCode === null) throw error;
  });
  process.exit(child.exitCode ?? 1);
}
