import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";
import { runStep } from "./step.mjs";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

const HOW_TO_GET_ONE =
  "No browser to test with. `apt-get install chromium` or `npx playwright install chromium` gets one, or set " +
  "CHROMIUM_PATH.";

/**
 * The browser for tests: CHROMIUM_PATH, the one that Playwright installed, or the system's.
 * @returns {string | undefined} undefined for Playwright's own
 * @throws {Error} that says how to get one
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  if (fs.existsSync(chromium.executablePath())) return undefined;
  const found = installed.find((path) => fs.existsSync(path));
  if (found) return found;
  throw new Error(HOW_TO_GET_ONE);
}

/**
 * Installs Debian's Chromium where there is no browser and apt-get may be used. Elsewhere the browser tests fail with a
 * sentence, and all others run.
 * @param {AbortSignal} signal
 */
export async function provideChromium(signal) {
  const apt = hasChromium() ? undefined : aptGet();
  if (apt === undefined) return;
  const [file, ...args] = apt;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runStep("Reading Debian's list of packages", file, [...args, "update"], { env, signal });
  const install = [...args, "install", "--yes", "--no-install-recommends", "chromium"];
  await runStep("Installing Chromium for the browser tests", file, install, { env, signal });
}

function hasChromium() {
  try {
    findChromium();
    return true;
  } catch {
    return false;
  }
}

/** @returns {[string, ...string[]] | undefined} how this user calls apt-get; undefined where that is impossible */
function aptGet() {
  if (!fs.existsSync("/usr/bin/apt-get")) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  const mayUseSudo = spawnSync("sudo", ["--non-interactive", "true"], { stdio: "ignore" }).status === 0;
  return mayUseSudo ? ["sudo", "--non-interactive", "apt-get"] : undefined;
}
