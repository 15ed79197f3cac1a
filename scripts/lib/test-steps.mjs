import { inRoot } from "./project.mjs";

/**
 * `isCheck`: reads the sources, uses one core, and runs in parallel with the other checks.
 * @typedef {{ name: string, title: string, file: string, args: string[], isCheck?: boolean }} Step
 */

/** @param {string} script a JavaScript file of a package @param {...string} args */
const node = (script, ...args) => ({ file: process.execPath, args: [inRoot("node_modules", script), ...args] });

const UNIT = ["--project", "unit", "--project", "unit-alone", "--project", "packages"];
/** The projects of tests/api: files that share a service, and files that start one of their own. */
const API = ["--project", "contract", "--project", "api"];

/**
 * What `npm test` runs: the checks, then the others in this order; `npm test -- types unit` runs those two.
 * @type {Step[]}
 */
export const steps = [
  { name: "types", title: "Types", ...node("typescript/bin/tsc", "--noEmit"), isCheck: true },
  { name: "style", title: "Style and lint", ...node("@biomejs/biome/bin/biome", "check"), isCheck: true },
  {
    name: "schema",
    title: "Schema and migrations",
    file: process.execPath,
    args: [inRoot("scripts/run.mjs"), "db-check"],
    isCheck: true,
  },
  {
    name: "description",
    title: "API description",
    file: process.execPath,
    args: [inRoot("scripts/lint-openapi.mjs")],
    isCheck: true,
  },
  { name: "unit", title: "Unit tests", ...node("vitest/vitest.mjs", "run", ...UNIT) },
  { name: "api", title: "API and life-cycle tests", ...node("vitest/vitest.mjs", "run", ...API) },
  { name: "browser", title: "Browser tests", ...node("@playwright/test/cli.js", "test") },
];
