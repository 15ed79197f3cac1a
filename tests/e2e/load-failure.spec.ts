import { expect, test } from "./support";
import { withholdCode } from "./support/code";
import { bringToaster } from "./support/documents";
import { paste } from "./support/paste";
import { chooseAction, handle, makeRuleList, shownNames, storedNames } from "./support/rules";

const names = ["First", "Second", "Third", "Fourth"];

test("without a network nothing typed is lost to code that cannot load, and all goes on with it again", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/ERR_INTERNET_DISCONNECTED/);
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await chooseAction(page, "Only", "Edit");
  const name = page.getByRole("form", { name: "Rule 1" }).getByRole("textbox", { name: "Name" });
  await name.fill("Changed");
  await bringToaster(page);
  const note = page.getByRole("alert").filter({ hasText: "A part of this page could not be loaded" });
  await expect(note).toBeHidden();

  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(note).toContainText("because you are offline");
  await expect(page.getByText("Could not save the rule: you are offline. Nothing was saved")).toBeVisible();
  // Its code fails to come; what is still on its way would come with the network, and the search would open.
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/_next/static/chunks/"));
  await page.keyboard.press("ControlOrMeta+k");
  await failed;
  await expect(name).toHaveValue("Changed");

  await page.context().setOffline(false);
  await expect(note).toBeHidden();
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(shownNames(page)).toHaveText(["Changed"]);
  expect(await storedNames(api, flag)).toEqual(["Changed"]);
});

test("a search that could not be loaded opens when it is asked for again, and not by itself", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/Failed to load resource/);
  const { url } = await makeRuleList(api, project, ["Only"]);
  const allow = await withholdCode(page, SEARCH);
  await page.goto(url);
  await expect(shownNames(page)).toHaveText(["Only"]);
  const note = page.getByRole("alert").filter({ hasText: "A part of this page could not be loaded" });
  await page.keyboard.press("ControlOrMeta+k");
  await expect(note).toBeVisible();
  allow();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(note).toBeHidden();

  // Code that was loaded later than the search would have been.
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  const search = page.getByRole("dialog", { name: "Search and commands" });
  await expect(search).toBeHidden();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(search).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

/** Text in the search alone. */
const SEARCH = "Go to a flag";

/** Text in the rule editor alone. */
const EDITOR = "Name (optional)";

test("a part comes by itself once the server is back, or the person is, and nothing typed elsewhere is lost", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/Failed to load resource/);
  const { url } = await makeRuleList(api, project, ["Only"]);
  const note = page.getByRole("alert").filter({ hasText: "A part of this page could not be loaded" });
  const signs = {
    server: () => page.unroute(STREAM),
    window: () => page.evaluate(() => window.dispatchEvent(new Event("focus"))),
  };
  for (const sign of ["server", "window"] as const) {
    const allow = await withholdCode(page, EDITOR);
    if (sign === "server") await page.route(STREAM, (route) => route.abort());
    await page.goto(url);
    await page.getByRole("button", { name: "Add rule" }).click();
    await expect(note).toBeVisible();
    const panel = page.getByRole("region", { name: "Test a user" });
    await panel.getByRole("button", { name: "Add attribute" }).click();
    const attribute = panel.getByRole("combobox", { name: "Attribute 1" });
    await attribute.fill("pl");
    allow();
    await signs[sign]();
    await expect(page.getByRole("form", { name: "New rule" })).toBeVisible();
    await expect(note).toBeHidden();
    await expect(attribute).toBeFocused();
    await expect(attribute).toHaveValue("pl");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }
});

/** What a page hears changes from. */
const STREAM = "**/api/v1/flags/stream?*";

test("without a network a link leaves the page as it is, and says why", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/ERR_INTERNET_DISCONNECTED/);
  // The router fetches a link's page ahead when the pointer comes, and says when it cannot.
  consoleWatch.allow(/Failed to fetch RSC payload/);
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await bringToaster(page);
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Segments" }).click();
  await expect(page.getByText("You are offline, so this page stays.")).toBeVisible();
  await expect(shownNames(page)).toHaveText(["Only"]);
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Segments" }).click();
  await expect(page).toHaveURL(/\/segments$/);
});

/** The name that the library of dragging gives to an element. */
const DRAGGING = "DndDescribedBy";

test("what drags cards cannot be loaded: the list stays, and the menus move rules", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/Failed to load resource/);
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await withholdCode(page, DRAGGING);
  await page.goto(url);
  const withheld = page.waitForEvent("requestfailed");
  await handle(page, "First").hover();
  await withheld;
  await chooseAction(page, "First", "Move to bottom");
  await expect(shownNames(page)).toHaveText(["Second", "Third", "Fourth", "First"]);
  await expect.poll(() => storedNames(api, flag)).toEqual(["Second", "Third", "Fourth", "First"]);
  // Code that comes late may still be on its way.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

/** Text in papaparse alone. */
const CSV_READER = "UndetectableDelimiter";

test("a list takes what is typed before anything is loaded, and a paste in quotes waits for what reads it", async ({
  page,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/Failed to load resource/);
  const allow = await withholdCode(page, CSV_READER);
  await page.goto(`/projects/${project.slug}/segments/new`);
  const condition = page.getByRole("group", { name: "Condition 1" });
  await condition.getByRole("combobox", { name: "Attribute" }).fill("user_id");
  await condition.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  const field = condition.getByRole("textbox", { name: "Add values" });
  const chips = condition.getByRole("button", { name: /^Remove (?!condition)/ });
  await field.pressSequentially("u1,u2,");
  await expect(chips).toHaveCount(2);

  await paste(field, '"Doe, Jane"\n"Roe, Richard"');
  await expect(page.getByRole("alert").filter({ hasText: "A part of this page could not be loaded" })).toBeVisible();
  await expect(condition.getByText("Kept, and not added yet:")).toBeVisible();
  await expect(condition.getByText("Doe, Jane")).toBeVisible();
  await field.fill("u3");
  await field.press("Enter");
  await expect(chips).toHaveCount(3);

  allow();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(condition.getByRole("button", { name: "Remove Doe, Jane" })).toBeVisible();
  await expect(chips).toHaveCount(5);
  await expect(condition.getByText("Kept, and not added yet:")).toBeHidden();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

/** Words of the parser that finds where JSON is broken. */
const JSON_PARSER = "a property name in double quotes is expected";

test("a JSON value takes what is typed at once, and says where it is broken as soon as that can be told", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/Failed to load resource/);
  const flag = await api.makeFlag(project, "layout", { flag_type: "json", default_value: {} });
  const allow = await withholdCode(page, JSON_PARSER);
  await page.goto(`/projects/${project.slug}/flags/layout`);
  const section = page.getByRole("region", { name: "Otherwise" });
  await section.getByRole("button", { name: "Change" }).click();
  const field = section.getByRole("textbox", { name: "Served when no rule matches" });
  await expect(field).toBeFocused();
  const refused = page.waitForEvent("requestfailed");
  await field.fill("{ columns: 2");
  await refused;
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section.getByText("This is not JSON")).toBeVisible();

  allow();
  await field.fill("{ columns: 2 }");
  await expect(section.getByText("Line 1, column 3: this is not JSON; text needs double quotes")).toBeVisible();
  await field.fill('{ "columns": 2 }');
  await section.getByRole("button", { name: "Save" }).click();
  await expect(field).toBeHidden();
  expect((await api.call("GET", `/flags/${flag.id}`)).default_value).toEqual({ value: { columns: 2 } });
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
