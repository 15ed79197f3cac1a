import { expect, test } from "./support";
import { bringToaster } from "./support/documents";
import {
  card,
  chooseAction,
  dragWithMouse,
  expectMovable,
  expectOrder,
  handle,
  makeRuleList,
  middleOf,
  shownNames,
  storedNames,
} from "./support/rules";

const names = ["First", "Second", "Third", "Fourth"];

test("a rule is moved by mouse, and stays there", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  await dragWithMouse(page, "Fourth", "First");
  await expectOrder(page, api, flag, ["Fourth", "First", "Second", "Third"]);
  await dragWithMouse(page, "Fourth", "Second");
  await expectOrder(page, api, flag, ["First", "Second", "Fourth", "Third"]);
});

test("a rule is moved by keyboard, with every step announced, and escape puts it back", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  const said = page.locator("[id^=DndLiveRegion]");
  await handle(page, "First").focus();
  await page.keyboard.press("Space");
  await expect(said).toHaveText("Lifted rule 1. It is at position 1 of 4.");
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText("rule 1 is now at position 2 of 4.");
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText("rule 1 is now at position 3 of 4.");
  await page.keyboard.press("Space");
  await expect(said).toHaveText("Dropped rule 1 at position 3 of 4.");
  await expectOrder(page, api, flag, ["Second", "Third", "First", "Fourth"]);

  await handle(page, "Fourth").focus();
  await page.keyboard.press("Space");
  await expect(said).toHaveText(/^Lifted rule 4/);
  await page.keyboard.press("ArrowUp");
  await expect(said).toHaveText("rule 4 is now at position 3 of 4.");
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("Cancelled. rule 4 is back at position 4 of 4.");
  await expectOrder(page, api, flag, ["Second", "Third", "First", "Fourth"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });

  test("a rule is moved by touch, and the page does not scroll under it", async ({ page, api, project }) => {
    const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
    await page.goto(url);
    const from = await middleOf(handle(page, "Third"));
    const to = await middleOf(handle(page, "First"));
    const touch = await page.context().newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
      touch.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: y === undefined ? [] : [{ x: from.x, y }],
      });
    const scrolled = await page.evaluate(() => window.scrollY);
    await send("touchStart", from.y);
    // This first touch is what loads what moves cards, and is not lost.
    await expectMovable(page, "Third");
    for (let step = 1; step <= 12; step += 1) await send("touchMove", from.y + ((to.y - from.y) * step) / 12);
    await send("touchEnd");
    await expect(shownNames(page)).toHaveText(["Third", "First", "Second", "Fourth"]);
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
    await expectOrder(page, api, flag, ["Third", "First", "Second", "Fourth"]);
  });
});

test("a rule is moved from its menu: bottom, top, up and down", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  await chooseAction(page, "First", "Move to bottom");
  await expect(page.getByText("Moved to position 4 of 4.")).toBeAttached();
  await expect(shownNames(page)).toHaveText(["Second", "Third", "Fourth", "First"]);
  await chooseAction(page, "Fourth", "Move to top");
  await expect(shownNames(page)).toHaveText(["Fourth", "Second", "Third", "First"]);
  await chooseAction(page, "First", "Move up");
  await expect(shownNames(page)).toHaveText(["Fourth", "Second", "First", "Third"]);
  await chooseAction(page, "Fourth", "Move down");
  await expectOrder(page, api, flag, ["Second", "Fourth", "First", "Third"]);
});

test("two people move rules of one list: the second is told what changed, and nothing is lost", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  const { flag, url, rules } = await makeRuleList(api, project, names, { isDisjoint: true });
  // The page hears of nothing: otherwise it would show the list as it is before the move.
  await page.route(/\/flags\/stream/, () => undefined);
  await page.goto(url);
  await expect(shownNames(page)).toHaveText(names);

  // What the first person does while the second looks at the list.
  const [first, second, third, fourth] = rules.map(({ id }) => id);
  await api.call("PUT", `/flags/${flag.id}/rules/order`, {
    environment: "production",
    rule_ids: [fourth, first, second, third],
  });
  await api.call("PATCH", `/flags/${flag.id}/rules/${second}`, { percentage: 20 });
  await api.makeRule(flag, { name: "Fifth" });

  consoleWatch.allow(/412/);
  await chooseAction(page, "Third", "Move to top");
  const notice = page.getByRole("alert", { name: "The list has changed" });
  await expect(notice).toContainText("Your move was not made");
  await expect(notice.locator("div").filter({ hasText: /^Moved/ })).toBeVisible();
  await expect(notice.locator("div").filter({ hasText: /^Edited/ })).toContainText("20 %");
  await expect(shownNames(page)).toHaveText(["Fourth", "First", "Second", "Third", "Fifth"]);
  expect(await storedNames(api, flag)).toEqual(["Fourth", "First", "Second", "Third", "Fifth"]);

  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toBeHidden();
  await chooseAction(page, "Third", "Move to top");
  await expectOrder(page, api, flag, ["Third", "Fourth", "First", "Second", "Fifth"]);
});

test("when the server has a fault the card goes back and a message says why", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  await expect(shownNames(page)).toHaveText(names);
  consoleWatch.allow(/500/);
  await page.route("**/rules/order", (route) =>
    route.fulfill({ status: 500, json: { error: "Internal server error" }, headers: { "x-request-id": "r1" } }),
  );
  await dragWithMouse(page, "Fourth", "First");
  await expect(page.getByText("Could not move the rule: something went wrong on the server.")).toBeVisible();
  await expect(page.getByText("It is back where it was.")).toBeVisible();
  await expect(shownNames(page)).toHaveText(names);
  await page.unroute("**/rules/order");
  await expectOrder(page, api, flag, names);
});

test("without a network the card goes back and a message says why", async ({ page, api, project, consoleWatch }) => {
  const { flag, url } = await makeRuleList(api, project, names, { isDisjoint: true });
  await page.goto(url);
  await expect(shownNames(page)).toHaveText(names);
  consoleWatch.allow(/ERR_INTERNET_DISCONNECTED/);
  await card(page, "Fourth")
    .getByRole("button", { name: /^Actions for/ })
    .click();
  const toTop = page.getByRole("menuitem", { name: "Move to top" });
  await expect(toTop).toBeVisible();
  await bringToaster(page);
  await page.context().setOffline(true);
  await toTop.click();
  await expect(page.getByText(/^Could not move the rule: you are offline/)).toBeVisible();
  await expect(shownNames(page)).toHaveText(names);
  await page.context().setOffline(false);
  await expectOrder(page, api, flag, names);
});
