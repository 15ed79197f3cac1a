import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const LISTENING = /WebDriver BiDi listening on (ws:\S+)/;

/**
 * Starts a Firefox without a window and with a profile of its own.
 * @param {string} file
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>} where it listens for WebDriver BiDi
 */
export async function launchFirefox(file) {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-firefox-"));
  const args = ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"];
  const child = spawn(file, [...args, "about:blank"], {
    env: { ...process.env, HOME: home, MOZ_CRASHREPORTER_DISABLE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const closed = once(child, "close");
  const stop = async () => {
    child.kill("SIGTERM");
    await closed;
    await fs.rm(home, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stderr)) {
    const address = LISTENING.exec(line)?.[1];
    if (address === undefined) continue;
    // Nobody reads what it says after this, and it must not wait for a reader.
    child.stderr.resume();
    return { address: `${address}/session`, stop };
  }
  await stop();
  throw new Error("Firefox did not say where it listens");
}
