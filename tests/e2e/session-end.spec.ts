import type { Page } from "@playwright/test";
import type { Project } from "@/lib/contract/project";
import { expect, expectAccessible, test } from "./support";
import type { Api } from "./support/api";
import { emailOf, PASSWORD } from "./support/people";
import { chooseAction, makeRuleList } from "./support/rules";

/*
 * A session that ends while something is being edited costs a password, and nothing that was typed.
 */

interface Edit {
  what: string;
  /**
   * Opens an editor and changes something in it.
   * @returns presses what saves it, and what is stored once it is saved
   */
  begin: (
    page: Page,
    api: Api,
    project: Project,
  ) => Promise<{ save: () => Promise<void>; stored: () => Promise<string> }>;
}

const press = (page: Page, name: string) => () => page.getByRole("button", { name, exact: true }).click();

const edits: Edit[] = [
  {
    what: "a rule",
    begin: async (page, api, project) => {
      const { flag, url } = await makeRuleList(api, project, ["Only"]);
      await page.goto(url);
      await chooseAction(page, "Only", "Edit");
      await page.getByRole("form", { name: "Rule 1" }).getByRole("textbox", { name: "Name" }).fill("Changed");
      const stored = async () => (await api.call("GET", `/flags/${flag.id}/rules?environment=production`))[0].name;
      return { save: press(page, "Save rule"), stored };
    },
  },
  {
    what: "a segment",
    begin: async (page, api, project) => {
      const rules = [{ key: "plan", operator: "equals", value: "pro" }];
      const segment = await api.makeSegment(project, "Pro", { rules });
      await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
      await page.getByRole("textbox", { name: "Name" }).fill("Changed");
      const stored = async () => (await api.call("GET", `/flags/segments/${segment.id}`)).name;
      return { save: press(page, "Save segment"), stored };
    },
  },
  {
    what: "a flag's details",
    begin: async (page, api, project) => {
      const { flag, url } = await makeRuleList(api, project, []);
      await page.goto(url);
      await page.getByRole("button", { name: "Actions for the flag" }).click();
      await page.getByRole("menuitem", { name: /^Edit details/ }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Changed");
      return { save: press(page, "Save"), stored: async () => (await api.call("GET", `/flags/${flag.id}`)).name };
    },
  },
  {
    what: "a test user",
    begin: async (page, api, project) => {
      const { url } = await makeRuleList(api, project, ["Team"], { isDisjoint: true });
      await page.goto(url);
      const panel = page.getByRole("region", { name: "Test a user" });
      await panel.getByRole("button", { name: "Give team" }).click();
      await panel.getByRole("textbox", { name: "Value of team" }).fill("Team");
      await panel.getByRole("button", { name: "Actions for test users" }).click();
      await page.getByRole("menuitem", { name: "Save this user…" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Changed");
      const stored = async () => (await api.call("GET", `/flags/test-users?project_id=${project.id}`))[0]?.name;
      return { save: press(page, "Save"), stored };
    },
  },
  {
    what: "a project",
    begin: async (page, api, project) => {
      await page.goto(`/projects/${project.slug}/settings`);
      await page.getByRole("textbox", { name: "Name", exact: true }).fill("Changed");
      const stored = async () => (await api.call("GET", `/flags/projects/${project.id}`)).name;
      return { save: press(page, "Save"), stored };
    },
  },
];

/** What the page reads of itself waits until Save is pressed: a read that is refused before would cover the button. */
async function endSessionAndSave(page: Page, save: () => Promise<void>): Promise<void> {
  let letGo = () => {};
  const pressed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/v1/**", async (route) => {
    await pressed;
    await route.continue();
  });
  await page.context().clearCookies();
  await save();
  letGo();
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Sign in again" });

for (const { what, begin } of edits) {
  test(`a session that is gone: ${what} is saved once its editor has signed in again`, async ({
    page,
    api,
    project,
    consoleWatch,
  }) => {
    consoleWatch.allow(/status of 401/);
    const { save, stored } = await begin(page, api, project);
    await endSessionAndSave(page, save);
    const dialog = dialogOf(page);
    await expect(dialog).toContainText(emailOf("admin"));
    expect(await stored()).not.toBe("Changed");
    await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect.poll(stored).toBe("Changed");
  });
}

test("a wrong password is told apart, and whoever would rather not sign in now keeps the page and is told", async ({
  page,
  api,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/status of 401/);
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await chooseAction(page, "Only", "Edit");
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Name" }).fill("Changed");
  await endSessionAndSave(page, press(page, "Save rule"));
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox", { name: "Password" }).fill("a wrong one");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(editor.getByText("Could not save the rule: you are signed out.")).toBeVisible();
  await expect(editor.getByRole("textbox", { name: "Name" })).toHaveValue("Changed");

  await editor.getByRole("button", { name: "Save rule" }).click();
  await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  const stored = async () => (await api.call("GET", `/flags/${flag.id}/rules?environment=production`))[0].name;
  await expect.poll(stored).toBe("Changed");
  await expect(editor).toBeHidden();
});

test("whoever signs in again in another tab finds the page going on", async ({ page, api, project, consoleWatch }) => {
  consoleWatch.allow(/status of 401/);
  const { flag, url } = await makeRuleList(api, project, ["Only"]);
  await page.goto(url);
  await chooseAction(page, "Only", "Edit");
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Name" }).fill("Changed");
  const cookies = await page.context().cookies();
  await endSessionAndSave(page, press(page, "Save rule"));
  await expect(dialogOf(page)).toBeVisible();
  await page.context().addCookies(cookies);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  // The page below a dialog has no roles: the editor is "hidden" for a test until the dialog is gone.
  await expect(dialogOf(page)).toBeHidden();
  await expect(editor).toBeHidden();
  const [rule] = await api.call("GET", `/flags/${flag.id}/rules?environment=production`);
  expect(rule.name).toBe("Changed");
});
