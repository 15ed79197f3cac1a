import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import { card, chooseAction, makeRuleList, shownNames, storedNames } from "./support/rules";

test("a first rule is written as a sentence that the API agrees with", async ({ page, api, project }) => {
  const segment = await api.makeSegment(project, "Beta testers", {
    rules: [{ key: "beta", operator: "equals", value: true }],
  });
  const { flag, url } = await makeRuleList(api, project, []);
  await page.goto(url);
  await expect(page.getByText("No rules in production")).toBeVisible();
  await page.getByRole("button", { name: "Add rule" }).click();
  const editor = page.getByRole("form", { name: "New rule" });
  await editor.getByRole("button", { name: "Add condition" }).click();
  const condition = editor.getByRole("group", { name: "Condition 1" });
  await condition.getByRole("combobox", { name: "Attribute" }).fill("country");
  await condition.getByRole("combobox", { name: "Operator" }).selectOption("is one of");
  await condition.getByRole("textbox", { name: "Add values" }).fill("US, CA");
  await condition.getByRole("textbox", { name: "Add values" }).press("Enter");
  const offered = editor.getByRole("group", { name: "Often used segments" });
  await offered.getByRole("button", { name: "Beta testers" }).click();
  await expect(editor.getByRole("button", { name: "In segment: Beta testers" })).toBeVisible();
  await editor.getByRole("switch", { name: "Only a share of them" }).click();
  await editor.getByRole("spinbutton", { name: "Share" }).fill("25");
  await expect(editor.getByRole("slider", { name: "Share in percent" })).toHaveValue("25");
  await editor.getByRole("button", { name: "Add rule" }).click();
  await expect(page.getByRole("article", { name: "rule 1" })).toContainText(
    "If country is one of US or CA and in Beta testers, for 25 % by user_id, serve true",
  );
  const [rule] = await api.call("GET", `/flags/${flag.id}/rules?environment=production`);
  expect(rule).toMatchObject({
    conditions: [{ attribute: "country", operator: "in", value: ["US", "CA"] }],
    segment_id: segment.id,
    percentage: 25,
    value: true,
  });
});

test("an address that names an environment that is gone says so, and shows the default one", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(`${url}?env=gone`);
  const note = page.getByText("There is no environment “gone” in this project. This is production.");
  await expect(note).toBeVisible();
  await expect(card(page, "Only")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Environments" })
    .getByRole("link", { name: /staging/ })
    .click();
  await expect(note).toBeHidden();
});

test("what is wrong is on its fields, the first focused; a bad pattern is told while it is typed", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("button", { name: "Add condition" }).click();
  await editor.getByRole("button", { name: "Save rule" }).click();
  const attribute = editor.getByRole("combobox", { name: "Attribute" });
  await expect(attribute).toBeFocused();
  await expect(editor.getByText("Must not be empty")).toBeVisible();

  await attribute.fill("email");
  await editor.getByRole("combobox", { name: "Operator" }).selectOption("matches the pattern");
  const pattern = editor.getByRole("textbox", { name: "Pattern" });
  await pattern.fill("(a+)+");
  await expect(editor.getByText("The pattern has a nested quantifier, such as (a+)+")).toBeVisible();
  await pattern.fill("@example\\.com$");
  await expect(editor.getByText("Valid pattern.")).toBeVisible();
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(card(page, "Only")).toContainText("If email matches the pattern @example\\.com$, serve true");
});

test("what only the server can see lands on its field, too", async ({ page, api, project, consoleWatch }) => {
  const { url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  consoleWatch.allow(/422/);
  await page.route("**/rules/*", (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({ status: 422, json: { error: "Validation failed", details: { name: ["Is taken"] } } })
      : route.fallback(),
  );
  await editor.getByRole("textbox", { name: "Name" }).fill("Other");
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(editor.getByText("Is taken")).toBeVisible();
  await expect(editor.getByRole("textbox", { name: "Name" })).toBeFocused();
});

test("a rule is added between two, duplicated off, turned off, deleted and brought back", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, ["First", "Second"]);
  await page.goto(url);
  await chooseAction(page, "Second", "Add rule above");
  const editor = page.getByRole("form", { name: "New rule" });
  await editor.getByRole("textbox", { name: "Name" }).fill("Between");
  await editor.getByRole("button", { name: "Add rule" }).click();
  await expect(shownNames(page)).toHaveText(["First", "Between", "Second"]);
  await expect(page.getByRole("status").filter({ hasText: "Rule 2 is added." })).toBeAttached();

  await chooseAction(page, "First", "Duplicate");
  await expect(shownNames(page)).toHaveText(["First", "First (copy)", "Between", "Second"]);
  await expect(card(page, "First (copy)").getByText("Off", { exact: true })).toBeVisible();

  await card(page, "Second").getByRole("switch").click();
  await expect(card(page, "Second").getByText("Off", { exact: true })).toBeVisible();

  await chooseAction(page, "Between", "Delete");
  await expect(card(page, "Between")).toContainText("Deleting in");
  await card(page, "Between").getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "Between")).not.toContainText("Deleting in");
  expect(await storedNames(api, flag)).toEqual(["First", "First (copy)", "Between", "Second"]);

  await chooseAction(page, "Between", "Delete");
  await expect(card(page, "Between")).toContainText("Leaving this page deletes it at once.");
  await page.getByRole("link", { name: "Flags" }).last().click();
  await expect.poll(() => storedNames(api, flag)).toEqual(["First", "First (copy)", "Second"]);
});

test("escape and cancel ask before they throw away what was typed, and leave a rule as it is stored", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  for (const leave of ["Escape", "Cancel"]) {
    await chooseAction(page, "Only", "Edit");
    const editor = page.getByRole("form", { name: "Rule 1" });
    await editor.getByRole("textbox", { name: "Name" }).fill("Changed");
    if (leave === "Escape") await page.keyboard.press("Escape");
    else await editor.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
    await expect(editor).toBeHidden();
    await expect(shownNames(page)).toHaveText(["Only"]);
    await expect(page.getByRole("button", { name: /^Actions for rule 1/i })).toBeFocused();
  }
  expect(await storedNames(api, flag)).toEqual(["Only"]);
});

test("rules are copied to another environment after a look at both sides", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, ["First", "Second"]);
  await api.makeRule(flag, { name: "Old", environment: "staging", value: false });
  await page.goto(url);
  await page.getByRole("button", { name: "Actions for all rules" }).click();
  await page.getByRole("menuitem", { name: "Copy to staging…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "staging now" }).getByRole("listitem")).toHaveCount(1);
  await expect(dialog.getByRole("region", { name: "staging afterwards" }).getByRole("listitem")).toHaveCount(3);
  await dialog.getByRole("combobox", { name: "How" }).selectOption({ label: "Instead of the rules that are there" });
  await expect(dialog.getByRole("region", { name: "staging afterwards" }).getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("button", { name: "Replace the rules of staging" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: "staging" }).click();
  await expect(page).toHaveURL(/env=staging/);
  await expect(shownNames(page)).toHaveText(["First", "Second"]);
});

test("fifty rules with very long names can be read, scrolled and reordered, also at 375 px", async ({
  page,
  api,
  project,
}) => {
  const long = "Averyveryverylongnamewithoutanyspace".repeat(5).slice(0, 180);
  const names = Array.from({ length: 50 }, (_, index) => `${index + 1} ${long}`);
  const { flag, url } = await makeRuleList(api, project, names);
  await page.setViewportSize({ width: 375, height: 740 });
  await page.goto(url);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Add rule" }).scrollIntoViewIfNeeded();
  const last = page.getByRole("article", { name: /^rule 50,/ });
  await expect(last).toBeVisible();
  // By keys: rows that are still being measured may move the card, and its menu, out of the window.
  await last.getByRole("button", { name: /^Actions for/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Move to top" }).press("Enter");
  await expect(page.getByText("Moved to position 1 of 50.")).toBeAttached();
  await expect.poll(async () => (await storedNames(api, flag))[0]).toBe(names[49]);
});

test("of 500 rules only those in sight are rendered, and the last can be reached and moved", async ({
  page,
  api,
  project,
}) => {
  const names = Array.from({ length: 50 }, (_, index) => `Rule ${index}`);
  const { flag, url } = await makeRuleList(api, project, names);
  for (let copied = 0; copied < 10; copied += 1) {
    await api.call("POST", `/flags/${flag.id}/rules/copy`, { from: "production", to: "staging", mode: "append" });
  }
  await page.goto(`${url}?env=staging`);
  await expect(page.getByRole("listitem").and(page.locator("[aria-setsize='500']")).first()).toBeVisible();
  expect(await page.getByRole("article").count()).toBeLessThan(50);
  const last = page.getByRole("article", { name: /^rule 500,/ });
  // Rows that are measured on the way may make the list longer: then there is more to scroll.
  await expect(async () => {
    await page.getByRole("button", { name: "Add rule" }).scrollIntoViewIfNeeded();
    await expect(last).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await last.getByRole("button", { name: /^Move rule 500/ }).focus();
  // As quick hands do: what moves rules is still being loaded, and no key may be lost for it.
  for (const key of ["Space", "ArrowUp", "Space"]) await page.keyboard.press(key);
  await expect(page.getByText("Dropped rule 500 at position 499 of 500.")).toBeAttached();
});

test("axe finds nothing on a flag's page", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, ["First", "Second"]);
  await api.makeRule(flag, { name: "Off", enabled: false });
  await page.goto(url);
  await expect(shownNames(page)).toHaveText(["First", "Second", "Off"]);
  await expect(page.getByRole("region", { name: "Test a user" })).toBeVisible();
  await expectAccessible(page);
});

test("axe finds nothing in a rule's editor", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, []);
  await api.makeRule(flag, {
    name: "Only",
    percentage: 20,
    conditions: [
      { attribute: "email", operator: "regex", value: "x$" },
      { attribute: "country", operator: "in", value: ["US", "CA"] },
    ],
  });
  await page.goto(url);
  await chooseAction(page, "Only", "Edit");
  await expect(page.getByText("Valid pattern.")).toBeVisible();
  await expectAccessible(page);
});

test("axe finds nothing on a flag's page with nothing on it", async ({ page, api, project }) => {
  const { url } = await makeRuleList(api, project, []);
  await page.goto(`${url}?env=development`);
  await expect(page.getByText("No rules in development")).toBeVisible();
  await expectAccessible(page);
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("reads a flag's rules and meets no control that would fail", async ({ page, api, project }) => {
    const { url } = await makeRuleList(api, project, ["First", "Second"], { isDisjoint: true });
    await page.goto(url);
    await expect(shownNames(page)).toHaveText(["First", "Second"]);
    const rules = page.getByRole("list", { name: "Rules" });
    await expect(rules.getByRole("button")).toHaveCount(0);
    await expect(rules.getByRole("switch")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Add rule" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Change" })).toHaveCount(0);
  });
});
