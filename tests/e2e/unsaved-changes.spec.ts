import type { Page } from "@playwright/test";
import { expect, test } from "./support";
import { chooseAction, makeRuleList, shownNames } from "./support/rules";

const dialogOf = (page: Page) => page.getByRole("alertdialog", { name: "Leave without saving?" });

/** Opens the rule's editor and changes its name, without saving. */
async function editWithoutSaving(page: Page): Promise<void> {
  await chooseAction(page, "Only", "Edit");
  await page.getByRole("form", { name: "Rule 1" }).getByRole("textbox", { name: "Name" }).fill("Changed");
  // Before the page has drawn what was typed, no hand can press the browser's back.
  await page.waitForFunction(() => history.state?.guidonUnsaved === true);
}

test("a link asks once, and staying keeps what was typed", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await editWithoutSaving(page);
  await page.getByRole("link", { name: "Segments" }).click();
  await dialogOf(page).getByRole("button", { name: "Stay" }).click();
  await expect(dialogOf(page)).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Changed");
  await page.getByRole("link", { name: "Segments" }).click();
  await dialogOf(page).getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/segments$/);
  await page.goBack();
  await expect(shownNames(page)).toHaveText(["Only"]);
});

test("a menu that leads elsewhere asks like a link", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await editWithoutSaving(page);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "API keys" }).click();
  await dialogOf(page).getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/settings\/keys$/);
});

test("an environment is a link like any other", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await editWithoutSaving(page);
  await page.getByRole("link", { name: "staging" }).click();
  await dialogOf(page).getByRole("button", { name: "Leave" }).click();
  await expect(page.getByText("No rules in staging")).toBeVisible();
});

test("the browser's back asks, and goes to where it would have gone", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(`/projects/${project.slug}/flags`);
  await page.getByRole("link", { name: "Checkout" }).click();
  await expect(page).toHaveURL(url);
  await editWithoutSaving(page);
  await page.goBack();
  await dialogOf(page).getByRole("button", { name: "Stay" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Changed");
  await page.goBack();
  await dialogOf(page).getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/flags$/);
});

test("a reload asks, in the browser's own words", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await editWithoutSaving(page);
  const asked = page.waitForEvent("dialog");
  const reload = page.evaluate(() => window.location.reload());
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await reload.catch(() => undefined);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Changed");
});

test("nothing is asked once the edit is saved or taken back, and back works at the first press", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(`/projects/${project.slug}/flags`);
  await page.getByRole("link", { name: "Checkout" }).click();
  await expect(page).toHaveURL(url);
  await editWithoutSaving(page);
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(shownNames(page)).toHaveText(["Changed"]);
  await expect.poll(() => page.evaluate(() => window.history.state?.guidonUnsaved)).not.toBe(true);
  await page.goBack();
  await expect(page).toHaveURL(/\/flags$/);
  await expect(dialogOf(page)).toBeHidden();
});
