import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../../scripts/lib/chromium.mjs";
import { succeed } from "./succeed.mjs";

/** @typedef {{ checks: number, failures: string[] }} Outcome */

/** @param {string} program @param {string} directory @returns {Promise<Outcome>} */
export const inNode = (program, directory) => onCommandLine(process.execPath, [], program, directory);

/** @param {string} program @param {string} directory @returns {Promise<Outcome>} */
export const inDeno = (program, directory) => onCommandLine(binOf(directory, "deno"), ["run"], program, directory);

/** @param {string} program @param {string} directory @returns {Promise<Outcome>} */
export const inBun = (program, directory) => onCommandLine(binOf(directory, "bun"), ["run"], program, directory);

/** @param {string} directory @param {string} name */
const binOf = (directory, name) => path.join(directory, "node_modules/.bin", name);

/** @param {string} file @param {readonly string[]} args @param {string} program @param {string} directory */
async function onCommandLine(file, args, program, directory) {
  const main = path.join(directory, "main.mjs");
  await fs.writeFile(main, `import { run } from "./${path.basename(program)}";\nconsole.log(await run());\n`);
  const { stdout } = await succeed(file, [...args, main], { cwd: directory });
  return JSON.parse(stdout);
}

/** Where workerd listens: it picks no port of its own. */
const WORKERD_PORT = 38_787;
const PATIENCE_MS = 60_000;

/** @param {string} program @param {string} directory @returns {Promise<Outcome>} */
export async function inWorkerd(program, directory) {
  const config = path.join(directory, "workerd.capnp");
  await fs.writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "main", esModule = embed "${path.basename(program)}")],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${WORKERD_PORT}", http = (), service = "main")],
);
`,
  );
  const child = spawn(binOf(directory, "workerd"), ["serve", config], { cwd: directory, stdio: "inherit" });
  try {
    return await answerOf(`http://127.0.0.1:${WORKERD_PORT}/`);
  } finally {
    child.kill();
  }
}

/** @param {string} url @returns {Promise<Outcome>} as soon as it is answered at all */
async function answerOf(url) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(url).catch((error) => {
      if (performance.now() > deadline) throw error;
    });
    if (response !== undefined) return /** @type {Promise<Outcome>} */ (response.json());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {string} program @param {string} _directory @returns {Promise<Outcome>} */
export async function inChromium(program, _directory) {
  const script = await fs.readFile(program);
  const server = http.createServer((request, response) => {
    const isScript = request.url === "/vectors.mjs";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : "<!doctype html>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const executablePath = findChromium();
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return JSON.parse(await page.evaluate(`import("/vectors.mjs").then(({ run }) => run())`));
  } finally {
    await browser.close();
    server.close();
  }
}
