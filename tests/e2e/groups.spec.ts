import { expect, expectNoSidewaysScroll, test } from "./support";
import { card, chooseAction, makeRuleList, middleOf } from "./support/rules";

test("alternatives are built by keyboard, and a segment inside others says whom an edit of it reaches", async ({
  page,
  api,
  project,
}) => {
  const segment = (name: string, rules: object[]) =>
    api.call("POST", "/flags/segments", { project_id: project.id, name, match_type: "all", rules });
  const vip = await segment("VIP", [{ key: "level", operator: "equals", value: "gold" }]);
  const partners = await segment("Partners", [
    { any: [{ segment: vip.id }, { key: "partner", operator: "equals", value: true }] },
  ]);
  const other = await api.makeFlag(project, "other", { enabled: true });
  await api.makeRule(other, { name: "Partners", segment_id: partners.id });
  const { flag, url } = await makeRuleList(api, project, ["Pro"], { isDisjoint: true });
  await page.goto(url);

  await chooseAction(page, "Pro", "Edit");
  const condition = (number: string) => page.getByRole("group", { name: `Condition ${number}`, exact: true });
  const group = page.getByRole("group", { name: "Group 1", exact: true });
  await condition("1")
    .getByRole("button", { name: /^Any of these/ })
    .press("Enter");
  await expect(condition("1.2").getByRole("combobox", { name: "Attribute" })).toBeFocused();
  await page.keyboard.type("country");
  await condition("1.2").getByRole("textbox", { name: "Value" }).fill("US");
  await group.getByRole("button", { name: "Add segment" }).press("Enter");
  await expect(condition("1.3").getByRole("button", { name: "In segment: Choose a segment" })).toBeFocused();
  await page.getByRole("button", { name: "Save rule" }).click();
  // The button says the same. What is pressed before the check has answered would be saved with the rest.
  await expect(condition("1.3").getByRole("alert").filter({ hasText: "Choose a segment" })).toBeVisible();
  await condition("1.3")
    .getByRole("button", { name: /^In segment/ })
    .press("Enter");
  await page.getByRole("combobox", { name: "Search: Segment" }).fill("vip");
  await page.keyboard.press("Enter");
  await expect(condition("1.3").getByRole("button", { name: "In segment: VIP" })).toBeFocused();

  await condition("1.3")
    .getByRole("button", { name: /^Move or group/ })
    .press("Enter");
  await page.getByRole("menuitem", { name: "Move up", exact: true }).press("Enter");
  await expect(condition("1.2").getByRole("button", { name: /^Move or group/ })).toBeFocused();
  await expect(condition("1.2").getByRole("button", { name: "In segment: VIP" })).toBeVisible();
  const moveFirst = async (way: string) => {
    await page
      .getByRole("button", { name: /^Move or group condition 1(.1)?$/ })
      .first()
      .press("Enter");
    await page.getByRole("menuitem", { name: way }).press("Enter");
  };
  await moveFirst("Move up out of the group");
  await expect(condition("1").getByRole("button", { name: /^Move or group/ })).toBeFocused();
  await moveFirst("Move down into the group");
  await expect(condition("1.1").getByRole("button", { name: /^Move or group/ })).toBeFocused();

  // By the handle, with keys: escape puts the row back and leaves the editor open.
  const grip = (number: string) =>
    condition(number).getByRole("button", { name: `Move condition ${number}`, exact: true });
  const line = page.locator("[data-drop-line]");
  await grip("1.1").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Lifted condition 1.1.")).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("condition 1.1 is now first.")).toBeAttached();
  await expect(line).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Cancelled. condition 1.1 is back first in group 1.")).toBeAttached();
  await expect(line).toBeHidden();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("condition 1.1 is now first.")).toBeAttached();
  await page.keyboard.press("Space");
  await expect(page.getByText("Dropped condition 1.1 first.")).toBeAttached();
  await expect(grip("1")).toBeFocused();
  // With the mouse, back into the group that is now the second.
  const from = await middleOf(grip("1"));
  const to = await middleOf(grip("2.1"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await expect(grip("1")).toHaveAttribute("aria-pressed", "false");
  await page.mouse.move(from.x, from.y + 10, { steps: 4 });
  await page.mouse.move(from.x, to.y - 16, { steps: 8 });
  await expect(page.locator("[data-entered]").getByRole("group", { name: "Condition 2.1" })).toBeVisible();
  await page.mouse.up();
  await expect(group.getByRole("group", { name: /^Condition/ })).toHaveCount(3);
  await page.setViewportSize({ width: 375, height: 780 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 860 });
  // Somebody's own colours still tell which switch is on.
  await page.emulateMedia({ forcedColors: "active" });
  const background = (name: string | RegExp) =>
    page.getByRole("switch", { name }).evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await background("Only a share of them")).not.toBe(await background(/in production$/));
  // No plate of the text's own colour covers what a button says.
  await expect(page.getByRole("button", { name: "Save rule" })).toHaveCSS("forced-color-adjust", "none");
  await page.emulateMedia({ forcedColors: "none" });
  await page.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Pro")).toContainText("If either team is Pro or in VIP or country is US");

  await chooseAction(page, "Pro", "Edit");
  await group.getByRole("button", { name: "Move or group group 1" }).click();
  await page.getByRole("menuitem", { name: "Take apart" }).click();
  await expect(condition("1").getByRole("combobox", { name: "Attribute" })).toBeFocused();
  await expect(condition("3")).toBeVisible();
  // By its key, and by its button; until something else is edited.
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(page.getByText("Took group 1 apart")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  const said = page.getByRole("region", { name: "Conditions" }).getByRole("status");
  await expect(said.filter({ hasText: "Undone: took group 1 apart" })).toBeVisible();
  await expect(group.getByRole("group", { name: /^Condition/ })).toHaveCount(3);
  await expect(group.getByRole("combobox", { name: "Which of group 1 must hold" })).toBeFocused();
  await expect(undo).toHaveCount(0);
  await condition("1.2").getByRole("button", { name: "Remove condition 1.2" }).click();
  await undo.click();
  await expect(said.filter({ hasText: "Undone: removed condition 1.2" })).toBeVisible();
  await expect(condition("1.2").getByRole("button", { name: "In segment: VIP" })).toBeFocused();
  await condition("1.2").getByRole("button", { name: "Remove condition 1.2" }).click();
  await condition("1.1").getByRole("textbox", { name: "Value" }).fill("Pros");
  await expect(undo).toHaveCount(0);
  await expect(said.filter({ hasText: /Undone|Removed/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Discard" }).click();

  await page.goto(`/projects/${project.slug}/segments/${vip.id}`);
  const usage = page.getByRole("region", { name: /^Used by/ });
  await expect(usage).toContainText("Used by 2 rules of 2 flags");
  await expect(usage).toContainText("through its conditions");
  await expect(usage).toContainText("through Partners");
  await condition("1").getByRole("textbox", { name: "Value" }).fill("silver");
  await page.getByRole("button", { name: "Save segment" }).click();
  const reach = page.getByRole("alertdialog", { name: "This changes 2 rules of 2 flags" });
  await expect(reach.getByText(/level is silver/).first()).toBeVisible();
  // Of both flags: of one through another segment.
  const changes = reach.getByRole("region", { name: "Who changes" });
  for (const name of ["Checkout", "other"]) await expect(changes).toContainText(`${name} in production`);
  await expect(changes.getByText("New exposure")).toHaveCount(2);
  await reach.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Saved VIP")).toBeVisible();
  for (const { key } of [flag, other]) {
    const context = { level: "silver" };
    const answer = await api.call("POST", "/flags/evaluate", { project_id: project.id, flag_key: key, context });
    expect(answer.value).toBe(true);
  }

  await page.getByRole("button", { name: "Actions for the segment" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const standing = page.getByRole("dialog", { name: "VIP cannot be deleted yet" });
  await expect(standing.getByRole("link", { name: "Partners" })).toBeVisible();
  await expect(standing.getByRole("link", { name: "Pro" })).toBeVisible();
});
