import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { startServer } from "./support/server";

/*
 * What only an installation without an admin shows, and what uses up an address's attempts to sign in: on a server of
 * its own, in one journey.
 */
test.use({ role: null });

let server: Awaited<ReturnType<typeof startServer>>;
let dataDir: string;

test.beforeAll(async () => {
  dataDir = await fs.mkdtemp(path.join(os.tmpdir(), "guidon-e2e-setup-"));
  server = await startServer(dataDir);
});
test.afterAll(async () => {
  await server.stop();
  await fs.rm(dataDir, { recursive: true, force: true });
});

const PASSWORD = "plenty of words in here";

test("from the printed link to a project in use, out, in again, and too many wrong passwords", async ({
  page,
  consoleWatch,
}) => {
  test.setTimeout(180_000);
  consoleWatch.allow(/status of (401|403|429)/);

  await test.step("nobody can sign in yet, and the page says what to do", async () => {
    await page.goto(`${server.url}/sign-in`);
    await expect(page.getByRole("heading", { name: "Almost there" })).toBeVisible();
    await page.goto(`${server.url}/setup`);
    await expect(page.getByRole("heading", { name: "Open the set-up link" })).toBeVisible();
  });

  await test.step("a wrong link makes nobody", async () => {
    await page.goto(`${server.url}/setup#token=guessed`);
    await page.getByLabel("Your name").fill("Eve");
    await page.getByLabel("E-mail").fill("eve@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account and start" }).click();
    await expect(page.getByText("This link has been used or has expired")).toBeVisible();
  });

  await test.step("the form says what is missing, and is accessible on a phone, too", async () => {
    await page.goto("about:blank");
    await page.goto(`${server.url}/setup#token=${server.setupToken}`);
    await page.getByRole("button", { name: "Create account and start" }).click();
    await expect(page.getByText("Must not be blank")).toBeVisible();
    await expect(page.getByLabel("Your name")).toBeFocused();
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 760 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step("the first admin lands in the demo project", async () => {
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create account and start" }).click();
    await page.waitForURL("**/projects/ledgerline/flags");
    await expect(page.getByRole("link", { name: "New invoice editor" })).toBeVisible();
  });

  await test.step("the link is worth nothing afterwards", async () => {
    await page.goto("about:blank");
    await page.goto(`${server.url}/setup#token=${server.setupToken}`);
    await expect(page.getByRole("heading", { name: "Guidon is set up" })).toBeVisible();
  });

  await test.step("signed out, a page asks to sign in and comes back to itself", async () => {
    await page.goto(`${server.url}/projects/ledgerline/segments`);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto(`${server.url}/projects/ledgerline/segments`);
    await page.waitForURL("**/sign-in?next=**");
    await expectAccessible(page);
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/projects/ledgerline/segments");
  });

  await test.step("after forty wrong passwords, half from her network, even the right one has to wait", async () => {
    // The page that is open would notice that it is signed out, and go to sign in at the same time.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
    const attempts = await page.evaluate(async () => {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const { status } = await fetch("/api/auth/sign-in", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: "ada@example.com", password: "wrong" }),
        });
        statuses.push(status);
      }
      return statuses;
    });
    expect(attempts.filter((status) => status === 429)).toHaveLength(1);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText(/Too many attempts\. Try again in 1[0-5] minutes\./)).toBeVisible();
  });
});
