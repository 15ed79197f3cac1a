import type { Locator, Page } from "@playwright/test";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, test } from "./support";
import type { Api } from "./support/api";
import { card, chooseAction, makeRuleList, storedNames } from "./support/rules";

const plan = { attribute: "plan", operator: "equals", value: "pro" };
const country = { attribute: "country", operator: "equals", value: "US" };

interface Edited {
  /** The rule's, of the API. */
  path: string;
  editor: Locator;
}

/** Opens a rule that asks for the plan "pro", and changes that to "mine" without saving. */
async function editRule(page: Page, api: Api, project: Project): Promise<Edited> {
  const { flag, url } = await makeRuleList(api, project, []);
  const rule = await api.makeRule(flag, { name: "Only", conditions: [plan] });
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Value" }).fill("mine");
  return { path: `/flags/${flag.id}/rules/${rule.id}`, editor };
}

test("a rule that a colleague has changed says what changed on its card, and nothing typed is touched", async ({
  page,
  api,
  edda,
  project,
}) => {
  const { path, editor } = await editRule(page, api, project);
  await edda.call("PATCH", path, { percentage: 20 });
  const notice = editor.getByRole("region", { name: "Changed by Edda Editor" });
  await expect(notice).toContainText("Edda Editor changed this rule just now");
  await expect(notice).toContainText("saving keeps both");
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await notice.getByRole("button", { name: "See what changed" }).click();
  await expect(notice.getByText("20 %")).toBeVisible();
  await expectAccessible(page);

  // Taking it over keeps what was typed elsewhere.
  await notice.getByRole("button", { name: "Take over" }).click();
  await expect(notice).toBeHidden();
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await expect(editor.getByRole("spinbutton")).toHaveValue("20");

  await edda.call("PATCH", path, { conditions: [{ ...plan, value: "team" }] });
  await expect(notice).toContainText("You have changed the same: conditions");
  await notice.getByRole("button", { name: "Keep mine" }).click();
  await expect(notice).toBeHidden();
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(editor).toBeHidden();
  expect(await api.call("GET", path)).toMatchObject({ percentage: 20, conditions: [{ ...plan, value: "mine" }] });
});

test("a colleague's own changes of the same condition are asked about, and neither is lost unseen", async ({
  page,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/412/);
  const { path, editor } = await editRule(page, api, project);
  await edda.call("PATCH", path, { name: "Hers", conditions: [{ ...plan, value: "team" }, country] });
  await expect(editor.getByText("You have changed the same")).toBeVisible();
  await editor.getByRole("button", { name: "Save rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Edda Editor has changed this rule, too" });
  const question = dialog.getByRole("group", { name: "conditions" });
  await expect(question).toContainText("It was plan is pro");
  await expect(question.getByRole("radio", { name: "Edda Editor plan is team" })).not.toBeChecked();
  await expect(dialog.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  await expectAccessible(page);
  expect((await api.call("GET", path)).name).toBe("Hers");

  // To go on editing saves nothing and loses nothing.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await editor.getByRole("button", { name: "Save rule" }).click();
  await question.getByRole("radio", { name: "You plan is mine" }).check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor).toBeHidden();
  expect(await api.call("GET", path)).toMatchObject({
    name: "Hers",
    conditions: [{ ...plan, value: "mine" }, country],
  });
});

test("two who change one element of a group and one split are asked about both, in the words of the rule", async ({
  page,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/412/);
  const variants = ["Classic", "Express"].map((name) => ({ name, value: name.toLowerCase() }));
  const text = { flag_type: "string", default_value: "classic", enabled: true, variants };
  const flag = await api.makeFlag(project, "layout", text);
  const split = (weight: number) => [{ value: "express", weight }];
  const group = (value: string) => [{ any: [plan, { ...country, value }] }];
  const rule = await api.makeRule(flag, { name: "Only", conditions: group("US"), value: "classic", split: split(10) });
  const path = `/flags/${flag.id}/rules/${rule.id}`;
  await page.goto(`/projects/${project.slug}/flags/layout`);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("group", { name: "Condition 1.2" }).getByRole("textbox", { name: "Value" }).fill("CA");
  await editor.getByRole("slider", { name: "End of arm 1" }).press("ArrowRight");
  await edda.call("PATCH", path, { conditions: group("MX"), split: split(20) });
  await expect(editor.getByText("You have changed the same: conditions, split between values")).toBeVisible();
  await editor.getByRole("button", { name: "Save rule" }).click();
  const dialog = page.getByRole("dialog", { name: "Edda Editor has changed this rule, too" });
  const conditions = dialog.getByRole("group", { name: "conditions" });
  await expect(conditions).toContainText("It was either plan is pro or country is US");
  await conditions.getByRole("radio", { name: "Edda Editor either plan is pro or country is MX" }).check();
  await dialog.getByRole("radio", { name: "You 11 % Express (express)" }).check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editor).toBeHidden();
  expect(await api.call("GET", path)).toMatchObject({ conditions: group("MX"), split: split(11) });
});

test("a rule that nobody has typed into is shown as a colleague makes it, also in its open editor", async ({
  page,
  api,
  edda,
  project,
}) => {
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  const [rule] = await api.call("GET", `/flags/${flag.id}/rules?environment=production`);
  await page.goto(url);
  await card(page, "Only").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await expect(editor.getByRole("textbox", { name: "Name" })).toHaveValue("Only");
  await edda.call("PATCH", `/flags/${flag.id}/rules/${rule.id}`, { name: "Hers" });
  await expect(editor.getByRole("textbox", { name: "Name" })).toHaveValue("Hers");
});

test("what was typed into a rule stays when a colleague deletes the rule, and can be added as a new one", async ({
  page,
  api,
  edda,
  project,
}) => {
  const { path, editor } = await editRule(page, api, project);
  await edda.call("DELETE", path);
  const kept = page.getByRole("form", { name: "Deleted rule" });
  await expect(kept).toContainText("Edda Editor deleted this rule just now");
  await expect(editor).toBeHidden();
  await expect(kept.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await kept.getByRole("button", { name: "Add rule" }).click();
  await expect(kept).toBeHidden();
  await expect(card(page, "Only")).toContainText("plan is mine");
});

test("two people who change different fields of a rule are not asked, and both changes stay", async ({
  page,
  api,
  project,
}) => {
  const { path, editor } = await editRule(page, api, project);
  await api.call("PATCH", path, { percentage: 20, name: "Renamed" });
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(editor).toBeHidden();
  expect(await api.call("GET", path)).toMatchObject({
    name: "Renamed",
    percentage: 20,
    conditions: [{ ...plan, value: "mine" }],
  });
});

test("a rule that a colleague changes while it is being deleted is asked about before it goes", async ({
  page,
  api,
  edda,
  project,
}) => {
  const { flag, rules, url } = await makeRuleList(api, project, ["One", "Two"], { isDisjoint: true });
  const path = `/flags/${flag.id}/rules/${rules[0]?.id}`;
  await page.goto(url);
  const question = page.getByRole("alertdialog", { name: "Edda Editor changed this rule just now" });
  const shares = [20, 30];
  // Once it was decided to delete it, and before it goes.
  await page.route(`**/api/v1${path}`, async (route) => {
    if (route.request().method() === "GET") await edda.call("PATCH", path, { percentage: shares.shift() });
    await route.continue();
  });
  const deleteOne = async () => {
    await chooseAction(page, "One", "Delete");
    await card(page, "One").getByRole("button", { name: "Delete now" }).click();
  };
  await deleteOne();
  await expect(question).toContainText("20 %");
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(card(page, "One").getByRole("switch")).toBeVisible();
  expect(await api.call("GET", path)).toMatchObject({ percentage: 20 });
  await deleteOne();
  await question.getByRole("button", { name: "Delete it all the same" }).click();
  await expect(card(page, "One")).toHaveCount(0);
  await expect.poll(() => storedNames(api, flag)).toEqual(["Two"]);
});
