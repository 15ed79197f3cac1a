import type { Locator, Page } from "@playwright/test";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, test } from "./support";
import type { Api } from "./support/api";
import { card, makeRuleList } from "./support/rules";

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

test("when somebody else has changed a rule's conditions first, nothing of theirs is overwritten unseen", async ({
  page,
  api,
  project,
}) => {
  const { path, editor } = await editRule(page, api, project);
  await api.call("PATCH", path, { conditions: [plan, country] });
  await editor.getByRole("button", { name: "Save rule" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Someone else has changed this rule" });
  await expect(dialog).toContainText("If plan is pro and country is US, serve true");
  await expectAccessible(page);
  expect((await api.call("GET", path)).conditions).toEqual([plan, country]);

  // Keeping one's own goes on in the editor, and what is saved then was seen.
  await dialog.getByRole("button", { name: "Keep editing mine" }).click();
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await api.call("PATCH", path, { conditions: [country] });
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(dialog).toContainText("If country is US, serve true");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("mine");
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(editor).toBeHidden();
  expect((await api.call("GET", path)).conditions).toEqual([{ ...plan, value: "mine" }]);
});

test("showing theirs puts what they saved into the editor", async ({ page, api, project }) => {
  const { path, editor } = await editRule(page, api, project);
  await api.call("PATCH", path, { conditions: [country] });
  await editor.getByRole("button", { name: "Save rule" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Show theirs" }).click();
  await expect(editor.getByRole("combobox", { name: "Attribute" })).toHaveValue("country");
  await expect(editor.getByRole("textbox", { name: "Value" })).toHaveValue("US");
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
