import { expect, test } from "./support";
import { card, makeRuleList, shownNames } from "./support/rules";

/*
 * Whoever uses the keyboard must not start again at the top of the page because what they pressed is gone.
 */

test.describe("on a flag's page the focus stays near what was pressed", () => {
  test("a rule that is being deleted has it on Undo, and hands it to its neighbour when it goes", async ({
    page,
    api,
    project,
  }) => {
    const { url } = await makeRuleList(api, project, ["First", "Second"], { isDisjoint: true });
    await page.goto(url);
    const menuOf = (name: string) => card(page, name).getByRole("button", { name: /^Actions for/ });
    await menuOf("First").press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
    const undo = card(page, "First").getByRole("button", { name: "Undo" });
    await expect(undo).toBeFocused();
    await expect(shownNames(page)).toHaveText(["First", "Second"]);
    await undo.press("Enter");
    await expect(menuOf("First")).toBeFocused();
    for (const name of ["First", "Second"]) {
      await menuOf(name).press("Enter");
      await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
      await card(page, name).getByRole("button", { name: "Delete now" }).press("Enter");
      await expect(card(page, name)).toHaveCount(0);
      if (name === "First") await expect(menuOf("Second")).toBeFocused();
    }
    await expect(page.getByRole("button", { name: "Add rule" })).toBeFocused();
  });

  test("the default value's editor begins in its field and gives it back", async ({ page, api, project }) => {
    const { url } = await makeRuleList(api, project, []);
    await page.goto(url);
    await page.getByRole("button", { name: "Change" }).press("Enter");
    await expect(page.getByRole("switch", { name: /^Served when no rule matches/ })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Change" })).toBeFocused();
  });

  test("a default value that is none gets the focus when it is to be saved", async ({ page, api, project }) => {
    await api.makeFlag(project, "limit", { flag_type: "number", default_value: { value: 1 } });
    await page.goto(`/projects/${project.slug}/flags/limit`);
    await page.getByRole("button", { name: "Change" }).press("Enter");
    const form = page.getByRole("region", { name: "Otherwise" });
    const field = form.getByRole("textbox", { name: "Served when no rule matches" });
    await field.fill("four");
    await form.getByRole("button", { name: "Save" }).press("Enter");
    await expect(form.getByText("This is not a number")).toBeVisible();
    await expect(field).toBeFocused();
  });

  test("a note about a change hands it to its card", async ({ page, api, project }) => {
    const { url } = await makeRuleList(api, project, ["First", "Second"], { isDisjoint: true });
    await page.goto(url);
    const first = card(page, "First");
    for (const button of ["Dismiss", "Undo"]) {
      await first.getByRole("switch").press("Space");
      await first.getByRole("region", { name: "Who changes" }).getByRole("button", { name: button }).press("Enter");
      await expect(first.getByRole("region", { name: "Who changes" })).toBeHidden();
      await expect(first).toBeFocused();
    }
  });

  test("a segment is chosen and taken back from one button, and Tab leads to what is below the list", async ({
    page,
    api,
    project,
  }) => {
    await api.makeSegment(project, "Beta testers");
    const { url } = await makeRuleList(api, project, []);
    await page.goto(url);
    await page.getByRole("button", { name: "Add rule" }).press("Enter");
    const segment = page.getByRole("button", { name: /^In segment/ });
    await segment.press("Enter");
    await page.getByRole("combobox", { name: "Search: Segment" }).press("Tab");
    await expect(page.getByRole("link", { name: "New segment" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(segment).toBeFocused();
    await segment.press("Enter");
    await expect(page.getByRole("option", { name: "Beta testers" })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(segment).toHaveAccessibleName("In segment: Beta testers");
    await expect(segment).toBeFocused();
    await page.getByRole("button", { name: "Remove the segment" }).press("Enter");
    await expect(segment).toHaveAccessibleName("In segment: Any user");
    await expect(segment).toBeFocused();
  });

  test("an attribute that a rule asks for is given and taken away without leaving the panel", async ({
    page,
    api,
    project,
  }) => {
    const { url } = await makeRuleList(api, project, ["Team"], { isDisjoint: true });
    await page.goto(url);
    const panel = page.getByRole("region", { name: "Test a user" });
    await panel.getByRole("button", { name: "Give team" }).press("Enter");
    await expect(panel.getByRole("textbox", { name: "Value of team" })).toBeFocused();
    await panel.getByRole("button", { name: "Remove team" }).press("Enter");
    await expect(panel.getByRole("button", { name: "Add attribute" })).toBeFocused();
  });
});

test("Tab goes through a condition as it is read: attribute, operator, value, remove", async ({ page, project }) => {
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/projects/${project.slug}/segments/new`);
    const condition = page.getByRole("group", { name: "Condition 1" });
    await condition.getByRole("combobox", { name: "Attribute" }).fill("plan");
    await page.keyboard.press("Tab");
    await expect(condition.getByRole("combobox", { name: "Operator" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(condition.getByRole("textbox", { name: "Value" })).toBeFocused();
    // What belongs to the value follows it.
    await page.keyboard.press("Tab");
    await expect(condition.getByRole("button", { name: "Upper and lower case are the same" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(condition.getByRole("button", { name: "Remove condition 1" })).toBeFocused();
    await condition.getByRole("combobox", { name: "Attribute" }).fill("");
  }
});

test("the focus is never below the header, at 200 % zoom either", async ({ page, api, project }) => {
  const names = Array.from({ length: 12 }, (_, index) => `Rule of team ${index}`);
  const { url } = await makeRuleList(api, project, names, { isDisjoint: true });
  // Zoom makes the window smaller for the page.
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto(url);
    await page.getByRole("button", { name: "Add rule" }).focus();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Shift+Tab");
      const covered = await page.evaluate(() => {
        const focused = document.activeElement;
        const header = document.querySelector("header");
        // The link that skips the header lies over it.
        if (focused === null || header === null || header.contains(focused) || focused.matches("[href='#main']")) {
          return null;
        }
        const { top } = focused.getBoundingClientRect();
        return top < header.getBoundingClientRect().bottom ? focused.outerHTML.slice(0, 200) : null;
      });
      expect(covered, "what has the focus below the header").toBeNull();
    }
  }
});

test("at 400 % zoom a dialog scrolls as a whole, so that its buttons leave its fields room", async ({
  page,
  project,
}) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(`/projects/${project.slug}/flags`);
  await page.getByRole("button", { name: "New flag" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeInViewport({ ratio: 1 });
  const create = dialog.getByRole("button", { name: "Create flag" });
  await expect(create).not.toBeInViewport();
  await create.focus();
  await expect(create).toBeInViewport({ ratio: 1 });
});

test("a rule that is moved to the top of 491 keeps the focus, where it is now", async ({ page, api, project }) => {
  const names = Array.from({ length: 49 }, (_, index) => `R${index}`);
  const { url, flag } = await makeRuleList(api, project, names, { isDisjoint: true });
  for (let copied = 0; copied < 10; copied += 1) {
    await api.call("POST", `/flags/${flag.id}/rules/copy`, { from: "production", to: "staging", mode: "append" });
  }
  await api.makeRule(flag, { environment: "staging", name: "Moved" });
  await page.goto(`${url}?env=staging`);
  await page.getByRole("button", { name: "Add rule" }).scrollIntoViewIfNeeded();
  const menu = card(page, "Moved").getByRole("button", { name: /^Actions for/ });
  await menu.press("Enter");
  await page.getByRole("menuitem", { name: "Move to top" }).press("Enter");
  await expect(menu).toBeFocused();
  await expect(menu).toBeInViewport();
  await expect(shownNames(page).first()).toHaveText("Moved");
});

test("a button that cannot delete yet says why", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, []);
  await page.goto(url);
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  const button = page.getByRole("button", { name: "Delete flag" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription("Type its key first.");
  await page.getByRole("textbox", { name: /to confirm/ }).fill("checkout");
  await expect(button).toBeEnabled();
});

test("a list's field takes the focus when its last value, a report or a table goes", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/segments/new`);
  const condition = page.getByRole("group", { name: "Condition 1" });
  await condition.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  const field = condition.getByRole("textbox", { name: "Add values" });
  await field.fill("MX");
  await field.press("Tab");
  await expect(condition.getByRole("button", { name: "Upper and lower case are the same" })).toBeFocused();
  await condition.getByRole("button", { name: "Remove MX" }).press("Enter");
  await expect(field).toBeFocused();
  await field.fill("US,CA,US");
  await condition.getByRole("button", { name: "Add", exact: true }).click();
  await expect(field).toBeFocused();
  await condition.getByRole("button", { name: "Dismiss" }).press("Enter");
  await expect(field).toBeFocused();
  await condition.getByRole("button", { name: "Remove US" }).press("Enter");
  await expect(condition.getByRole("button", { name: "Remove CA" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(condition.getByRole("button", { name: /^Remove [A-Z]/ })).toHaveCount(0);
  await expect(field).toBeFocused();
});

test("a button that a save leaves with nothing to do keeps the focus", async ({ page, api, project }) => {
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  await page.getByRole("textbox", { name: "Name" }).fill("Pros");
  const save = page.getByRole("button", { name: "Save segment" });
  await save.press("Enter");
  await expect(page.getByRole("heading", { name: "Pros" })).toBeVisible();
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
  await page.getByRole("textbox", { name: "Name" }).fill("Others");
  const cancel = page.getByRole("button", { name: "Cancel" });
  await cancel.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Pros");
  await expect(cancel).toBeFocused();
});

test("a dialog in place of another gives the focus back to what opened the first, or to the page", async ({
  page,
  project,
}) => {
  const name = `focus ${project.slug}`;
  await page.goto("/settings/keys");
  const create = page.getByRole("button", { name: "New API key" });
  await create.press("Enter");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).press("Enter");
  await page.getByRole("dialog", { name: "Your new API key" }).getByRole("button", { name: "Done" }).press("Enter");
  await expect(create).toBeFocused();
  await page.getByRole("button", { name: `Revoke ${name}` }).press("Enter");
  await page.getByRole("button", { name: "Revoke key" }).press("Enter");
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
});

test("a dialog without a field begins in its body: a double Enter does not close a key that is shown once", async ({
  page,
  api,
  project,
}) => {
  await page.goto(`/projects/${project.slug}/keys`);
  await page.getByRole("button", { name: "New API key" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("CI");
  await page.getByRole("button", { name: "Create key" }).press("Enter");
  const key = page.getByRole("dialog", { name: "Your new API key" });
  await expect(key.getByRole("button", { name: "Copy API key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(key).toBeVisible();

  const { url } = await makeRuleList(api, project, []);
  await page.goto(url);
  await page.getByRole("button", { name: "Actions for the flag" }).press("Enter");
  await page.getByRole("menuitem", { name: "Variants…" }).press("Enter");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Add variant" })).toBeFocused();
});

test("environments are added and removed without losing the focus", async ({ page, project }) => {
  await page.goto(`/projects/${project.slug}/settings`);
  const add = page.getByRole("button", { name: "Add environment…" });
  await add.press("Enter");
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("qa");
  await page.keyboard.press("Enter");
  const remove = page.getByRole("button", { name: "Remove qa" });
  await expect(remove).toBeVisible();
  await expect(add).toBeFocused();
  await remove.press("Enter");
  await page.getByRole("textbox", { name: /to confirm/ }).fill("qa");
  await page.getByRole("button", { name: "Remove environment" }).press("Enter");
  await expect(remove).toBeHidden();
  await expect(page.getByRole("main")).toBeFocused();
});

test("a menu's button opens it by key after a press that was let go elsewhere", async ({ page, api, project }) => {
  await api.makeFlag(project, "checkout");
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const button = page.getByRole("button", { name: "Actions for the flag" });
  await button.click();
  await expect(page.getByRole("menu")).toBeVisible();
  await button.hover();
  await page.mouse.down();
  await page.mouse.move(400, 600);
  await page.mouse.up();
  await expect(page.getByRole("menu")).toBeHidden();
  await button.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
});
