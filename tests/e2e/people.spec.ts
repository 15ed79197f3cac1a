import type { Member } from "@/lib/contract/member";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { colleague } from "./support/colleague";
import { emailOf } from "./support/people";

test("a key is shown once, works, is renewed, and stops when it is revoked", async ({ page, baseURL, project }) => {
  // axe looks at two dialogs in two themes each.
  test.slow();
  const name = `key of ${project.slug}`;
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "New API key" }).click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Must not be blank")).toBeVisible();
  await dialog.getByLabel("Name").fill(name);
  await test.step("a client key evaluates, on pages that it names", async () => {
    await dialog.getByRole("radio", { name: /^In a browser or an app/ }).check();
    await expect(dialog.getByRole("radio", { name: /^Read/ })).toBeHidden();
    const origins = dialog.getByRole("textbox", { name: /^On which pages/ });
    await origins.fill("shop.example.com");
    await expect(dialog.getByText(/Must be an origin as browsers write it/)).toBeVisible();
    await origins.fill("https://shop.example.com/cart");
    await expect(dialog.getByText(/Must be an origin as browsers write it/)).toBeHidden();
    await expectAccessible(page);
    await dialog.getByRole("radio", { name: /^On a server/ }).check();
  });
  await dialog.getByRole("radio", { name: /^Read/ }).check();
  await dialog.getByRole("checkbox", { name: "Every project" }).uncheck();
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("Must name at least one project")).toBeVisible();
  await dialog.getByRole("checkbox", { name: project.name, exact: true }).last().check();
  await dialog.getByRole("button", { name: "Create key" }).click();

  const shown = page.getByRole("dialog", { name: "Your new API key" });
  const key = (await shown.getByRole("region", { name: "API key" }).locator("pre").textContent()) ?? "";
  expect(key).toMatch(/^kr_live_[A-Za-z0-9_-]{43}$/);
  await expectAccessible(page);
  const ask = async () => (await fetch(`${baseURL}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await ask()).toBe(200);
  // A click beside it must not lose it.
  await page.mouse.click(5, 5);
  await shown.getByRole("button", { name: "Done" }).click();
  expect(await page.content()).not.toContain(key);
  await page.reload();
  await expect(page.getByRole("button", { name: `Revoke ${name}`, exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(key);

  await page.getByRole("button", { name: `Renew ${name}`, exact: true }).click();
  const renewal = page.getByRole("dialog", { name: `Renew “${name}”` });
  await renewal.getByLabel("The old key stops").selectOption("In a week");
  await renewal.getByRole("button", { name: "Renew key" }).click();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(`Takes over from ${key.slice(0, 12)}…`)).toBeVisible();
  expect(await ask()).toBe(200);

  // The newest stands first.
  await page
    .getByRole("button", { name: `Revoke ${name}` })
    .last()
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("button", { name: `Revoke ${name}`, exact: true })).toHaveCount(1);
  await expect.poll(ask).toBe(401);
});

test("someone who is invited chooses a password and sees what their role allows", async ({
  page,
  browser,
  baseURL,
  project,
  api,
}) => {
  // Two people, and axe with each of them.
  test.slow();
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.makeRule(flag, { name: "Sales" });
  const email = `${project.slug}@example.com`;
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite member" }).click();
  await page.getByLabel("Name").fill("Grace Guest");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("viewer");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create invitation" }).click();
  const dialog = page.getByRole("dialog", { name: "Link for Grace Guest" });
  const link = (await dialog.locator("pre").textContent()) ?? "";
  expect(link.startsWith(`${baseURL}/invitation#token=`)).toBe(true);
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row.getByText("Invited")).toBeVisible();

  const visit = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await visit.newPage();
  await guest.goto(link);
  await expect(guest.getByText(`For ${email}.`)).toBeVisible();
  await expectAccessible(guest);
  await guest.getByLabel("Password", { exact: true }).fill("a password of my own");
  await guest.getByRole("button", { name: "Set password and sign in" }).click();
  await guest.waitForURL("**/projects**");
  await guest.goto(`${baseURL}/projects/${project.slug}/flags`);
  await expect(guest.getByRole("link", { name: "Checkout" })).toBeVisible();
  await expect(guest.getByRole("button", { name: "New flag" })).toBeHidden();

  await test.step("a role that changes counts at once", async () => {
    await page.reload();
    await expect(row.getByText("Invited")).toBeHidden();
    await row.getByLabel("Role of Grace Guest").selectOption("editor");
    const question = page.getByRole("alertdialog", { name: "Make Grace Guest an editor?" });
    await question.getByRole("button", { name: "Add a note" }).click();
    const why = question.getByRole("textbox", { name: "Note for the history" });
    expect((await why.boundingBox())?.height, "the field is not squeezed").toBeGreaterThanOrEqual(32);
    await why.fill("Joins the growth team");
    const saved = page.waitForRequest((request) => request.method() === "PATCH");
    await question.getByRole("button", { name: "Change role" }).click();
    expect(new URL((await saved).url()).searchParams.get("comment")).toBe("Joins the growth team");
    await expect(page.getByText("Grace Guest is now an editor")).toBeVisible();
    await expect(guest.getByRole("button", { name: "New flag" })).toBeVisible();
  });
  await test.step("a role in a project counts there, and who may not change it is told whom to ask", async () => {
    await guest.goto(`${baseURL}/projects/${project.slug}/flags/checkout`);
    await guest.getByRole("button", { name: "Edit rule 1, Sales" }).click();
    await guest.getByRole("textbox", { name: "Name" }).fill("Sales and support");
    await row.getByRole("button", { name: "Actions for Grace Guest" }).click();
    await page.getByRole("menuitem", { name: "Roles in projects…" }).click();
    const roles = page.getByRole("dialog", { name: "Projects of Grace Guest" });
    await roles.getByLabel(`Role in ${project.name} (${project.slug})`).selectOption("Viewer");
    await roles.getByRole("button", { name: "Save" }).click();
    await expect(row.getByText(`Viewer in ${project.name}`)).toBeVisible();
    await expect(guest.getByRole("button", { name: "Add rule" })).toBeHidden();
    await expect(guest.getByRole("textbox", { name: "Name" })).toHaveValue("Sales and support");
    await guest.getByRole("button", { name: "Save rule" }).click();
    await expect(guest.getByText("Could not save the rule: your role does not allow it.")).toBeVisible();
    await expect(guest.getByText(/Ask Ada Admin \(admin@example\.com\)/)).toBeVisible();
  });
  await test.step("who is removed is out", async () => {
    await row.getByRole("button", { name: "Actions for Grace Guest" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Remove member" }).click();
    await expect(page.getByText("Removed Grace Guest")).toBeVisible();
    await expect(row).toBeHidden();
    await expect(guest.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  });
  await visit.close();
});

test("a long list of members has a search by name and e-mail", async ({ page, project, baseURL }) => {
  const hosts = Array.from({ length: 8 }, (_, index) => `guest${index}.${project.slug}.example.com`);
  const headers = { origin: baseURL ?? "" };
  for (const [index, host] of hosts.entries()) {
    const data = { name: `Guest ${index} of ${project.slug}`, email: `someone@${host}`, role: "viewer" };
    expect((await page.request.post("/api/v1/members", { data, headers })).status()).toBe(201);
  }
  await page.goto("/settings/members");
  const rows = page.getByRole("list", { name: "Members" }).getByRole("listitem");
  const search = page.getByRole("searchbox", { name: "Search members" });
  await search.fill(`guest ${project.slug}`);
  await expect(rows).toHaveCount(8);
  await search.fill(`@guest3.${project.slug}`);
  await expect(rows).toHaveText([new RegExp(`^Guest 3 of ${project.slug}`)]);
  await search.fill("nobody is called so");
  await expect(page.getByText("No members match")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(rows.filter({ hasText: project.slug })).toHaveCount(8);
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("sees no control that would fail, anywhere", async ({ page, project, api }) => {
    const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
    const segment = await api.makeSegment(project, "Beta", {
      rules: [{ key: "beta", operator: "equals", value: true }],
    });
    await api.makeRule(flag, { name: "For beta", segment_id: segment.id });
    const pages = [
      { path: `/projects/${project.slug}/flags`, shows: page.getByRole("link", { name: "Checkout" }) },
      { path: `/projects/${project.slug}/flags/checkout`, shows: page.getByRole("heading", { name: "For beta" }) },
      { path: `/projects/${project.slug}/segments`, shows: page.getByRole("link", { name: "Beta" }) },
      { path: `/projects/${project.slug}/settings`, shows: page.getByText(project.id) },
      { path: "/settings/keys", shows: page.getByText("For admins only").last() },
      { path: "/settings/members", shows: page.getByText("For admins only").last() },
      { path: "/projects", shows: page.getByRole("list", { name: "Projects" }).getByRole("link") },
    ];
    const writes = /^(New|Create|Add|Save|Delete|Remove|Revoke|Invite|Move rule|Edit)\b(?! attribute)/;
    for (const { path, shows } of pages) {
      await page.goto(path);
      await expect(shows.first()).toBeVisible();
      await expect(page.getByRole("button", { name: writes }).and(page.locator(":enabled")), path).toHaveCount(0);
      await expect(page.getByRole("switch").and(page.locator(":enabled")), path).toHaveCount(0);
    }
    await expect(page.getByRole("link", { name: "Members" })).toBeHidden();
  });
});

test.describe("an admin of one project", () => {
  test.use({ role: "editor" });

  test("makes keys that are limited to it, sees no others, and nothing that would be refused", async ({
    page,
    project,
    baseURL,
  }) => {
    const ada = await colleague(baseURL, "admin");
    const members: Member[] = await ada.call("GET", "/members");
    const edda = members.find(({ email }) => email === emailOf("editor"));
    await ada.call("PATCH", `/members/${edda?.id}`, { project_roles: { [project.id]: "admin" } });
    await page.goto(`/projects/${project.slug}/flags`);
    await page.getByRole("link", { name: "API keys" }).click();
    await expect(page.getByRole("link", { name: "Members" })).toHaveCount(0);
    await page.getByRole("button", { name: "Create the first API key" }).click();
    const dialog = page.getByRole("dialog", { name: "New API key" });
    await expect(dialog.getByRole("checkbox", { name: project.name, exact: true })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "Every project" })).toHaveCount(0);
    await dialog.getByLabel("Name").fill("Web shop");
    await dialog.getByRole("button", { name: "Create key" }).click();
    await page.getByRole("dialog", { name: "Your new API key" }).getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("list", { name: "API keys that work" }).getByRole("listitem")).toHaveCount(1);
    await ada.dispose();
  });
});

test("settings are accessible and fit a phone", async ({ page, project }) => {
  // Four pages, two themes each.
  test.slow();
  for (const [path, heading] of [
    ["/settings/keys", "API keys"],
    ["/settings/members", "Members"],
    ["/settings/account", "Account"],
    [`/projects/${project.slug}/settings`, "Project settings"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 760 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
});

test("a password is changed with the current one only", async ({ browser, page, project, baseURL, consoleWatch }) => {
  consoleWatch.allow(/status of 422/);
  const admin = page.request;
  const headers = { origin: baseURL ?? "" };
  const email = `password-${project.slug}@example.com`;
  const made = await admin.post("/api/v1/members", { headers, data: { name: "Pat", email, role: "viewer" } });
  const { invitation } = (await made.json()).data;
  const visit = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await visit.newPage();
  await guest.goto(`${baseURL}${invitation.path}`);
  await guest.getByLabel("Password", { exact: true }).fill("a password of my own");
  await guest.getByRole("button", { name: "Set password and sign in" }).click();
  await guest.waitForURL("**/projects**");

  await guest.goto(`${baseURL}/settings/account`);
  await guest.getByLabel("Current password").fill("not this one");
  await guest.getByLabel("New password").fill("another one entirely");
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest.getByText("Is wrong")).toBeVisible();
  await expect(guest.getByLabel("Current password")).toBeFocused();
  await guest.getByLabel("Current password").fill("a password of my own");
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest.getByText("Changed the password.")).toBeVisible();
  await visit.close();
});

test("a project is renamed, and deleted by its slug", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Renamed");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved the project")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Renamed");

  await page.getByRole("button", { name: "Delete project…" }).click();
  await expect(page.getByRole("button", { name: "Delete project", exact: true })).toBeDisabled();
  await expectAccessible(page);
  await page.getByLabel(`Type ${project.slug} to confirm`).fill(project.slug);
  await page.getByRole("button", { name: "Delete project", exact: true }).click();
  await page.waitForURL("**/projects");
  await expect(page.locator(`a[href="/projects/${project.slug}/flags"]`)).toHaveCount(0);
});

test("what is typed into a project's settings survives a colleague's change, and is asked about on leaving", async ({
  page,
  project,
  api,
}) => {
  await page.goto(`/projects/${project.slug}/settings`);
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Mine");
  await api.call("PATCH", `/flags/projects/${project.id}`, { environments: ["production", "theirs"] });
  // The page asks again when it is looked at again.
  const asked = page.waitForResponse((response) => response.url().includes("/flags/projects?slug="));
  await page.clock.install();
  await page.clock.fastForward(120_000);
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await asked;
  await expect(name).toHaveValue("Mine");
  await page.getByRole("link", { name: "Segments" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Stay" }).click();
  await expect(name).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved the project")).toBeVisible();
  expect((await api.call("GET", `/flags/projects/${project.id}`)).environments).toEqual(["production", "theirs"]);
  await expect(page.getByRole("button", { name: "Remove theirs" })).toBeVisible();
});

test("a project whose slug changes is shown at its new address, and back leads past the old one", async ({
  page,
  project,
}) => {
  await page.goto("/projects");
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByLabel("Address").fill(`${project.slug}-renamed`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(`/projects/${project.slug}-renamed/settings`);
  await expect(page.getByLabel("Address")).toHaveValue(`${project.slug}-renamed`);
  await page.goBack();
  await expect(page).toHaveURL("/projects");
});

test.describe("signed out", () => {
  test.use({ role: null });

  test("the API reference is open to everybody, tries requests with a key, and asks no other server", async ({
    page,
    baseURL,
    consoleWatch,
  }) => {
    consoleWatch.allow(/status of 401/);
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(baseURL ?? "")) elsewhere.push(request.url());
    });
    await page.goto("/docs");
    await expect(page.getByRole("heading", { name: "Guidon API" })).toBeVisible();
    await page.getByRole("button", { name: "Try: Say who is asking" }).click();
    const form = page.getByRole("form", { name: "Try: Say who is asking" });
    await form.getByRole("button", { name: "Send GET" }).click();
    await expect(form.getByText(/^401 /)).toBeVisible();
    await page.getByLabel("Try with key").fill(process.env.GUIDON_KEY ?? "");
    await form.getByRole("button", { name: "Send GET" }).click();
    await expect(form.getByText(/^200 /)).toBeVisible();
    await expect(form.getByRole("region", { name: "answer to getMe" })).toContainText('"type": "api_key"');
    await page.setViewportSize({ width: 375, height: 760 });
    await expectNoSidewaysScroll(page);
    // Operations are drawn by one component: axe need not look at all of them.
    await page.getByRole("searchbox", { name: "Search operations" }).fill("who is");
    await expect(page.getByRole("heading", { name: "List flags", exact: true })).toBeHidden();
    await expectAccessible(page);
    expect(elsewhere).toEqual([]);
  });
});
