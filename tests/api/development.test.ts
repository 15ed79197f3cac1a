import http from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { runScript, temporaryDataDir, until } from "../support/server-process";

vi.setConfig({ testTimeout: 300_000 });

/** Asks for the web socket of hot reload as a page at `origin` does. Returns the status of the answer. */
function upgradeStatus(url: string, origin: string): Promise<number | "refused"> {
  return new Promise((resolve) => {
    const request = http.get(`${url}/_next/hmr?id=test`, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        origin,
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "sec-websocket-version": "13",
      },
    });
    request.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.once("response", (response) => resolve(response.resume().statusCode ?? 0));
    // Next ends the connection without speaking HTTP.
    request.once("error", () => resolve("refused"));
  });
}

test("npm run dev serves the API from the sources, and hot reload to its own pages only", async ({ skip }) => {
  const run = runScript("dev.mjs", [], { PORT: "0", LOG_LEVEL: "error", DATA_DIR: await temporaryDataDir() });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  const url = await until(async () => {
    // Next allows one for each clone: the one of whoever runs the tests.
    skip(`${run.stdout}${run.stderr}`.includes("Another next dev server is"), "npm run dev runs in this clone");
    if (run.child.exitCode !== null) throw new Error(`npm run dev did not start: ${run.stdout}${run.stderr}`);
    return /ready at (http:\S+)/.exec(run.stdout)?.[1];
  });
  expect(await upgradeStatus(url, url)).toBe(101);
  expect(await upgradeStatus(url, url.replace("127.0.0.1", "localhost"))).toBe(101);
  expect(await upgradeStatus(url, "http://elsewhere.example")).toBe("refused");
  expect((await fetch(`${url}/api/v1/flags/projects`)).status).toBe(401);
  run.child.kill("SIGTERM");
  expect(await run.exit).toBe(0);
});
