import assert from "node:assert/strict";
import { bundleClient } from "./bundle.mjs";
import { inBun, inChromium, inDeno, inNode, inWorkerd } from "./engines.mjs";
import { startFlagServer } from "./flag-server.mjs";

const EXPECTED = { before: "off", state: "ready", flags: ["lamp"], after: "on", explained: "on", closed: "closed" };

/**
 * A client of the installed SDK begins, evaluates, hears of a change and closes, in each runtime; it leaves no stream
 * open, and has reported what it evaluated.
 * @param {string} directory where the packages are installed
 */
export async function runClientEverywhere(directory) {
  const onServer = await bundleClient(directory, "client-on-server");
  const inPage = await bundleClient(directory, "client-in-page");
  const inWorker = await bundleClient(directory, "client-in-worker");
  for (const [run, program] of /** @type {const} */ ([
    [inNode, onServer],
    [inDeno, onServer],
    [inBun, onServer],
    [inWorkerd, inWorker],
    [inChromium, inPage],
  ])) {
    const server = await startFlagServer();
    try {
      assert.deepEqual(await run(program, directory, server.url), EXPECTED, run.name);
      assert.deepEqual(server.left(), { streams: 0, reported: 2 }, run.name);
      console.log(`${run.name.padEnd(12)} a client begins, evaluates, hears of a change, reports and closes`);
    } finally {
      server.close();
    }
  }
}
