import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../../scripts/lib/chromium.mjs";
import { listen } from "./listen.mjs";
import { succeed } from "./succeed.mjs";

/**
 * Runs a module and gives what its `run` makes of a text, which is JSON. A worker's module answers a request that has
 * the text as its body.
 * @typedef {(program: string, directory: string, given?: string) => Promise<any>} Runtime
 */

/** @type {Runtime} */
export const inNode = (program, directory, given) => onCommandLine(process.execPath, [], program, directory, given);

/** @type {Runtime} */
export const inDeno = (program, directory, given) => {
  const args = ["run", "--allow-net=127.0.0.1", "--allow-env", "--allow-read"];
  return onCommandLine(binOf(directory, "deno"), args, program, directory, given);
};

/** @type {Runtime} */
export const inBun = (program, directory, given) =>
  onCommandLine(binOf(directory, "bun"), ["run"], program, directory, given);

/** @param {string} directory @param {string} name */
const binOf = (directory, name) => path.join(directory, "node_modules/.bin", name);

/** @param {string} file @param {readonly string[]} args @param {Parameters<Runtime>} of */
async function onCommandLine(file, args, ...[program, directory, given = ""]) {
  const main = path.join(directory, "main.mjs");
  const call = `console.log(await run(${JSON.stringify(given)}));`;
  await fs.writeFile(main, `import { run } from "./${path.basename(program)}";\n${call}\n`);
  const { stdout } = await succeed(file, [...args, main], { cwd: directory });
  return JSON.parse(stdout);
}

const PATIENCE_MS = 60_000;

/** @type {Runtime} */
export async function inWorkerd(program, directory, given = "") {
  const port = await freePort();
  const config = path.join(directory, "workerd.capnp");
  await fs.writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "main", esModule = embed "${path.basename(program)}")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "machine",
    )),
    (name = "machine", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  // The program itself: what npm puts into .bin starts it, and would be what is stopped.
  const { default: workerd } = createRequire(path.join(directory, "package.json"))("workerd");
  const child = spawn(workerd, ["serve", config], { cwd: directory, stdio: "inherit" });
  const ended = once(child, "exit");
  try {
    return await answerOf(`http://127.0.0.1:${port}/`, given);
  } finally {
    child.kill();
    await ended;
  }
}

/** For workerd, which picks none of its own. */
async function freePort() {
  const server = http.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {string} url @param {string} body @returns {Promise<any>} as soon as it is answered at all */
async function answerOf(url, body) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(url, { method: "POST", body }).catch((error) => {
      if (performance.now() > deadline) throw error;
    });
    if (response?.ok) return response.json();
    if (response !== undefined) throw new Error(`The worker failed: ${await response.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @type {Runtime} */
export async function inChromium(program, _directory, given = "") {
  const script = await fs.readFile(program);
  const server = http.createServer((request, response) => {
    const isScript = request.url === "/program.mjs";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : "<!doctype html>");
  });
  const port = await listen(server);
  const executablePath = findChromium();
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return JSON.parse(await page.evaluate(`import("/program.mjs").then(({ run }) => run(${JSON.stringify(given)}))`));
  } finally {
    await browser.close();
    server.close();
  }
}
