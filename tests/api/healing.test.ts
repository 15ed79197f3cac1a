import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScratch } from "../support/scratch";

/** Everything that is built or installed, which a copy of the project need not copy. */
const APART = new Set([".git", ".next", ".data", "node_modules", "screenshots"]);

/** Below a directory that has a lock file of its own. Its build is a copy, which tests damage. */
let project: string;

beforeAll(async () => {
  const above = await makeScratch("guidon-healing-");
  await fs.writeFile(path.join(above, "package-lock.json"), '{"lockfileVersion":3}');
  project = path.join(above, "guidon");
  const filter = (file: string) => !APART.has(path.relative(".", file));
  await fs.cp(".", project, { recursive: true, filter });
  for (const name of ["node_modules", ".next"]) await fs.symlink(path.resolve(name), path.join(project, name));
});

afterAll(() => fs.rm(path.dirname(project), { recursive: true, force: true }));

/** Runs a program of the build that needs no data, whose own word is one line. */
async function runProgram(): Promise<{ status: unknown; stderr: string }> {
  // Without npm: an install in the copy would go through the link into the packages of this project.
  const env = { NODE_ENV: "production", PATH: "", HOME: process.env.HOME ?? "" } as const;
  const args = [path.join(project, "scripts", "run.mjs"), "key", "create", "--name", "x"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [status] = await once(child, "close");
  return { status, stderr };
}

const OWN_WORD = "--scope must be given: flags:write, flags:read, flags:ruleset, flags:evaluate.\n";

const program = () => path.join(project, "dist", "scripts", "key.js");

test("a build that is whole is used as it is, also below a directory with a lock file of its own", async () => {
  expect(await runProgram()).toEqual({ status: 1, stderr: OWN_WORD });
});

test("a build of which a file was cut is made anew, and said so once", async () => {
  await fs.truncate(program(), 10);
  const { status, stderr } = await runProgram();
  expect(stderr).toMatch(/^dist\/scripts\/key\.js is missing or damaged/);
  expect(stderr.endsWith(OWN_WORD)).toBe(true);
  expect(status).toBe(1);
  expect(await runProgram()).toEqual({ status: 1, stderr: OWN_WORD });
});

test("a build of which a file was altered is made anew, also when that could be run", async () => {
  const { size, mtimeMs } = await fs.stat(program());
  await fs.writeFile(program(), "export const main = () => {}; //".padEnd(size, "-"));
  await fs.utimes(program(), 0, mtimeMs / 1000 + 10);
  const { status, stderr } = await runProgram();
  expect(stderr).toMatch(/^dist\/scripts\/key\.js is missing or damaged/);
  expect(stderr.endsWith(OWN_WORD)).toBe(true);
  expect(status).toBe(1);
});

test("a build that cannot be loaded, though sizes and times are right, is made anew and run", async () => {
  const { size, atime, mtime } = await fs.stat(program());
  await fs.writeFile(program(), "{".padEnd(size));
  await fs.utimes(program(), atime, mtime);
  const { status, stderr } = await runProgram();
  expect(stderr).toContain("Guidon cannot be loaded: the build is made anew\n");
  expect(stderr.endsWith(OWN_WORD)).toBe(true);
  expect(status).toBe(1);
  expect(await runProgram()).toEqual({ status: 1, stderr: OWN_WORD });
});
