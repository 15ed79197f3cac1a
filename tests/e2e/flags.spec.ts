import type { Flag } from "@/lib/contract/flag";
import { expect, expectNoSidewaysScroll, test } from "./support";
import { withoutPrefetchedData } from "./support/documents";

test.describe("making a flag", () => {
  test("its key follows its name, and the server keeps what the form says", async ({ page, project, api }) => {
    await page.goto(`/projects/${project.slug}/flags`);
    await page.getByRole("button", { name: "Create the first flag" }).click();
    const dialog = page.getByRole("dialog", { name: "New flag" });
    await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
    await page.keyboard.type("Crème brûlée price");
    await expect(dialog.getByRole("textbox", { name: "Key" })).toHaveValue("creme-brulee-price");
    // An on/off flag's values have their names already.
    await expect(dialog.getByRole("region", { name: "Variants" })).toBeHidden();
    await dialog.getByRole("combobox", { name: "Type" }).selectOption("Number");
    await dialog.getByRole("button", { name: "Add variant" }).click();
    await page.keyboard.type("Dear");
    await page.keyboard.press("Tab");
    await page.keyboard.type("4.5");
    // The first is served until another is chosen.
    await expect(
      dialog.getByRole("combobox", { name: /Served when off/ }).getByRole("option", { name: "Dear (4.5)" }),
    ).toBeAttached();
    await expect(dialog.getByRole("combobox", { name: /Served when off/ })).toHaveValue("0");
    await dialog.getByRole("button", { name: "Add variant" }).click();
    await page.keyboard.type("Cheap");
    await dialog.getByRole("button", { name: "Create flag" }).click();
    await expect(dialog.getByText("A number is needed")).toBeVisible();
    await expect(dialog.getByRole("group", { name: "Variant 2" }).getByLabel("Value")).toBeFocused();
    await page.keyboard.type("2");
    await dialog.getByRole("checkbox", { name: "staging" }).check();
    await dialog
      .getByRole("textbox", { name: /Description/ })
      .last()
      .fill("What the dessert costs");
    await dialog.getByRole("textbox", { name: /Tags/ }).fill("menu, dessert, menu");
    await dialog.getByRole("button", { name: "Create flag" }).click();
    await expect(page).toHaveURL(`/projects/${project.slug}/flags/creme-brulee-price`);
    const [flag] = await api.call("GET", `/flags?project_id=${project.id}`);
    expect(flag).toMatchObject({
      key: "creme-brulee-price",
      name: "Crème brûlée price",
      flag_type: "number",
      description: "What the dessert costs",
      default_value: { value: 4.5 },
      variants: [
        { name: "Dear", value: 4.5 },
        { name: "Cheap", value: 2 },
      ],
      enabled: true,
      environments: { production: { enabled: false }, staging: { enabled: true }, development: { enabled: false } },
      tags: ["menu", "dessert"],
    });
    await page.goto(`/projects/${project.slug}/flags?new=1`);
    await expect(dialog.getByRole("checkbox", { name: "staging" })).toBeChecked();
    await expect(dialog.getByRole("checkbox", { name: "production" })).not.toBeChecked();
  });

  test("what is wrong is said on its field: before sending, and after the server was asked", async ({
    page,
    project,
    api,
    consoleWatch,
  }) => {
    await api.makeFlag(project, "taken");
    await page.goto(`/projects/${project.slug}/flags?new=1`);
    const dialog = page.getByRole("dialog", { name: "New flag" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Taken");
    await dialog.getByRole("textbox", { name: "Key" }).fill("no spaces");
    await dialog.getByRole("combobox", { name: "Type" }).selectOption("Number");
    await dialog.getByRole("textbox", { name: /Served when off/ }).fill("four");
    await dialog.getByRole("button", { name: "Create flag" }).click();
    await expect(dialog.getByText("Only letters, digits")).toBeVisible();
    await expect(dialog.getByText("This is not a number")).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Key" })).toBeFocused();

    consoleWatch.allow(/status of 409/);
    await dialog.getByRole("textbox", { name: "Key" }).fill("taken");
    await dialog.getByRole("textbox", { name: /Served when off/ }).fill("4");
    await dialog.getByRole("button", { name: "Create flag" }).click();
    await expect(dialog.getByText("Is taken")).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Key" })).toBeFocused();
  });
});

test.describe("turning a flag on and off", () => {
  test("is stored, and undone by one press", async ({ page, project, api }) => {
    const flag = await api.makeFlag(project, "lamp", { name: "Lamp" });
    await page.goto(`/projects/${project.slug}/flags`);
    const lamp = page.getByRole("switch", { name: "Lamp" });
    await lamp.click();
    await expect(lamp).toBeChecked();
    const message = page.locator("[data-sonner-toast]");
    await expect(message).toContainText("Lamp is on in production, staging and development");
    await expect(message).toContainText("staging: Nobody changes.");
    expect(await api.call("GET", `/flags/${flag.id}`)).toMatchObject({ enabled: true });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(lamp).not.toBeChecked();
    await expect.poll(() => api.call("GET", `/flags/${flag.id}`)).toMatchObject({ enabled: false });
  });

  test("in one environment says who changes there, and leaves the others as they are", async ({
    page,
    project,
    api,
  }) => {
    const off = { production: { enabled: false } };
    const flag = await api.makeFlag(project, "lamp", { name: "Lamp", enabled: true, environments: off });
    await api.makeRule(flag, { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] });
    const stored = async () => (await api.call("GET", `/flags/${flag.id}`)).environments;
    await page.goto(`/projects/${project.slug}/flags/lamp`);
    await expect(page.getByText("Off in production: everyone gets false")).toBeVisible();
    await page.getByRole("switch", { name: "Lamp in production" }).click();
    const message = page.locator("[data-sonner-toast]");
    await expect(message).toContainText("Lamp is on in production");
    await expect(message).toContainText("production: true instead of false for those whose plan is pro.");
    await expect(message).not.toContainText("staging");
    await message.getByRole("button", { name: "Undo" }).click();
    await expect.poll(stored).toMatchObject({ production: { enabled: false }, staging: { enabled: true } });

    await page.getByRole("link", { name: "On in staging" }).click();
    await expect(page.getByRole("switch", { name: "Lamp in staging" })).toBeChecked();
    const otherwise = page.getByRole("region", { name: "Otherwise" });
    await otherwise.getByRole("button", { name: "Change" }).click();
    await otherwise.getByRole("combobox", { name: "Where" }).selectOption("In staging only");
    await otherwise.getByRole("switch", { name: /^Served/ }).click();
    await otherwise.getByRole("button", { name: "Save" }).click();
    await expect(otherwise).toContainText("serve true in staging; elsewhere false");
    expect(await stored()).toMatchObject({ staging: { enabled: true, default_value: { value: true } } });

    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name: "Turn off everywhere" }).click();
    await expect(page.getByText("This flag is off: everyone gets the default in every environment")).toBeVisible();
    await expect(page.getByText("Once it is turned on, it is on in staging and development.")).toBeVisible();
    await page.getByRole("button", { name: "Turn on in staging only" }).click();
    const only = message.filter({ hasText: "Lamp is on in staging only" });
    await expect.poll(stored).toMatchObject({ staging: { enabled: true }, development: { enabled: false } });
    await only.getByRole("button", { name: "Undo" }).click();
    await expect.poll(stored).toMatchObject({ staging: { enabled: true }, development: { enabled: true } });
    await expect(page.getByText("Once it is turned on, it is on in staging and development.")).toBeVisible();
    await page.getByRole("button", { name: "Turn on", exact: true }).click();
    await expect(message.last()).toContainText("Lamp is on in staging and development");
    // The button is gone, and the focus has not fallen to the page's top.
    await expect(page.getByRole("switch", { name: "Lamp in staging" })).toBeFocused();
  });

  test("goes back and says why when the server refuses", async ({ page, project, api, consoleWatch }) => {
    await api.makeFlag(project, "lamp", { name: "Lamp" });
    consoleWatch.allow(/status of 500/);
    await page.route("**/api/v1/flags/*", (route) =>
      route.request().method() === "PATCH"
        ? route.fulfill({ status: 500, json: { error: "Internal server error" } })
        : route.fallback(),
    );
    await page.goto(`/projects/${project.slug}/flags`);
    await page.getByRole("switch", { name: "Lamp" }).click();
    await expect(page.getByText("Could not turn on Lamp: something went wrong on the server.")).toBeVisible();
    await expect(page.getByRole("switch", { name: "Lamp" })).not.toBeChecked();
  });
});

test.describe("the list", () => {
  test("shows how much each environment lets through, and who changed a flag last", async ({ page, project, api }) => {
    const teams = await api.makeSegment(project, "Large teams");
    const plan = { attribute: "plan", operator: "equals", value: "pro" };
    const flag = await api.makeFlag(project, "ruled", { name: "Ruled", enabled: true });
    await api.call("PATCH", `/flags/segments/${teams.id}`, {
      rules: [{ key: "plan", operator: "equals", value: "x" }],
    });
    await api.makeRule(flag, { segment_id: teams.id, percentage: 40 });
    await api.makeRule(flag, { environment: "staging", conditions: [plan] });
    await page.goto(`/projects/${project.slug}/flags`);
    const row = page.getByRole("list", { name: "Flags" }).getByRole("listitem");
    await expect(row).toContainText(
      /production\s*40 % of Large teams\s*staging\s*some, by plan\s*development\s*nobody/,
    );
    await expect(row).toContainText(/Last change:.*\(key\)\s*just now/);
    await page.getByRole("switch", { name: "Ruled" }).click();
    await expect(row).toContainText(/production\s*off\s*staging\s*off/);
    // Mine, with the next answer.
    await expect(row).not.toContainText("(key)");
  });

  test("leads to an archived flag, whose page does not say that its rules decide", async ({ page, project, api }) => {
    await api.makeFlag(project, "old-banner", { name: "Old banner", status: "archived", enabled: true });
    await page.goto(`/projects/${project.slug}/flags?status=archived`);
    await page.getByRole("link", { name: "Old banner" }).click();
    await expect(page.getByRole("main")).toContainText("On in production, once the flag is restored.");
    await expect(page.getByRole("main")).not.toContainText("the rules below decide");
  });

  test("is searched and filtered by status and tag, and the address keeps it all", async ({ page, project, api }) => {
    await api.makeFlag(project, "old-banner", { name: "Old banner", status: "archived", tags: ["web"] });
    await api.makeFlag(project, "web-banner", { name: "Web banner", tags: ["web"] });
    await api.makeFlag(project, "app-banner", { name: "App banner", tags: ["app"] });
    await page.goto(`/projects/${project.slug}/flags`);
    const rows = page.getByRole("list", { name: "Flags" }).getByRole("listitem");
    await expect(rows).toHaveCount(2);
    await page.getByRole("combobox", { name: "Status" }).selectOption("All");
    await expect(rows).toHaveCount(3);
    await page.getByRole("combobox", { name: "Tag" }).selectOption("web");
    await expect(rows).toHaveCount(2);
    await page.getByRole("searchbox", { name: "Search flags" }).fill("OLD-");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("Archived");
    await page.reload();
    await expect(rows).toHaveCount(1);
    await page.getByRole("searchbox", { name: "Search flags" }).fill("nothing like it");
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await expect(page.getByRole("main")).toBeFocused();
    await expect(rows).toHaveCount(2);
  });

  test("says that all are archived, where they are, and shows them", async ({ page, project, api }) => {
    await api.makeFlag(project, "old-banner", { name: "Old banner", status: "archived" });
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("All flags are archived")).toBeVisible();
    await page.getByRole("button", { name: "Show them" }).click();
    await expect(page.getByRole("main")).toBeFocused();
    await expect(page.getByRole("list", { name: "Flags" }).getByRole("listitem")).toContainText("Old banner");
  });

  test("is handed over as the request behind it, without a key", async ({ page, project, api, context, baseURL }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await api.makeFlag(project, "lamp", { name: "Lamp", tags: ["web"] });
    await page.goto(`/projects/${project.slug}/flags?search=la&tag=web`);
    await page.getByRole("button", { name: "Copy as curl" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain('"Authorization: Bearer $KEY"');
    const path = command.match(/'http[^']*(\/flags\?[^']*)'/)?.[1] ?? "";
    expect(command).toContain(`'${baseURL}/api/v1${path}'`);
    expect(await api.call("GET", path)).toMatchObject([{ key: "lamp" }]);
  });

  test("renders a few rows of a thousand, and reaches the last by scrolling", async ({ page, project, api }) => {
    const flag = await api.makeFlag(project, "flag-1", { name: "Flag 1" });
    const flags = Array.from({ length: 1_000 }, (_, index) => {
      const number = index + 1;
      const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
      return { ...flag, id, key: `flag-${number}`, name: `Flag ${number}` };
    });
    await withoutPrefetchedData(page);
    await page.route("**/api/v1/flags?*", (route) => route.fulfill({ json: { data: flags } }));
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByText("1,000 flags")).toBeVisible();
    // The code that renders only the rows in sight is loaded for long lists alone.
    await expect(page.getByRole("listitem").and(page.locator("[aria-setsize='1000']")).first()).toBeVisible();
    expect(await page.getByRole("listitem").count()).toBeLessThan(80);
    // Rows that are measured on the way may make the list longer: then there is more to scroll.
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(page.getByRole("link", { name: "Flag 1000" })).toBeInViewport({ timeout: 1_000 });
    }).toPass();
  });
});

test.describe("the list on a phone", () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });

  test("fits, with a name and a key as long as they may be", async ({ page, project, api }) => {
    await api.makeFlag(project, "k".repeat(128), { name: "Long name ".repeat(20).trim(), tags: ["t".repeat(64)] });
    await page.goto(`/projects/${project.slug}/flags`);
    await expect(page.getByRole("switch")).toBeVisible();
    await expectNoSidewaysScroll(page);
    // The buttons beside the title leave it its one line.
    await expect(page.getByRole("button", { name: "New flag" })).toBeVisible();
    const title = await page.getByRole("heading", { name: "Flags", level: 1 }).boundingBox();
    expect(title?.height).toBeLessThan(50);
    const cut = await page.locator("main code").evaluate((key) => key.scrollWidth - key.clientWidth);
    expect(cut, "a phone shows no title to hover: the key is whole").toBeLessThanOrEqual(0);
  });
});

test.describe("on a tablet", () => {
  test.use({ viewport: { width: 768, height: 1024 }, hasTouch: true, isMobile: true });

  test("a finger that misses the box of a row by 8 px selects the row, and the way back is as large", async ({
    page,
    project,
    api,
  }) => {
    await api.makeFlag(project, "lamp", { name: "Lamp" });
    await page.goto(`/projects/${project.slug}/flags`);
    const box = page.getByRole("checkbox", { name: "Select Lamp" });
    const { x, y } = (await box.boundingBox()) ?? { x: 0, y: 0 };
    await page.touchscreen.tap(x + 8, y - 8);
    await expect(box).toBeChecked();
    await page.touchscreen.tap(x - 8, y + 8);
    await expect(box).not.toBeChecked();

    await page.getByRole("link", { name: "Lamp" }).tap();
    const back = page.getByRole("main").getByRole("link", { name: "Flags" });
    expect((await back.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    await back.tap();
    await expect(box).toBeVisible();
  });
});

test("several are selected by keyboard and turned off, and what fails is named", async ({
  page,
  project,
  api,
  consoleWatch,
}) => {
  const names = ["A lamp", "B lamp", "C lamp", "D lamp"];
  const flags = [];
  for (const name of names) {
    flags.push(await api.makeFlag(project, name.replace(" ", "-"), { name, enabled: name !== "D lamp" }));
  }
  const [first, second, third] = flags;
  await api.makeRule(
    { id: first?.id ?? "" },
    { conditions: [{ attribute: "plan", operator: "equals", value: "pro" }] },
  );
  await page.goto(`/projects/${project.slug}/flags`);
  const box = (name: string) => page.getByRole("checkbox", { name: `Select ${name}` });
  const bar = page.getByRole("region", { name: "Selected flags" });
  await box("A lamp").press("Space");
  await expect(bar).toContainText("1 selected");
  for (const _ of names.slice(1)) await page.keyboard.press("ArrowDown");
  await expect(box("D lamp")).toBeFocused();
  await page.keyboard.press("Shift+Space");
  await expect(bar).toContainText("4 selected");

  await api.call("PATCH", `/flags/${second?.id}`, { name: "B light" });
  await expect(box("B light")).toBeChecked();
  await expect(bar).toContainText("4 selected");

  await bar.getByRole("button", { name: "Turn off…" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn off 4 flags" });
  await expect(dialog).toContainText("1 flag is off already.");
  await expect(dialog).toContainText("production: false instead of true for those whose plan is pro.");
  consoleWatch.allow(/status of 500/);
  const refused = `**/api/v1/flags/${third?.id}`;
  await page.route(refused, (route) =>
    route.request().method() === "PATCH" ? route.fulfill({ status: 500, json: {} }) : route.fallback(),
  );
  await dialog.getByRole("button", { name: "Turn off 3 flags" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/One flag was not changed\s*C lamp Could not turn off/);
  await expect(page.getByText("Turned off 2 flags")).toBeVisible();
  const states = async () =>
    (await api.call("GET", `/flags?project_id=${project.id}`)).map(({ enabled }: Flag) => enabled);
  expect(await states()).toEqual([false, false, true, false]);
  await page.unroute(refused);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Turned off 1 flag")).toBeVisible();
  expect(await states()).toEqual([false, false, false, false]);

  await expect(bar.getByRole("button", { name: "Turn off…" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(states).toEqual([false, false, true, false]);
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("sees what is on, and nothing that would be refused", async ({ page, project, api }) => {
    await api.makeFlag(project, "seen", { name: "Seen", enabled: true });
    await page.goto(`/projects/${project.slug}/flags?new=1`);
    const row = page.getByRole("list", { name: "Flags" }).getByRole("listitem");
    await expect(row).toContainText("On");
    await expect(page.getByRole("switch")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "New flag" })).toHaveCount(0);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goto(`/projects/${project.slug}/segments`);
    await expect(page.getByText("No segments yet")).toBeVisible();
    await expect(page.getByRole("link", { name: /New segment|Describe/ })).toHaveCount(0);
    await page.goto("/projects?new=1");
    await expect(page.getByRole("list", { name: "Projects" })).toBeVisible();
    await expect(page.getByRole("button", { name: "New project" })).toHaveCount(0);
  });
});

test("a schedule begins with the other state of the environment that the page shows", async ({
  page,
  api,
  project,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  await api.call("PATCH", `/flags/${flag.id}/environments/staging`, { enabled: false });
  await page.goto(`/projects/${project.slug}/flags/checkout?env=staging`);
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: "Schedule…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("What happens")).toHaveValue("enable");
  await expect(dialog.getByRole("checkbox", { checked: true })).toHaveAccessibleName("staging");
  await expect(dialog.getByText("nothing would change")).toBeHidden();
  await dialog.getByLabel("On at").fill("2099-01-01T09:00");
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await expect(page.getByText(/^It turns itself on in staging at .*2099/)).toBeVisible();
});

test("of twenty environments the current one is in sight, and the page is no wider for the others", async ({
  page,
  api,
}) => {
  const environments = Array.from({ length: 20 }, (_, index) => `region-${index}-eu-west`);
  const project = await api.makeProject({ environments });
  await api.makeFlag(project, "checkout", { name: "Checkout" });
  await page.goto(`/projects/${project.slug}/flags/checkout?env=region-19-eu-west`);
  const current = page
    .getByRole("navigation", { name: "Environments" })
    .getByRole("link", { name: "region-19-eu-west" });
  await expect(current).toBeInViewport({ ratio: 0.9 });
  await expectNoSidewaysScroll(page);
});
