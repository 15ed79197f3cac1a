import { spawn } from "node:child_process";
import { root } from "./project.mjs";
import { endOf } from "./step.mjs";

/**
 * Runs every step, also after one that failed, and ends with a table.
 *
 * @param {readonly import("./test-steps.mjs").Step[]} steps
 * @param {readonly string[]} wanted names; none means all
 * @param {AbortSignal} signal ends the step that runs, and with it the run
 * @returns {Promise<boolean>} whether all of them passed
 */
export async function runSteps(steps, wanted, signal) {
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
  if (unknown) throw new Error(`There is no step "${unknown}": ${steps.map(({ name }) => name).join(", ")}.`);
  const results = [];
  for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.log(`\n── ${step.title} ${"─".repeat(Math.max(0, 70 - step.title.length))}`);
    const startedAt = performance.now();
    const isPassed = await run(step, signal);
    results.push({ ...step, isPassed, seconds: (performance.now() - startedAt) / 1000 });
  }
  console.log();
  for (const { title, isPassed, seconds } of results) {
    console.log(`  ${isPassed ? "passed" : "FAILED"}  ${title.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
  }
  return results.every(({ isPassed }) => isPassed);
}

/**
 * @param {import("./test-steps.mjs").Step} step
 * @param {AbortSignal} signal
 */
async function run({ file, args }, signal) {
  return (await endOf(spawn(file, args, { cwd: root, stdio: "inherit", signal }), signal)) === 0;
}
