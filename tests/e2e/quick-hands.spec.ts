import type { Page, Route } from "@playwright/test";
import { expect, test } from "./support";
import { holdCode } from "./support/code";
import { withoutPrefetchedData } from "./support/documents";
import { card, chooseAction, makeRuleList, shownNames, storedNames } from "./support/rules";

/*
 * People are quicker than networks: what happens when something is pressed again before the first press was answered.
 */

/** Holds the first request that fits until `answer` is called with what to do; counts them all. */
async function holdFirst(page: Page, url: string, method: string) {
  let release: (act: (route: Route) => Promise<void>) => void = () => {};
  const decision = new Promise<(route: Route) => Promise<void>>((resolve) => {
    release = resolve;
  });
  const bodies: unknown[] = [];
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    bodies.push(route.request().postDataJSON());
    return bodies.length === 1 ? (await decision)(route) : route.fallback();
  });
  return { bodies, answer: release };
}

const fault = (route: Route) => route.fulfill({ status: 500, json: { error: "Internal server error" } });
const pass = (route: Route) => route.fallback();

test("of two moves the first is refused: both go back, and a message says why", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/500/);
  const names = ["First", "Second", "Third"];
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  const moves = await holdFirst(page, "**/rules/order", "PUT");
  await chooseAction(page, "Third", "Move to top");
  await expect(shownNames(page)).toHaveText(["Third", "First", "Second"]);
  await chooseAction(page, "First", "Move to bottom");
  await expect(shownNames(page)).toHaveText(["Third", "Second", "First"]);
  moves.answer(fault);
  await expect(page.getByText("Could not move the rule: something went wrong on the server.")).toBeVisible();
  await expect(shownNames(page)).toHaveText(names);
  expect(moves.bodies).toHaveLength(1);
  expect(await storedNames(api, flag)).toEqual(names);
});

test("a rule's switch that is pressed twice is sent twice, in that order", async ({ page, api, project }) => {
  const { flag, rules, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  const changes = await holdFirst(page, "**/rules/*", "PATCH");
  const control = card(page, "Only").getByRole("switch");
  await control.click();
  await expect(control).not.toBeChecked();
  await expect.poll(() => changes.bodies).toEqual([{ enabled: false }]);
  await control.click();
  await expect(control).toBeChecked();
  // Were the second sent beside the first, it would be on its way by the time that another request is answered.
  await page.evaluate(() => fetch("/api/v1/me"));
  expect(changes.bodies).toEqual([{ enabled: false }]);
  changes.answer(pass);
  await expect.poll(() => changes.bodies).toEqual([{ enabled: false }, { enabled: true }]);
  await expect(control).toBeChecked();
  await expect.poll(async () => (await api.call("GET", `/flags/${flag.id}/rules/${rules[0]?.id}`)).enabled).toBe(true);
});

test("a flag's switch that is pressed twice is sent twice, in that order", async ({ page, api, project }) => {
  const flag = await api.makeFlag(project, "lamp", { name: "Lamp" });
  await page.goto(`/projects/${project.slug}/flags`);
  const changes = await holdFirst(page, `**/api/v1/flags/${flag.id}`, "PATCH");
  const control = page.getByRole("switch", { name: "Lamp" });
  await control.click();
  await expect(control).toBeChecked();
  await expect.poll(() => changes.bodies).toEqual([{ enabled: true }]);
  await control.click();
  await expect(control).not.toBeChecked();
  await page.evaluate(() => fetch("/api/v1/me"));
  expect(changes.bodies).toEqual([{ enabled: true }]);
  changes.answer(pass);
  await expect.poll(() => changes.bodies).toEqual([{ enabled: true }, { enabled: false }]);
  await expect(control).not.toBeChecked();
  await expect.poll(async () => (await api.call("GET", `/flags/${flag.id}`)).enabled).toBe(false);
});

test("of two deletions the first is refused: that rule is back, and a message says why", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/500/);
  const { flag, url } = await makeRuleList(api, project, ["First", "Second", "Third"], { isDisjoint: true });
  await page.goto(url);
  const deletions = await holdFirst(page, "**/rules/*", "DELETE");
  for (const [index, name] of ["First", "Second"].entries()) {
    await chooseAction(page, name, "Delete");
    await card(page, name).getByRole("button", { name: "Delete now" }).click();
    await expect.poll(() => deletions.bodies.length).toBe(index + 1);
  }
  await expect.poll(() => storedNames(api, flag)).toEqual(["First", "Third"]);
  deletions.answer(fault);
  await expect(page.getByText("Could not delete the rule: something went wrong on the server.")).toBeVisible();
  await expect(shownNames(page)).toHaveText(["First", "Third"]);
});

test("a rule is made once, however often saving is asked for", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, []);
  await page.goto(url);
  await page.getByRole("button", { name: "Add rule" }).click();
  const rules = await holdFirst(page, "**/rules", "POST");
  const name = page.getByRole("form", { name: "New rule" }).getByRole("textbox", { name: "Name" });
  await name.fill("Once");
  for (let press = 0; press < 3; press += 1) await name.press("ControlOrMeta+Enter");
  await expect.poll(() => rules.bodies.length).toBe(1);
  rules.answer(pass);
  await expect(shownNames(page)).toHaveText(["Once"]);
  expect(await storedNames(api, flag)).toEqual(["Once"]);
});

test("a menu that is opened while a rule is saved stays open when its editor closes", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, ["First", "Second"]);
  await page.goto(url);
  await chooseAction(page, "Second", "Add rule above");
  const editor = page.getByRole("form", { name: "New rule" });
  const rules = await holdFirst(page, "**/rules", "POST");
  await editor.getByRole("button", { name: "Add rule" }).click();
  await expect.poll(() => rules.bodies).toHaveLength(1);
  await card(page, "First")
    .getByRole("button", { name: /^Actions for/ })
    .click();
  const duplicate = page.getByRole("menuitem", { name: "Duplicate" });
  await expect(duplicate).toBeVisible();
  rules.answer(pass);
  await expect(editor).toBeHidden();
  // The focus is moved in a frame after the editor has closed.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(duplicate).toBeVisible();
  await expect(page.getByRole("menu")).toBeFocused();
});

test("a segment is made once, however often saving is asked for", async ({ page, api, project }) => {
  await page.goto(`/projects/${project.slug}/segments/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Once");
  await page.getByRole("combobox", { name: "Attribute" }).fill("plan");
  const value = page.getByRole("textbox", { name: "Value" });
  await value.fill("pro");
  for (let press = 0; press < 3; press += 1) await value.press("Enter");
  await expect(page).toHaveURL(/segments\/[0-9a-f-]{36}$/);
  expect(await api.call("GET", `/flags/segments?project_id=${project.id}`)).toHaveLength(1);
});

test("a test user that is saved while the list of them is under way joins those that are there", async ({
  page,
  api,
  project,
}) => {
  await api.makeFlag(project, "checkout", { enabled: true });
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Ada", context: { plan: "pro" } });
  let release = () => {};
  const isSaved = new Promise<void>((resolve) => {
    release = resolve;
  });
  let lists = 0;
  await page.route("**/api/v1/flags/test-users?*", async (route) => {
    lists += 1;
    if (lists > 1) return route.fallback();
    const before = await route.fetch();
    await isSaved;
    // The page may have given up waiting for it by now.
    await route.fulfill({ response: before }).catch(() => undefined);
  });
  await withoutPrefetchedData(page);
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const panel = page.getByRole("region", { name: "Test a user" });
  await panel.getByRole("button", { name: "Add attribute" }).click();
  await panel.getByRole("combobox", { name: "Attribute 1" }).fill("plan");
  await panel.getByRole("textbox", { name: "Value of plan" }).fill("free");
  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: /^Save this user/ }).click();
  await page.getByRole("dialog", { name: "Save test user" }).getByLabel("Name").fill("Bob");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  release();
  const strip = page.getByRole("region", { name: "What saved test users get" });
  await expect(strip.getByRole("button", { name: /^Ada/ })).toBeVisible();
  await expect(strip.getByRole("button", { name: /^Bob/ })).toBeVisible();
});

test("what is typed while a save is on its way stays, and is not saved", async ({ page, api, project }) => {
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const editors = [
    { path: `/segments/${segment.id}`, stored: `/flags/segments/${segment.id}`, button: "Save segment" },
    { path: "/settings", stored: `/flags/projects/${project.id}`, button: "Save" },
  ];
  for (const { path, stored, button } of editors) {
    await page.goto(`/projects/${project.slug}${path}`);
    const saves = await holdFirst(page, `**/api/v1${stored}`, "PATCH");
    const name = page.getByRole("textbox", { name: "Name", exact: true });
    await name.fill("Pressed");
    const save = page.getByRole("button", { name: button, exact: true });
    await save.click();
    await expect.poll(() => saves.bodies).toMatchObject([{ name: "Pressed" }]);
    await name.fill("Typed since");
    saves.answer(pass);
    await expect.poll(async () => (await api.call("GET", stored)).name).toBe("Pressed");
    await expect(save).toBeEnabled();
    await expect(name).toHaveValue("Typed since");
    await save.click();
    await expect.poll(async () => (await api.call("GET", stored)).name).toBe("Typed since");
    await expect(save).toBeDisabled();
    // The history entry for what is unsaved goes by itself; a navigation that is quicker would be cancelled.
    await page.waitForFunction(() => history.state?.guidonUnsaved === undefined);
  }
});

test("what is typed before the search is there stands in it, and its letters are no shortcuts", async ({
  page,
  api,
  project,
}) => {
  await api.makeFlag(project, "checkout", { name: "Checkout" });
  await page.goto(`/projects/${project.slug}/flags`);
  await expect(page.getByRole("link", { name: "Checkout" })).toBeVisible();
  const release = await holdCode(page);
  await page.keyboard.press("ControlOrMeta+k");
  // A "c" alone would make a flag.
  await page.keyboard.type("chexx");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  release();
  const search = page.getByRole("combobox", { name: "Search and commands" });
  await expect(search).toHaveValue("che");
  await page.keyboard.type("ck");
  await expect(search).toHaveValue("check");
  await expect(page.getByRole("option", { name: /^Checkout/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/projects/${project.slug}/flags/checkout`);
});

test("what is typed before what was pressed is there stands in its first field", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Ada", context: { plan: "pro" } });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const chooseIn = async (menu: string, item: RegExp) => {
    await press(menu);
    return () => page.getByRole("menuitem", { name: item }).click();
  };
  const openings = [
    {
      path: `/projects/${project.slug}/flags`,
      near: async () => () => press("New flag"),
      field: page.getByRole("dialog", { name: "New flag" }).getByLabel("Name"),
    },
    {
      path: url,
      near: async () => () => press("Add rule"),
      field: page.getByRole("form", { name: "New rule" }).getByRole("textbox", { name: "Name" }),
    },
    {
      path: url,
      near: () => chooseIn("Actions for rule 1, Only", /^Add rule above/),
      field: page.getByRole("form", { name: "New rule" }).getByRole("textbox", { name: "Name" }),
    },
    {
      path: url,
      near: async () => {
        const panel = page.getByRole("region", { name: "Test a user" });
        await panel.getByRole("button", { name: "Add attribute" }).click();
        await panel.getByRole("combobox", { name: "Attribute 1" }).fill("plan");
        await panel.getByRole("textbox", { name: "Value of plan" }).fill("free");
        return chooseIn("Actions for test users", /^Save this user/);
      },
      field: page.getByRole("dialog", { name: "Save test user" }).getByLabel("Name"),
    },
    {
      path: url,
      near: async () => () => press("Pick a saved user"),
      field: page.getByRole("combobox", { name: "Search: Test user" }),
    },
  ];
  for (const { path, near, field } of openings) {
    await page.goto(path);
    const open = await near();
    const release = await holdCode(page);
    await open();
    // Each of these letters is a key that acts elsewhere.
    await page.keyboard.type("cgsxx");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    release();
    await expect(field).toHaveValue("cgs");
    await page.keyboard.type("!");
    await expect(field).toHaveValue("cgs!");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
});
