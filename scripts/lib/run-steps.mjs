import { spawn } from "node:child_process";
import { root } from "./project.mjs";
import { endOf } from "./step.mjs";

/** @typedef {import("./test-steps.mjs").Step} Step */

/**
 * Runs every step, even after one failed, and ends with a table: first the checks, all at once, then the others one by
 * one.
 * @param {readonly Step[]} steps
 * @param {readonly string[]} wanted names; none means all
 * @param {AbortSignal} signal ends the step that runs, and with it the run
 * @returns {Promise<boolean>} whether all of them passed
 */
export async function runSteps(steps, wanted, signal) {
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
  if (unknown) throw new Error(`There is no step "${unknown}": ${steps.map(({ name }) => name).join(", ")}.`);
  const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const results = await Promise.all(chosen.filter(({ isCheck }) => isCheck).map((step) => runCheck(step, signal)));
  for (const step of chosen.filter(({ isCheck }) => !isCheck)) {
    printTitle(step);
    results.push(await timed(step, () => endOf(start(step, "inherit", signal), signal)));
  }
  console.log();
  for (const { title, isPassed, seconds } of results) {
    console.log(`  ${isPassed ? "passed" : "FAILED"}  ${title.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  return results.every(({ isPassed }) => isPassed);
}

/**
 * Runs a check and prints its output when it has ended, so that the outputs of parallel checks do not mix.
 * @param {Step} step
 * @param {AbortSignal} signal
 */
async function runCheck(step, signal) {
  const child = start(step, ["ignore", "pipe", "pipe"], signal);
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => output.push(bytes));
  const result = await timed(step, () => endOf(child, signal));
  printTitle(step);
  process.stdout.write(Buffer.concat(output));
  return result;
}

/**
 * @param {Step} step
 * @param {() => Promise<number | NodeJS.Signals | null>} run
 */
async function timed(step, run) {
  const startedAt = performance.now();
  const isPassed = (await run()) === 0;
  return { title: step.title, isPassed, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * @param {Step} step
 * @param {import("node:child_process").StdioOptions} stdio
 * @param {AbortSignal} signal
 */
function start({ file, args }, stdio, signal) {
  return spawn(file, args, { cwd: root, stdio, signal });
}

/** @param {Step} step */
function printTitle({ title }) {
  console.log(`\n── ${title} ${"─".repeat(Math.max(0, 70 - title.length))}`);
}
