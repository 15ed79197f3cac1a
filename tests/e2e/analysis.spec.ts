import type { Page } from "@playwright/test";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./support";
import type { Api } from "./support/api";
import { card, chooseAction, dragWithMouse, shownNames, storedNames } from "./support/rules";

const is = (attribute: string, value: string) => ({ attribute, operator: "equals", value });
const isIn = (attribute: string, value: string[]) => ({ attribute, operator: "in", value });

/** A flag that is on and off by default, with these rules in production. */
async function makeList(api: Api, project: Project, rules: readonly Record<string, unknown>[]) {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true, default_value: false });
  for (const rule of rules) await api.makeRule(flag, rule);
  return { flag, url: `/projects/${project.slug}/flags/${flag.key}` };
}

const rulesOf = (api: Api, flag: Flag) => api.call("GET", `/flags/${flag.id}/rules?environment=production`);
const panelOf = (page: Page) => page.getByRole("region", { name: "Test a user" });
const whoChanges = (page: Page) => page.getByRole("region", { name: "Who changes" });

const paying = { name: "Paying", conditions: [isIn("plan", ["pro", "team"])] };
const pro = { name: "Pro", conditions: [is("plan", "pro")], value: false };
const american = { name: "American", conditions: [is("country", "US")], value: false };

test.describe("a shadowed rule", () => {
  test("is shown on its card with the rule that is in its way, and on somebody whom it would match", async ({
    page,
    api,
    project,
  }) => {
    const { url } = await makeList(api, project, [paying, pro]);
    await page.goto(url);
    const finding = card(page, "Pro").getByText("Never reached:");
    await expect(finding).toHaveText("Never reached: rule 1 (Paying) already matches everyone it would match.");
    await expect(page.getByText("1 finding", { exact: true })).toBeVisible();
    await expectAccessible(page);

    await card(page, "Pro").getByRole("button", { name: "rule 1 (Paying)" }).click();
    await expect(card(page, "Paying")).toBeFocused();
    await card(page, "Pro").getByRole("button", { name: "Show on a user" }).click();
    await expect(panelOf(page).getByLabel("Value of plan")).toHaveValue("pro");
    await expect(panelOf(page).getByText("Rule 1 matched first.")).toBeVisible();
    await expect(card(page, "Pro").getByText("Not reached: an earlier rule decides")).toBeVisible();
  });

  test("is moved above, which says whom that changes, and undo puts it back", async ({ page, api, project }) => {
    const { flag, url } = await makeList(api, project, [paying, american, pro]);
    await page.goto(url);
    await card(page, "Pro").getByRole("button", { name: "Move above rule 1" }).click();
    await expect(shownNames(page)).toHaveText(["Pro", "Paying", "American"]);
    await expect(whoChanges(page)).toContainText("plan is pro");
    await expect(page.getByText("Never reached")).toHaveCount(0);
    await expect.poll(() => storedNames(api, flag)).toEqual(["Pro", "Paying", "American"]);
    await whoChanges(page).getByRole("button", { name: "Undo" }).click();
    await expect(whoChanges(page)).toHaveCount(0);
    await expect.poll(() => storedNames(api, flag)).toEqual(["Paying", "American", "Pro"]);
  });

  test("is deleted, which changes nobody, and can be brought back", async ({ page, api, project }) => {
    const { url } = await makeList(api, project, [paying, pro]);
    await page.goto(url);
    await card(page, "Pro").getByRole("button", { name: "Delete rule" }).click();
    await expect(card(page, "Pro")).toContainText("Deleting in");
    await expect(card(page, "Pro")).toContainText("Nobody changes.");
    await card(page, "Pro").getByRole("button", { name: "Undo" }).click();
    await expect(card(page, "Pro")).toContainText("Never reached");
  });
});

test("a condition that changes nothing is removed, and undo brings it back", async ({ page, api, project }) => {
  const { flag, url } = await makeList(api, project, [
    { name: "Pro", conditions: [is("plan", "pro"), isIn("plan", ["pro", "team"])] },
  ]);
  await page.goto(url);
  await expect(card(page, "Pro")).toContainText("changes nothing");
  await card(page, "Pro").getByRole("button", { name: "Remove condition" }).first().click();
  await expect.poll(async () => (await rulesOf(api, flag))[0].conditions).toHaveLength(1);
  await expect(card(page, "Pro")).not.toContainText("changes nothing");
  await page.locator("[data-sonner-toast]").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await rulesOf(api, flag))[0].conditions).toHaveLength(2);
});

test("an attribute that is probably misspelt is proposed in the editor, and saved only by hand", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeList(api, project, [
    { name: "Germans", conditions: [is("contry", "DE")] },
    { name: "French", conditions: [is("country", "FR")] },
    { name: "Danes", conditions: [is("country", "DK")] },
  ]);
  await page.goto(url);
  await card(page, "Germans").getByRole("button", { name: "Use “country”…" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await expect(editor.getByLabel("Attribute")).toHaveValue("country");
  await expect(whoChanges(page)).toContainText("country is DE");
  expect((await rulesOf(api, flag))[0].conditions[0].attribute).toBe("contry");
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect.poll(async () => (await rulesOf(api, flag))[0].conditions[0].attribute).toBe("country");
});

test("nothing is said of a list that there is nothing to say about", async ({ page, api, project }) => {
  const { url } = await makeList(api, project, [paying, { ...american, value: true }]);
  const analysed = page.waitForEvent("worker");
  await page.goto(url);
  await analysed;
  await expect(card(page, "American")).toBeVisible();
  await expect(page.getByText(/finding|Never reached|could be checked/)).toHaveCount(0);
});

test("a drop that changes nobody asks nothing", async ({ page, api, project }) => {
  const { flag, url } = await makeList(api, project, [
    { name: "Pro", conditions: [is("plan", "pro")] },
    { name: "Team", conditions: [is("plan", "team")] },
  ]);
  await page.goto(url);
  await dragWithMouse(page, "Team", "Pro");
  await expect(card(page, "Team").getByText("Nobody changes", { exact: true })).toBeVisible();
  await expect(whoChanges(page)).toHaveCount(0);
  await expect.poll(() => storedNames(api, flag)).toEqual(["Team", "Pro"]);
  // It is read, and gone by itself.
  await expect(page.getByText("Nobody changes", { exact: true })).toHaveCount(0);
});

test("a drop that changes people says whom and shows one of them, and undo restores the order", async ({
  page,
  api,
  project,
}) => {
  const { flag, url } = await makeList(api, project, [american, paying]);
  await page.goto(url);
  await dragWithMouse(page, "Paying", "American");
  const note = card(page, "Paying").getByRole("region", { name: "Who changes" });
  await expect(note).toContainText("country is US and plan is one of pro or team");
  await expect(note).toContainText("New exposure");
  await expectAccessible(page);
  await note.getByRole("button", { name: "Show on a user" }).click();
  await expect(panelOf(page).getByLabel("Value of country")).toHaveValue("US");
  await expect(panelOf(page).getByText("Rule 1 matched first.")).toBeVisible();
  await note.getByRole("button", { name: "Undo" }).click();
  await expect(shownNames(page)).toHaveText(["American", "Paying"]);
  await expect(panelOf(page).getByText("Gets false")).toBeVisible();
  await expect.poll(() => storedNames(api, flag)).toEqual(["American", "Paying"]);
});

test("a move by the menu says whom it changes, too, and the next one takes its place", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeList(api, project, [american, paying, { name: "Beta", conditions: [is("beta", "yes")] }]);
  await page.goto(url);
  await chooseAction(page, "Paying", "Move up");
  await expect(card(page, "Paying").getByRole("region", { name: "Who changes" })).toBeVisible();
  await chooseAction(page, "Beta", "Move to top");
  await expect(card(page, "Beta").getByRole("region", { name: "Who changes" })).toContainText("beta is yes");
  await expect(whoChanges(page)).toHaveCount(1);
  await whoChanges(page).getByRole("button", { name: "Dismiss" }).click();
  await expect(whoChanges(page)).toHaveCount(0);
});

test("turning a rule off says whom it changes, and undo turns it on again", async ({ page, api, project }) => {
  const { flag, url } = await makeList(api, project, [paying]);
  await page.goto(url);
  await card(page, "Paying").getByRole("switch").click();
  await expect(whoChanges(page)).toContainText("plan is one of pro or team");
  await expect.poll(async () => (await rulesOf(api, flag))[0].enabled).toBe(false);
  await whoChanges(page).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await rulesOf(api, flag))[0].enabled).toBe(true);
});

test("a bound and its opposite, versions and letters of either case are analysed like everything else", async ({
  page,
  api,
  project,
}) => {
  const adults = { attribute: "age", operator: "less_than", value: 18, negate: true };
  const outside = { attribute: "email", operator: "ends_with", value: "@acme.com", negate: true, ignore_case: true };
  const { url } = await makeList(api, project, [
    { name: "Adults", conditions: [adults] },
    { name: "Seniors", conditions: [{ ...adults, value: 65 }, outside], value: false },
    { name: "New", conditions: [{ ...adults, attribute: "app", value: "2.10", as: "version" }] },
  ]);
  await page.goto(url);
  await expect(card(page, "Seniors").getByText("Never reached:")).toHaveText(
    "Never reached: rule 1 (Adults) already matches everyone it would match.",
  );
  await expect(page.getByText(/not analysed/i)).toHaveCount(0);
  await card(page, "Adults").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Value" }).fill("16");
  await expect(whoChanges(page)).toContainText(
    "age is at least 16, unless age is at least 18, rule 2 (Seniors) matches them or app is at least version 2.10",
  );
  await expectAccessible(page);
});

test("an editor says who changes while its draft does, and nothing of a draft that is not complete", async ({
  page,
  api,
  project,
}) => {
  const { url } = await makeList(api, project, [{ ...paying, percentage: 20 }]);
  await page.goto(url);
  await card(page, "Paying").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await expect(editor.getByLabel("Name")).toBeFocused();
  await expect(whoChanges(page)).toContainText("nothing is changed yet");
  await editor.getByRole("spinbutton").fill("60");
  await expect(whoChanges(page)).toContainText("plan is one of pro or team (40 %, from 20 % to 60 %)");
  await expect(whoChanges(page)).toContainText("New exposure");
  await editor.getByRole("button", { name: "Add condition" }).click();
  await expect(whoChanges(page)).toHaveText(/once the rule is complete/);
  await expectAccessible(page);
});

test("an expectation that a draft or a move would break is named before and after", async ({ page, api, project }) => {
  const { flag, url } = await makeList(api, project, [american, { ...paying, percentage: 100 }]);
  await api.call("POST", "/flags/test-users", {
    project_id: project.id,
    name: "Ada, on pro",
    context: { plan: "pro", country: "US", user_id: "ada" },
    expectations: [{ flag_id: flag.id, environment: "production", value: false }],
  });
  await page.goto(url);
  await chooseAction(page, "American", "Move down");
  const users = whoChanges(page).getByRole("region", { name: "Saved test users" });
  await expect(users).toContainText("Ada, on pro");
  await expect(users).toContainText("breaks what is expected");
  await whoChanges(page).getByRole("button", { name: "Undo" }).click();
  await expect(whoChanges(page)).toHaveCount(0);

  await card(page, "American").getByRole("button", { name: "Edit" }).click();
  await page.getByRole("form", { name: "Rule 1" }).getByRole("switch", { name: "Serve" }).click();
  await expect(users).toContainText("breaks what is expected");
  await expectAccessible(page);
});

test("copying rules to another environment says first whom that changes there", async ({ page, api, project }) => {
  const { flag, url } = await makeList(api, project, [paying]);
  await api.makeRule(flag, { ...pro, environment: "staging" });
  await page.goto(url);
  await page.getByRole("button", { name: "Actions for all rules" }).click();
  await page.getByRole("menuitem", { name: "Copy to staging…" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy the rules of production" });
  await dialog.getByLabel("To").selectOption("staging");
  const note = dialog.getByRole("region", { name: "Who changes" });
  await expect(note).toContainText("plan is one of pro or team, unless plan is pro");
  await dialog.getByLabel("How").selectOption("replace");
  await expect(note).toContainText("for example plan: pro");
  await expectAccessible(page);
});

test("what cannot be checked is said to whoever asks, and never as a finding", async ({ page, api, project }) => {
  const pattern = (value: string) => ({ attribute: "email", operator: "regex", value });
  const { url } = await makeList(api, project, [
    { name: "Wide", conditions: [pattern("^[a-z]+[0-9]*@x$")] },
    { name: "Narrow", conditions: [pattern("^[a-z]+@x$")] },
  ]);
  await page.goto(url);
  const summary = page.getByText("Not everything here could be checked");
  await summary.click();
  await expect(page.getByText(/not known whether/)).toBeVisible();
  await expect(page.getByText(/finding|Never reached/)).toHaveCount(0);
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });

  test("findings fit, and somebody to see one on is brought into sight", async ({ page, api, project }) => {
    const name = `Pro ${"very ".repeat(20)}long`;
    const { url } = await makeList(api, project, [
      { ...paying, name: `Paying${"x".repeat(120)}` },
      { ...pro, name },
    ]);
    await page.goto(url);
    await expect(card(page, name).getByText("Never reached:")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await card(page, name).getByRole("button", { name: "Show on a user" }).click();
    await expect(panelOf(page).getByText("Rule 1 matched first.")).toBeInViewport();
    await expectNoSidewaysScroll(page);
  });
});

test("a guarded write is refused with somebody it would expose, and stores nothing", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  // It is one long page.
  test.setTimeout(180_000);
  const { flag } = await makeList(api, project, [{ name: "Pro", conditions: [is("plan", "pro")], value: true }]);
  const before = await rulesOf(api, flag);
  consoleWatch.allow(/409/);
  await page.goto("/docs");
  await page.getByRole("button", { name: "Try: Update a rule" }).click();
  const form = page.getByRole("form", { name: "Try: Update a rule" });
  await form.getByLabel("flag_id").fill(flag.id);
  await form.getByLabel("rule_id").fill(before[0].id);
  await form.getByLabel("guard").fill("no_new_exposure");
  await form.getByLabel("Body").fill(JSON.stringify({ conditions: [isIn("plan", ["pro", "team"])] }));
  await form.getByRole("button", { name: "Send PATCH" }).click();
  await expect(form.getByText(/^409 /)).toBeVisible();
  const answer = form.getByRole("region", { name: "answer to updateRule" });
  await expect(answer).toContainText('"witness": {\n          "plan": "team"\n        }');
  expect(await rulesOf(api, flag)).toEqual(before);
});
