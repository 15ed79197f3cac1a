import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "./support";
import { emailOf, PASSWORD } from "./support/people";

const installed = ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find((file) => fs.existsSync(file));
const firefox = process.env.FIREFOX_PATH ?? installed;
const journey = path.resolve("tests/e2e/support/firefox/journey.mjs");

test("in Firefox one signs in, makes a flag with a rule, and the console has nothing to say", async ({
  baseURL,
  project,
  api,
}) => {
  test.skip(firefox === undefined, "No Firefox is installed: `apt-get install firefox-esr` gets one.");
  test.slow();
  const args = [firefox ?? "", baseURL ?? "", project.slug, emailOf("admin"), PASSWORD];
  const { stdout } = await promisify(execFile)(process.execPath, ["--experimental-websocket", journey, ...args]);
  expect(JSON.parse(stdout), "what the console said").toEqual([]);
  const flag = (await api.call("GET", `/flags?project_id=${project.id}`)).find(
    (each: { key: string }) => each.key === "firefox",
  );
  expect(flag).toMatchObject({ name: "Firefox", enabled: true });
  expect(await api.call("GET", `/flags/${flag.id}/rules?environment=production`)).toMatchObject([
    { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] },
  ]);
});
