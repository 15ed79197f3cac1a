import fs from "node:fs";
import { chromium } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

/**
 * Which browser to test with: CHROMIUM_PATH, the one that Playwright installed, or the system's.
 * @returns {string | undefined} undefined for Playwright's own
 * @throws {Error} that says how to get one
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  if (fs.existsSync(chromium.executablePath())) return undefined;
  const found = installed.find((path) => fs.existsSync(path));
  if (found) return found;
  throw new Error("No browser to test with. `npx playwright install chromium` gets one, or set CHROMIUM_PATH.");
}
