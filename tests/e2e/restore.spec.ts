import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { card, chooseAction, makeRuleList, shownNames, storedNames } from "./support/rules";

const changes = (page: Page) => page.getByRole("region", { name: "Changes, newest first" }).getByRole("listitem");
const restoring = (page: Page) => page.getByRole("dialog", { name: "Restore what was before?" });

test("a rule that was deleted is restored from the history, after seeing who changes, and that is taken back", async ({
  page,
  api,
  project,
}) => {
  const { flag, rules } = await makeRuleList(api, project, ["First", "Second", "Third"], { isDisjoint: true });
  await api.call("DELETE", `/flags/${flag.id}/rules/${rules[1]?.id}`);
  await page.goto(`/projects/${project.slug}/audit`);

  await page.getByRole("button", { name: /^Restore what was before: .*deleted the rule Second/ }).click();
  const dialog = restoring(page);
  await expect(dialog).toContainText("Takes back: tests (key) deleted the rule Second in Checkout.");
  await expect(dialog.getByRole("region", { name: "Who changes" })).toContainText("team is Second");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add a note" }).click();
  await dialog.getByRole("textbox", { name: "Note for the history" }).fill("It was the wrong one");
  await dialog.getByRole("button", { name: "Restore", exact: true }).click();

  await expect(dialog).toBeHidden();
  expect(await storedNames(api, flag)).toEqual(["First", "Second", "Third"]);
  await expect(changes(page).first()).toContainText("Ada Admin restored the rule Second in Checkout");
  await expect(changes(page).first()).toContainText("It was the wrong one");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => storedNames(api, flag)).toEqual(["First", "Third"]);
});

test("a change is taken back on a phone, and what others changed since stays", async ({ page, api, project }) => {
  const { flag, rules } = await makeRuleList(api, project, ["Pro"], { isDisjoint: true });
  const path = `/flags/${flag.id}/rules/${rules[0]?.id}`;
  await api.call("PATCH", path, { percentage: 40 });
  await api.call("PATCH", path, { name: "All of Pro" });
  await page.setViewportSize({ width: 375, height: 760 });
  await page.goto(`/projects/${project.slug}/audit`);
  await page.getByRole("button", { name: /^Restore what was before: .*limited Pro to 40 %/ }).click();
  await expect(restoring(page).getByRole("region", { name: "What changes" })).toContainText("Before: 40");
  await expectNoSidewaysScroll(page);
  await restoring(page).getByRole("button", { name: "Restore", exact: true }).click();
  await expect.poll(() => api.call("GET", path)).toMatchObject({ percentage: null, name: "All of Pro" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => api.call("GET", path)).toMatchObject({ percentage: 40, name: "All of Pro" });
});

test("what cannot be restored says why, and changes nothing", async ({ page, api, project, consoleWatch }) => {
  consoleWatch.allow(/status of 409/);
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await api.call("DELETE", `/flags/${flag.id}`);
  await api.makeFlag(project, "checkout", { name: "Another" });
  await page.goto(`/projects/${project.slug}/audit`);
  await page.getByRole("button", { name: /^Restore what was before: .*deleted the flag Checkout/ }).click();
  await expect(restoring(page).getByRole("alert")).toContainText("Another flag has its key now");
  await expect(restoring(page).getByRole("button", { name: "Restore", exact: true })).toBeDisabled();
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });
  test("sees what can be restored, and whom to ask", async ({ page, api, project }) => {
    const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
    await api.call("PATCH", `/flags/${flag.id}`, { enabled: true });
    await page.goto(`/projects/${project.slug}/audit`);
    const button = page.getByRole("button", { name: "Cannot be restored. Viewers cannot restore: ask an editor." });
    await expect(button).toBeDisabled();
    await expectAccessible(page);
  });
});

test("a rule that is being deleted stands where it was, says so, and goes at once when that is asked for", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, ["First", "Second"], { isDisjoint: true });
  await page.goto(url);
  await page.clock.install();
  await chooseAction(page, "First", "Delete");
  // However long the checks take, the time for Undo is not over.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 300);
  await expect(card(page, "First")).toContainText(/Deleting in \d s\./);
  // The answer comes from a worker, by the clock of this machine; what waits for it here, by the page's.
  await expect(async () => {
    await page.clock.runFor(20);
    await expect(card(page, "First")).toContainText("instead of true for those whose team is First", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("status").filter({ hasText: "Deleting rule 1 in 6 seconds" })).toHaveCount(1);
  expect(await storedNames(api, flag)).toEqual(["First", "Second"]);
  await card(page, "First").getByRole("button", { name: "Delete now" }).click();
  await expect(shownNames(page)).toHaveText(["Second"]);
  await expect.poll(() => storedNames(api, flag)).toEqual(["Second"]);
  await page.clock.resume();
  await expect(page.getByText("It can be restored from the history.")).toBeVisible();

  // And by itself, once the time is over.
  await chooseAction(page, "Second", "Delete");
  await page.clock.fastForward(6_000);
  await expect.poll(() => storedNames(api, flag)).toEqual([]);
});
